import type { Parameter } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { toCiphertext } from './ciphertext.ts'
import {
  lookUpParameter,
  parameterArn,
  versionsOf,
  type ParameterRecord,
  type ParameterVersion,
} from './parameter.ts'
import { findPublicParameter, versionNotFound } from './public-parameter.ts'

/**
 * The parameter that a call names, the account's own or a public one: by name, by ARN, and with `:3` for a version or `:live` for the one with a label.
 * Undefined when there is none. Throws for a version or label that it does not have.
 */
export function findParameter(
  ctx: Context,
  asked: string,
  decrypt: boolean,
): Parameter | undefined {
  const { name, selector } = splitSelector(asked)
  const record = lookUpParameter(ctx, name)
  if (!record) return findPublicParameter(ctx.region, asked)
  if (selector === undefined) return toParameter(ctx, record, record.latest, decrypt)
  const version = versionsOf(record).find(
    (each) => String(each.version) === selector || each.labels?.includes(selector),
  )
  if (!version) throw versionNotFound(record.id, selector)
  return { ...toParameter(ctx, record, version, decrypt), Selector: `:${selector}` }
}

/** The SDK's shape of one version. */
export function toParameter(
  ctx: Context,
  record: ParameterRecord,
  version: ParameterVersion,
  decrypt: boolean,
): Parameter {
  return {
    Name: record.id,
    Type: record.type,
    Value: shownValue(ctx, record, version, decrypt),
    Version: version.version,
    LastModifiedDate: new Date(version.lastModified),
    ARN: parameterArn(ctx, record.id),
    DataType: version.dataType,
  }
}

/** A SecureString shows its text only to those who ask for it. */
export function shownValue(
  ctx: Context,
  record: ParameterRecord,
  { value, version, keyId }: ParameterVersion,
  decrypt: boolean,
): string {
  if (record.type !== 'SecureString' || decrypt) return value
  return toCiphertext(value, keyId ?? '', `${parameterArn(ctx, record.id)}:${version}`)
}

/** The AMI that a parameter holds, for `resolve:ssm:` in a launch; undefined when there is no such parameter. */
export function readImageParameter(ctx: Context, asked: string): string | undefined {
  try {
    return findParameter(ctx, asked, false)?.Value
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}

function splitSelector(asked: string): { name: string; selector?: string } {
  const from = asked.startsWith('arn:') ? asked.indexOf(':parameter') + 1 : 0
  const at = asked.indexOf(':', from)
  return at < 0 ? { name: asked } : { name: asked.slice(0, at), selector: asked.slice(at + 1) }
}
