import type { CopyImageCommandInput, CopyImageCommandOutput } from '@aws-sdk/client-ec2'
import { preparedOperation } from '../../../engine/operation.ts'
import { randomUUID } from 'node:crypto'
import { decideImage, delays } from '@brume/ec2-model'
import { findRegion } from '../../../catalogue/regions.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { adoptCopy, type DiskCopies } from '../disk-copies.ts'
import { diskKey } from '../disk-keys.ts'
import { readCompletion } from '../snapshots/read-completion.ts'
import { noVolume, putPendingSnapshot } from '../snapshots/snapshot.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { chooseEncryption } from '../ebs-encryption/choose-encryption.ts'
import { findImage, lookUpImage } from './find-image.ts'
import { checkStorageAccess, lookUpImageSnapshot } from './image-snapshots.ts'
import { images, type ImageBlockDevice } from './image.ts'
import { checkImageName, scheduleImage } from './new-image.ts'

/**
 * Copies an image, also of another Region, with what its disks hold.
 * @differs Not to Outposts or Local Zones.
 */
export const CopyImage = preparedOperation<
  CopyImageCommandInput,
  Omit<CopyImageCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CopyImage',
  async (input, context) => {
    const region = input.SourceRegion ?? ''
    if (context.dryRun || !findRegion(region)) return new Map()
    const source = context.read((ctx) => lookUpImage(ctx, input.SourceImageId ?? '', region))
    if (!source) return new Map()
    const { disks } = context.host.driver
    const copies = source.blockDevices.map(async ({ ebs }) => {
      if (!ebs?.snapshotId) return undefined
      const id = ebs.snapshotId
      const key = `${diskKey(context, id)}@${randomUUID()}`
      const snapshot = context.read((ctx) => lookUpImageSnapshot(ctx, source, id, region))
      if (snapshot) {
        disks.copySnapshot(key, diskKey({ account: snapshot.ownerId, region }, id))
        return [id, { key, usedBytes: snapshot.usedBytes }] as const
      }
      // A public image has no snapshot of ours: its content is the distribution's.
      const volume = `${key}/volume`
      const architecture = source.architecture === 'arm64' ? 'arm64' : 'x86_64'
      disks.createVolume(volume, ebs.sizeGiB, {
        kind: 'distribution',
        distribution: source.distribution,
        architecture,
      })
      const { usedBytes } = await disks.createSnapshot(key, volume)
      disks.deleteVolume(volume)
      return [id, { key, usedBytes }] as const
    })
    return new Map((await Promise.all(copies)).filter((copy) => copy !== undefined))
  },
  (ctx, input, prepared) => {
    refuseMembers('CopyImage', input, [
      'DestinationOutpostArn',
      'DestinationAvailabilityZone',
      'DestinationAvailabilityZoneId',
    ])
    const tags = readTagSpecifications(input.TagSpecifications, ['image', 'snapshot'])
    const from = input.SourceRegion ?? ''
    if (!findRegion(from))
      throw new AwsError('InvalidParameterValue', `Invalid source region: ${from}`)
    const name = input.Name ?? ''
    checkImageName(ctx, name)
    const source = findImage(ctx, input.SourceImageId, from)
    const verdict = decideImage('copy', { id: source.id, state: source.state })
    if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
    if (source.rootDeviceType === 'instance-store') {
      throw new AwsError(
        'InvalidRequest',
        'You cannot copy an image with an instance-store root device.',
      )
    }
    checkStorageAccess(ctx, source, from)
    const completion = readCompletion(
      'SnapshotCopyCompletionDurationMinutes',
      input.SnapshotCopyCompletionDurationMinutes,
    )
    const id = `ami-0${ctx.chance.hex(16)}`
    const blockDevices = source.blockDevices.map((device): ImageBlockDevice => {
      const { ebs } = device
      if (!ebs?.snapshotId) return device
      const encryption = chooseEncryption(ctx, input, { encrypted: ebs.encrypted })
      const copy = prepared.get(ebs.snapshotId)
      const snapshot = putPendingSnapshot(
        ctx,
        {
          id: `snap-0${ctx.chance.hex(16)}`,
          volumeId: noVolume,
          sizeGiB: lookUpImageSnapshot(ctx, source, ebs.snapshotId, from)?.sizeGiB ?? ebs.sizeGiB,
          description: `Copied for DestinationAmi ${id} from SourceAmi ${source.id} for SourceSnapshot ${ebs.snapshotId}. Task created on ${ctx.now}.`,
          ...encryption,
          ...completion,
          usedBytes: copy?.usedBytes ?? 0,
          distribution: source.distribution,
          tags: tags('snapshot'),
        },
        delays.imageCopyMs,
      )
      adoptCopy(ctx, snapshot.id, copy)
      return {
        ...device,
        ebs: { ...ebs, snapshotId: snapshot.id, ...encryption },
      }
    })
    const {
      ownerAlias: _alias,
      deprecationTime: _deprecation,
      deregistrationProtection: _protection,
      sourceInstanceId: _instance,
      lastLaunchedTime: _launch,
      ...kept
    } = source
    checkQuota(ctx, 'images', ctx.db.count(images))
    ctx.db.put(images, {
      ...kept,
      id,
      name,
      description: input.Description ?? `[Copied ${source.id} from ${from}] ${source.name}`,
      state: 'pending',
      ownerId: ctx.account,
      public: false,
      launchPermissions: [],
      creationTime: ctx.now,
      blockDevices,
      sourceImageId: source.id,
      sourceImageRegion: from,
      tags: [
        ...(input.CopyImageTags && source.ownerId === ctx.account
          ? source.tags.filter(({ Key }) => !Key.startsWith('aws:'))
          : []),
        ...tags('image'),
      ],
    })
    scheduleImage(ctx, id, delays.imageCopyMs)
    return { ImageId: id }
  },
)
