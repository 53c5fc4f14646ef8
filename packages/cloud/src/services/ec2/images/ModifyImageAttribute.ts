import type {
  ModifyImageAttributeCommandInput,
  ModifyImageAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { decideImage } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import type { LaunchPermission } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

export const ModifyImageAttribute = operation<
  ModifyImageAttributeCommandInput,
  Omit<ModifyImageAttributeCommandOutput, '$metadata'>
>('ModifyImageAttribute', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const verdict = decideImage('modify', { id: image.id, state: image.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const { add, remove } = readPermissions(input)
  for (const { UserId } of [...add, ...remove]) {
    if (UserId !== undefined && !/^\d{12}$/.test(UserId)) {
      throw new AwsError(
        'InvalidAMIAttributeItemValue',
        `Invalid attribute item value "${UserId}" for userId item type.`,
      )
    }
  }
  const users = new Set(image.launchPermissions)
  for (const { UserId } of add) if (UserId) users.add(UserId)
  for (const { UserId } of remove) if (UserId) users.delete(UserId)
  const named = (list: readonly LaunchPermission[]) => list.some(({ Group }) => Group === 'all')
  ctx.db.put(images, {
    ...image,
    public: named(remove) ? false : image.public || named(add),
    launchPermissions: [...users],
    description:
      input.Description?.Value ??
      (input.Attribute === 'description' ? input.Value : undefined) ??
      image.description,
    imdsSupport: input.ImdsSupport?.Value === 'v2.0' ? 'v2.0' : image.imdsSupport,
  })
  return {}
})

/** Both ways of saying it: `LaunchPermission`, and `OperationType` with lists of users and groups. */
function readPermissions(input: ModifyImageAttributeCommandInput) {
  const listed: LaunchPermission[] = [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.UserGroups ?? []).map(() => ({ Group: 'all' as const })),
  ]
  const removing = input.OperationType === 'remove'
  return {
    add: [...(input.LaunchPermission?.Add ?? []), ...(removing ? [] : listed)],
    remove: [...(input.LaunchPermission?.Remove ?? []), ...(removing ? listed : [])],
  }
}
