import { AwsError } from '../../errors.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html and each operation's own. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

export function invalidConfiguration(message: string): AwsError {
  return new AwsError('InvalidConfigurationRequest', message)
}

export function invalidAction(message: string): AwsError {
  return new AwsError('InvalidLoadBalancerAction', message)
}

export function operationNotPermitted(message: string): AwsError {
  return new AwsError('OperationNotPermitted', message)
}

export function resourceInUse(message: string): AwsError {
  return new AwsError('ResourceInUse', message)
}

export function invalidTarget(message: string): AwsError {
  return new AwsError('InvalidTarget', message)
}

/** What AWS does and this cloud does not. */
export function unsupported(what: string): AwsError {
  return new AwsError('UnsupportedOperation', `${what} not supported by the embedded cloud.`)
}

/** One of a fixed set of words, as the service's own validator words it. */
export function enumError(value: string, member: string, words: readonly string[]): AwsError {
  return validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(', ')}]`,
  )
}

/** A number outside its range, as the service's own validator words it. */
export function checkRange(
  value: number | undefined,
  member: string,
  [least, most]: readonly [number, number],
): void {
  if (value === undefined || (value >= least && value <= most)) return
  const [bound, limit] = value < least ? ['greater', least] : ['less', most]
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound} than or equal to ${limit}`,
  )
}
