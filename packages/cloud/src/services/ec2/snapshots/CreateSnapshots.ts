import type { CreateSnapshotsCommandInput, CreateSnapshotsCommandOutput } from '@aws-sdk/client-ec2'
import type { Records } from '../../../engine/collection.ts'
import { preparedOperation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { copyDisks, type DiskCopies } from '../disk-copies.ts'
import { findInstance } from '../instances/find-instances.ts'
import { instances } from '../instances/instance.ts'
import { mergeTags, readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { attachedVolumes, type AttachedVolume } from '../volumes/attached-volumes.ts'
import { snapshotVolume } from './snapshot-volume.ts'
import { toSnapshot } from './snapshot.ts'

/**
 * Snapshots of an instance's volumes, all of the same moment.
 * @differs Not in Local Zones or Outposts.
 */
export const CreateSnapshots = preparedOperation<
  CreateSnapshotsCommandInput,
  Omit<CreateSnapshotsCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CreateSnapshots',
  async (input, context) => {
    const ids = context.read(({ db }) => wanted(db, input).map(({ volume }) => volume.id))
    return copyDisks(context, ids)
  },
  (ctx, input, prepared) => {
    refuseMembers('CreateSnapshots', input, ['OutpostArn', 'Location'])
    const tags = readTagSpecifications(input.TagSpecifications, ['snapshot'])('snapshot')
    const instance = findInstance(ctx.db, input.InstanceSpecification?.InstanceId)
    const attached = attachedVolumes(ctx.db, instance.id)
    for (const id of input.InstanceSpecification?.ExcludeDataVolumeIds ?? []) {
      const isData = ({ volume, deviceName }: AttachedVolume) =>
        volume.id === id && deviceName !== instance.rootDeviceName
      if (!attached.some(isData)) {
        throw new AwsError(
          'InvalidParameterValue',
          `The volume '${id}' is not a data volume attached to instance '${instance.id}'.`,
        )
      }
    }
    const chosen = wanted(ctx.db, input)
    if (chosen.length === 0) {
      throw new AwsError(
        'InvalidParameterValue',
        `Instance '${instance.id}' has no volumes to take snapshots of.`,
      )
    }
    const copying = input.CopyTagsFromSource === 'volume'
    return {
      Snapshots: chosen.map(({ volume }) => {
        const inherited = copying ? volume.tags.filter(({ Key }) => !Key.startsWith('aws:')) : []
        const given = {
          description: input.Description ?? '',
          tags: mergeTags(inherited, tags),
        }
        const shown = toSnapshot(snapshotVolume(ctx, volume, prepared, given), ctx)
        return {
          SnapshotId: shown.SnapshotId,
          VolumeId: shown.VolumeId,
          State: shown.State,
          StartTime: shown.StartTime,
          Progress: shown.Progress,
          OwnerId: shown.OwnerId,
          Description: shown.Description,
          VolumeSize: shown.VolumeSize,
          Encrypted: shown.Encrypted,
          Tags: shown.Tags,
        }
      }),
    }
  },
)

/** The volumes that the specification takes in; none while its instance does not exist. */
function wanted(db: Records, input: CreateSnapshotsCommandInput): readonly AttachedVolume[] {
  const {
    InstanceId = '',
    ExcludeBootVolume,
    ExcludeDataVolumeIds,
  } = input.InstanceSpecification ?? {}
  const root = db.get(instances, InstanceId)?.rootDeviceName
  return attachedVolumes(db, InstanceId)
    .filter(({ deviceName }) => !ExcludeBootVolume || deviceName !== root)
    .filter(({ volume }) => !ExcludeDataVolumeIds?.includes(volume.id))
}
