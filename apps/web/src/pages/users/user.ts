import type { FeedItem } from '@brume/console-api'
import type { Call } from '../../api/index.ts'
import type { WriteTags } from '../../resources/bulk/tag-change.ts'
import { heldPolicies, holderCalls } from '../../resources/iam/holder.ts'

export type User = FeedItem<'users'>

export const idOf = (user: User): string => user.UserName ?? ''

export const isUserName = (name: string): boolean => /^[\w+=,.@-]{1,64}$/.test(name)

export const writeUserTags: WriteTags = async (call, UserName, Tags, removed) => {
  if (Tags.length > 0) await call('iam', 'TagUser', { UserName, Tags })
  if (removed.length > 0) {
    await call('iam', 'UntagUser', { UserName, TagKeys: removed.map(({ Key }) => Key) })
  }
}

/** Whether the user may sign in to a console: since when, and whether the password is to be changed first. */
export async function findLoginProfile(call: Call, UserName: string) {
  try {
    return (await call('iam', 'GetLoginProfile', { UserName })).LoginProfile ?? null
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'NoSuchEntity') return null
    throw thrown
  }
}

/** A user goes with what hangs on it: keys, password, memberships, policies, as the AWS console does it. */
export async function deleteUser(call: Call, UserName: string): Promise<void> {
  const { AccessKeyMetadata = [] } = await call('iam', 'ListAccessKeys', { UserName })
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await call('iam', 'DeleteAccessKey', { UserName, AccessKeyId })
  }
  if (await findLoginProfile(call, UserName)) await call('iam', 'DeleteLoginProfile', { UserName })
  const { Groups = [] } = await call('iam', 'ListGroupsForUser', { UserName, MaxItems: 1000 })
  for (const { GroupName } of Groups) {
    await call('iam', 'RemoveUserFromGroup', { GroupName, UserName })
  }
  const calls = holderCalls.user
  for (const { name, arn } of await heldPolicies(call, { kind: 'user', name: UserName })) {
    await (arn === undefined
      ? calls.deleteInline(call, UserName, name)
      : calls.detach(call, UserName, arn))
  }
  await call('iam', 'DeleteUser', { UserName })
}
