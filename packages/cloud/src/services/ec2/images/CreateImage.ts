import type { CreateImageCommandInput, CreateImageCommandOutput } from '@aws-sdk/client-ec2'
import { preparedOperation } from '../../../engine/operation.ts'
import { delays } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { adoptCopy, copyDisks, type DiskCopies } from '../disk-copies.ts'
import { findInstance } from '../instances/find-instances.ts'
import { putPendingSnapshot } from '../snapshots/snapshot.ts'
import { refuseMembers } from '../unsupported.ts'
import { readTagSpecifications } from '../tags.ts'
import { attachedVolumes } from '../volumes/attached-volumes.ts'
import { findImage, lookUpImage } from './find-image.ts'
import { overrideBootMode } from './boot-mode.ts'
import { images, type ImageBlockDevice } from './image.ts'
import { checkImageName, scheduleImage } from './new-image.ts'
import { readBlockDevices } from './read-block-devices.ts'

/**
 * Makes an image of an instance's volumes, whose content it carries; reboots the guest unless told not to.
 * @limits EBS-backed instances that run or are stopped.
 */
export const CreateImage = preparedOperation<
  CreateImageCommandInput,
  Omit<CreateImageCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CreateImage',
  async (input, context) => {
    const volumeIds = context.read((ctx) =>
      attachedVolumes(ctx.db, input.InstanceId ?? '').map(({ volume }) => volume.id),
    )
    return copyDisks(context, volumeIds)
  },
  (ctx, input, prepared) => {
    refuseMembers('CreateImage', input, ['SnapshotLocation'])
    const tags = readTagSpecifications(input.TagSpecifications, ['image', 'snapshot'])
    const instance = findInstance(ctx.db, input.InstanceId)
    const name = input.Name ?? ''
    checkImageName(ctx, name)
    if (instance.state !== 'running' && instance.state !== 'stopped') {
      throw new AwsError(
        'IncorrectState',
        `Instance '${instance.id}' is not in the 'running' or 'stopped' state.`,
      )
    }
    if (instance.rootDeviceType === 'instance-store') {
      throw new AwsError(
        'InvalidParameterValue',
        `Instance does not have a volume attached at root (${instance.rootDeviceName})`,
      )
    }
    const id = `ami-0${ctx.chance.hex(16)}`
    const asked = readBlockDevices(ctx, input.BlockDeviceMappings)
    const omitted = new Set(
      (input.BlockDeviceMappings ?? [])
        .filter((device) => device.NoDevice !== undefined)
        .map((device) => device.DeviceName),
    )
    const attached = attachedVolumes(ctx.db, instance.id)
    const devices = attached
      .filter(({ deviceName }) => !omitted.has(deviceName))
      .map(({ deviceName, volume, attachment }): ImageBlockDevice => {
        const copy = prepared.get(volume.id)
        const snapshot = putPendingSnapshot(
          ctx,
          {
            id: `snap-0${ctx.chance.hex(16)}`,
            volumeId: volume.id,
            sizeGiB: volume.sizeGiB,
            description: `Created by CreateImage(${instance.id}) for ${id}`,
            encrypted: volume.encrypted,
            ...(volume.kmsKeyId ? { kmsKeyId: volume.kmsKeyId } : {}),
            usedBytes: copy?.usedBytes ?? 0,
            ...(deviceName === instance.rootDeviceName
              ? { distribution: instance.distribution }
              : {}),
            tags: tags('snapshot'),
          },
          delays.imagePendingMs,
        )
        adoptCopy(ctx, snapshot.id, copy)
        const override = asked.find((device) => device.deviceName === deviceName)?.ebs
        return {
          deviceName,
          ebs: {
            snapshotId: snapshot.id,
            sizeGiB: override?.sizeGiB ?? volume.sizeGiB,
            volumeType: override?.volumeType ?? volume.volumeType,
            iops: override?.iops ?? volume.iops,
            throughput: override?.throughput ?? volume.throughput,
            encrypted: volume.encrypted,
            ...(volume.kmsKeyId ? { kmsKeyId: volume.kmsKeyId } : {}),
            deleteOnTermination: override?.deleteOnTermination ?? attachment.deleteOnTermination,
          },
        }
      })
    const added = asked.filter(
      ({ deviceName }) => !attached.some((device) => device.deviceName === deviceName),
    )
    const source = lookUpImage(ctx, instance.imageId)
    checkQuota(ctx, 'images', ctx.db.count(images))
    ctx.db.put(images, {
      id,
      name,
      description: input.Description,
      state: 'pending',
      ownerId: ctx.account,
      public: false,
      launchPermissions: [],
      architecture: instance.architecture,
      platform: instance.platform,
      platformDetails: instance.platformDetails,
      usageOperation: instance.usageOperation,
      rootDeviceName: instance.rootDeviceName,
      rootDeviceType: 'ebs',
      enaSupport: instance.enaSupport,
      bootMode: overrideBootMode(input.BootModeOverride, instance.bootMode),
      imdsSupport: source?.imdsSupport,
      creationTime: ctx.now,
      blockDevices: [...devices, ...added],
      distribution: instance.distribution,
      productCodes: instance.productCodes,
      sourceInstanceId: instance.id,
      sourceImageId: instance.imageId,
      sourceImageRegion: ctx.region,
      tags: tags('image'),
    })
    scheduleImage(ctx, id, delays.imagePendingMs)
    if (!input.NoReboot && instance.state === 'running') {
      const target = { account: ctx.account, region: ctx.region, instanceId: instance.id }
      ctx.afterCommit(() => ctx.host.rebootGuest(target))
    }
    return { ImageId: findImage(ctx, id).id }
  },
)
