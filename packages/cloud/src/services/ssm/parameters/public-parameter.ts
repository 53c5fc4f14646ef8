import type { Parameter } from '@aws-sdk/client-ssm'
import { publicParameters, type PublicParameter } from '../../../catalogue/public-parameters.ts'
import { AwsError } from '../../../errors.ts'

/** Public parameters have one version here. */
const version = 1

/**
 * The public parameter that a call names: by name, by ARN, and with `:1` for its version. Undefined when there is none.
 * Throws for a version or label that it does not have.
 */
export function findPublicParameter(region: string, asked: string): Parameter | undefined {
  const arn = /^arn:aws:ssm:([^:]+):\d*:parameter(\/.+)$/.exec(asked)
  if (arn && arn[1] !== region) return undefined
  const [name = '', selector] = (arn?.[2] ?? asked).split(':')
  const parameter = publicParameters(region).get(name)
  if (!parameter) return undefined
  if (selector !== undefined && selector !== String(version)) throw versionNotFound(name, selector)
  return { ...toPublicParameter(region, parameter), ...(selector && { Selector: `:${selector}` }) }
}

export function versionNotFound(name: string, selector: string): AwsError {
  const kind = /^\d+$/.test(selector) ? 'version' : 'label'
  return new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find ${kind} ${selector} of ${name}. Verify the ${kind} and try again.`,
  )
}

export function toPublicParameter(region: string, parameter: PublicParameter): Parameter {
  return {
    Name: parameter.name,
    Type: 'String',
    Value: parameter.value,
    Version: version,
    LastModifiedDate: new Date(parameter.lastModified),
    ARN: `arn:aws:ssm:${region}::parameter${parameter.name}`,
    DataType: parameter.dataType,
  }
}
