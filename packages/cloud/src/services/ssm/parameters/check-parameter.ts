import { runInNewContext } from 'node:vm'
import type { ParameterTier, PutParameterRequest } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'

const maxLevels = 15
const standardLength = 4096
const advancedLength = 8192
/** An account's own pattern may take for ever; the cloud does not wait for it. */
const patternTimeoutMs = 100

/** Throws for a name that AWS does not take. */
export function checkParameterName(name: string): void {
  const bare = name.replace(/^\/+/, '').toLowerCase()
  const isPath = name.includes('/')
  if (name.startsWith('/') && isPath && bare.startsWith('aws')) {
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
  }
  if (!isPath && /^(aws|ssm)/.test(bare)) {
    throw invalid('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).')
  }
  if (isPath && !name.startsWith('/')) {
    throw invalid('Parameter name must be a fully qualified name.')
  }
  if (bare.startsWith('ssm') || !/^\/?[\w.-]+(\/[\w.-]+)*$/.test(name)) {
    throw invalid(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    )
  }
  if (name.split('/').length - 1 > maxLevels) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A parameter hierarchy can have a maximum of ${maxLevels} levels. For more information, see Requirements and constraints for parameter names in the AWS Systems Manager User Guide.`,
    )
  }
}

/** The tier that a value of this length has; throws when it is too long for the one asked for. */
export function readTier(input: PutParameterRequest, before: ParameterTier): ParameterTier {
  const { length } = input.Value ?? ''
  const asked = input.Tier ?? before
  if (before === 'Advanced' && asked === 'Standard') {
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    )
  }
  const tier =
    asked === 'Intelligent-Tiering'
      ? before === 'Advanced' || length > standardLength
        ? 'Advanced'
        : 'Standard'
      : asked
  if (tier === 'Standard' && length > standardLength) {
    throw invalid(
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    )
  }
  if (length > advancedLength) {
    throw invalid(
      'Advanced tier parameters support a maximum parameter value of 8192 characters. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    )
  }
  return tier
}

/** Throws when the value is not what the pattern allows, or the pattern is none. */
export function checkPattern(value: string, pattern: string): void {
  if (matches(value, pattern)) return
  throw new AwsError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  )
}

function matches(value: string, pattern: string): boolean {
  try {
    const globals = { pattern: `^(?:${pattern})$`, value }
    const answer: unknown = runInNewContext('new RegExp(pattern).test(value)', globals, {
      timeout: patternTimeoutMs,
    })
    return answer === true
  } catch {
    throw new AwsError(
      'InvalidAllowedPatternException',
      `The following allowedPattern is not valid: ${pattern}`,
    )
  }
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message)
}
