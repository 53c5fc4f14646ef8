import { AwsError } from '../../errors.ts'

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404)
}

export function entityAlreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, 409)
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409)
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409)
}

export function malformedPolicy(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message, 400)
}

export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message, 400)
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400)
}

/** What is asked of a service-linked role that only its service may do. */
export function unmodifiableEntity(role: string): AwsError {
  return new AwsError(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected role '${role}' - this role is only modifiable by AWS`,
    400,
  )
}
