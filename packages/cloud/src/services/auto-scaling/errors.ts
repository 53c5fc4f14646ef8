import { AwsError } from '../../errors.ts'

/** What Auto Scaling says of almost everything that is wrong with a call. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

export function groupNotFound(name: string): AwsError {
  return validationError(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`)
}

/** Of what this cloud does not act on: never dropped. */
export function unsupported(what: string): AwsError {
  return validationError(`${what} is not supported by the embedded cloud.`)
}
