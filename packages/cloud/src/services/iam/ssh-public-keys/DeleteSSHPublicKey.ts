import type { DeleteSSHPublicKeyRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { findSshKey, sshPublicKeys } from './ssh-public-key.ts'

/** Deletes a key of a user. */
export const DeleteSSHPublicKey = operation<DeleteSSHPublicKeyRequest, object>(
  'DeleteSSHPublicKey',
  (ctx, { UserName, SSHPublicKeyId }) => {
    const { id } = findSshKey(ctx, userOrCaller(ctx, UserName), SSHPublicKeyId)
    ctx.db.delete(sshPublicKeys, id)
    return {}
  },
)
