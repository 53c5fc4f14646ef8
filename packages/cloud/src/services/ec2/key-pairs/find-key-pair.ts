import { findKeyNameProblem } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { keyPairs, type KeyPairRecord } from './key-pair.ts'

/** Throws InvalidKeyPair.NotFound. */
export function findKeyPairByName(ctx: Context, name: string): KeyPairRecord {
  const [found] = ctx.db.by(keyPairs, 'name', name)
  if (found) return found
  throw new AwsError('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`)
}

/** Throws AWS's errors for a name that is not allowed or taken. */
export function checkNewKeyName(ctx: Context, name: string | undefined): string {
  if (name === undefined || name === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter KeyName')
  }
  const problem = findKeyNameProblem(name)
  if (problem) {
    const why =
      problem === 'tooLong'
        ? 'Length exceeds maximum of 255.'
        : 'Only ASCII characters are allowed, without leading or trailing spaces.'
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${name}) for parameter KeyName is invalid. ${why}`,
    )
  }
  if (ctx.db.by(keyPairs, 'name', name).length > 0) {
    throw new AwsError('InvalidKeyPair.Duplicate', 'The keypair already exists')
  }
  return name
}
