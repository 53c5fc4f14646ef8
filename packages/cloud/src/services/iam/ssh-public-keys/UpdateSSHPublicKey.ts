import type { UpdateSSHPublicKeyRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { findSshKey, sshPublicKeys } from './ssh-public-key.ts'

/** Switches a key on or off. */
export const UpdateSSHPublicKey = operation<UpdateSSHPublicKeyRequest, object>(
  'UpdateSSHPublicKey',
  (ctx, { UserName, SSHPublicKeyId, Status }) => {
    const found = findSshKey(ctx, userOrCaller(ctx, UserName), SSHPublicKeyId)
    const status = Status === 'Inactive' ? 'Inactive' : 'Active'
    ctx.db.put(sshPublicKeys, { ...found, status })
    return {}
  },
)
