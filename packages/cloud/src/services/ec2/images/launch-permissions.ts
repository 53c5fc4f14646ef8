import type { LaunchPermission, ModifyImageAttributeCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { checkPublicSharing } from '../block-public-access/block-public-access.ts'
import { defaultKmsKey } from '../volumes/new-volume.ts'
import { images, type ImageRecord } from './image.ts'

/** Who may launch from an image, after a call. Throws for what cannot be given away. */
export function changePermissions(
  ctx: Context,
  image: ImageRecord,
  input: ModifyImageAttributeCommandInput,
): Pick<ImageRecord, 'public' | 'launchPermissions'> {
  const { add, remove } = readPermissions(input)
  if (add.length + remove.length === 0) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  }
  for (const permission of [...add, ...remove]) checkPermission(permission)
  if (add.length > 0) checkShareable(ctx, image, isForAll(add))
  if (isForAll(add) && !image.public) {
    checkQuota(ctx, 'publicImages', ctx.db.all(images).filter((each) => each.public).length)
  }
  const users = new Set(image.launchPermissions)
  for (const { UserId } of add) if (UserId) users.add(UserId)
  for (const { UserId } of remove) if (UserId) users.delete(UserId)
  return {
    public: isForAll(remove) ? false : image.public || isForAll(add),
    launchPermissions: [...users],
  }
}

const isForAll = (list: readonly LaunchPermission[]) => list.some(({ Group }) => Group === 'all')

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html */
function checkShareable(ctx: Context, image: ImageRecord, publicly: boolean): void {
  if (publicly) checkPublicSharing(ctx, 'images')
  const disks = image.blockDevices.flatMap(({ ebs }) => (ebs?.encrypted ? [ebs] : []))
  if (publicly && disks.length > 0) {
    throw new AwsError(
      'OperationNotPermitted',
      'Images with encrypted snapshots cannot be shared publicly',
    )
  }
  if (disks.some(({ kmsKeyId }) => kmsKeyId === defaultKmsKey(ctx))) {
    throw new AwsError(
      'OperationNotPermitted',
      'Images with snapshots that are encrypted with the EBS default key cannot be shared',
    )
  }
}

function checkPermission(permission: LaunchPermission): void {
  const { Group, UserId, OrganizationArn, OrganizationalUnitArn } = permission
  if (OrganizationArn !== undefined || OrganizationalUnitArn !== undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      'Sharing with an organization or an organizational unit is not supported by the embedded cloud.',
    )
  }
  if (Group !== undefined && Group !== 'all') {
    throw new AwsError(
      'InvalidAMIAttributeItemValue',
      `Invalid attribute item value "${String(Group)}" for userGroup item type.`,
    )
  }
  if (UserId !== undefined && !/^\d{12}$/.test(UserId)) {
    throw new AwsError(
      'InvalidAMIAttributeItemValue',
      `Invalid attribute item value "${UserId}" for userId item type.`,
    )
  }
}

/** Both ways of saying it: `LaunchPermission`, and `OperationType` with lists of users, groups and organizations. */
function readPermissions(input: ModifyImageAttributeCommandInput) {
  const listed: LaunchPermission[] = [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.UserGroups ?? []).map(readGroup),
    ...(input.OrganizationArns ?? []).map((OrganizationArn) => ({ OrganizationArn })),
    ...(input.OrganizationalUnitArns ?? []).map((OrganizationalUnitArn) => ({
      OrganizationalUnitArn,
    })),
  ]
  const removing = input.OperationType === 'remove'
  return {
    add: [...(input.LaunchPermission?.Add ?? []), ...(removing ? [] : listed)],
    remove: [...(input.LaunchPermission?.Remove ?? []), ...(removing ? listed : [])],
  }
}

function readGroup(name: string): LaunchPermission {
  if (name === 'all') return { Group: name }
  throw new AwsError(
    'InvalidAMIAttributeItemValue',
    `Invalid attribute item value "${name}" for userGroup item type.`,
  )
}
