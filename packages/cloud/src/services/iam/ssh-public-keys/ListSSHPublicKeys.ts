import type { ListSSHPublicKeysRequest, ListSSHPublicKeysResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { sshPublicKeys, toSshMetadata } from './ssh-public-key.ts'

/** The SSH public keys of a user. */
export const ListSSHPublicKeys = operation<ListSSHPublicKeysRequest, ListSSHPublicKeysResponse>(
  'ListSSHPublicKeys',
  (ctx, input) => {
    const user = userOrCaller(ctx, input.UserName)
    const { items, ...page } = pageOf(ctx.db.by(sshPublicKeys, 'user', user.id), input)
    return { SSHPublicKeys: items.map((key) => toSshMetadata(user, key)), ...page }
  },
)
