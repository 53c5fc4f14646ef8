import type { DeleteKeyPairRequest, DeleteKeyPairResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { keyPairs } from './key-pair.ts'

/**
 * Deletes a pair; succeeds for one that does not exist. Instances keep the public key that they were
 * launched with.
 */
export const DeleteKeyPair = operation<DeleteKeyPairRequest, DeleteKeyPairResult>(
  'DeleteKeyPair',
  (ctx, { KeyName: name, KeyPairId: id }) => {
    if (!name && !id) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter KeyName or KeyPairId',
      )
    }
    const pair = id ? ctx.db.get(keyPairs, id) : ctx.db.by(keyPairs, 'name', name ?? '')[0]
    if (pair) ctx.db.delete(keyPairs, pair.id)
    return { Return: true, KeyPairId: pair?.id }
  },
)
