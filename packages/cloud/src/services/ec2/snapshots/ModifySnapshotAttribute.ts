import type {
  ModifySnapshotAttributeCommandInput,
  ModifySnapshotAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import type { CreateVolumePermission } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { defaultKmsKey } from '../volumes/new-volume.ts'
import { checkPublicSharing } from '../block-public-access/block-public-access.ts'
import { findSnapshot } from './find-snapshot.ts'
import { snapshots } from './snapshot.ts'

/**
 * Shares a snapshot, or stops sharing it: the only attribute that can be changed.
 * @limits Not under the default key.
 */
export const ModifySnapshotAttribute = operation<
  ModifySnapshotAttributeCommandInput,
  Omit<ModifySnapshotAttributeCommandOutput, '$metadata'>
>('ModifySnapshotAttribute', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  if (input.Attribute !== undefined && input.Attribute !== 'createVolumePermission') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${input.Attribute}) for parameter attribute is invalid. It cannot be modified.`,
    )
  }
  const { add, remove } = readPermissions(input)
  if (add.length + remove.length === 0) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  }
  for (const { UserId } of [...add, ...remove]) {
    if (UserId !== undefined && !/^\d{12}$/.test(UserId)) {
      throw new AwsError('InvalidUserID.Malformed', `Invalid user id: "${UserId}"`)
    }
  }
  const names = (list: readonly CreateVolumePermission[]) =>
    list.some(({ Group }) => Group === 'all')
  if (names(add)) checkPublicSharing(ctx, 'snapshots')
  if (snapshot.encrypted && names(add)) {
    throw new AwsError('OperationNotPermitted', 'Encrypted snapshots cannot be shared publicly')
  }
  if (add.length > 0 && snapshot.kmsKeyId === defaultKmsKey(ctx)) {
    throw new AwsError(
      'OperationNotPermitted',
      'Encrypted snapshots with EBS default key cannot be shared',
    )
  }
  const users = new Set(snapshot.sharedWith)
  for (const { UserId } of add) if (UserId) users.add(UserId)
  for (const { UserId } of remove) if (UserId) users.delete(UserId)
  ctx.db.put(snapshots, {
    ...snapshot,
    public: names(remove) ? false : snapshot.public || names(add),
    sharedWith: [...users],
  })
  return {}
})

/** Both ways of saying it: `CreateVolumePermission`, and `OperationType` with lists of users and groups. */
function readPermissions(input: ModifySnapshotAttributeCommandInput) {
  const listed: CreateVolumePermission[] = [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.GroupNames ?? []).map(readGroup),
  ]
  const removing = input.OperationType === 'remove'
  return {
    add: [...(input.CreateVolumePermission?.Add ?? []), ...(removing ? [] : listed)],
    remove: [...(input.CreateVolumePermission?.Remove ?? []), ...(removing ? listed : [])],
  }
}

function readGroup(name: string): CreateVolumePermission {
  if (name === 'all') return { Group: name }
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${name}) for parameter userGroup is invalid. The only group is 'all'.`,
  )
}
