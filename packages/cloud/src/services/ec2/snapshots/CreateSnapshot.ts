import type { CreateSnapshotCommandInput, CreateSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { preparedOperation } from '../../../engine/operation.ts'
import { copyDisks, type DiskCopies } from '../disk-copies.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { findVolume } from '../volumes/find-volume.ts'
import { volumes } from '../volumes/volume.ts'
import { snapshotVolume } from './snapshot-volume.ts'
import { toSnapshot } from './snapshot.ts'

/**
 * Keeps a volume's content as it is now; incremental by shared blocks.
 * @differs Not in Local Zones or Outposts.
 */
export const CreateSnapshot = preparedOperation<
  CreateSnapshotCommandInput,
  Omit<CreateSnapshotCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CreateSnapshot',
  async (input, context) => {
    const id = input.VolumeId ?? ''
    const exists = context.read((ctx) => ctx.db.get(volumes, id) !== undefined)
    return copyDisks(context, exists ? [id] : [])
  },
  (ctx, input, prepared) => {
    refuseMembers('CreateSnapshot', input, ['OutpostArn', 'Location'])
    const tags = readTagSpecifications(input.TagSpecifications, ['snapshot'])('snapshot')
    const volume = findVolume(ctx.db, input.VolumeId)
    const description = input.Description ?? ''
    return toSnapshot(snapshotVolume(ctx, volume, prepared, { description, tags }), ctx)
  },
)
