import type { BlockDeviceMapping, Image } from '@aws-sdk/client-ec2'
import { volumeTypes } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import { isAllowed } from '../allowed-images/allowed-images.ts'
import { protectionText } from './deregistration-protection.ts'
import type { ImageBlockDevice, ImageRecord } from './image.ts'

const described = new WeakMap<ImageRecord, Image>()
const describedToOthers = new WeakMap<ImageRecord, Image>()

/** The SDK's shape as an account sees it: tags are the owner's alone. The same object for the same record. */
export function toImage({ account }: Pick<Context, 'account'>, image: ImageRecord): Image {
  const isOwn = image.ownerId === account
  const cache = isOwn ? described : describedToOthers
  const known = cache.get(image)
  if (known) return known
  const made = makeImage(isOwn ? image : { ...image, tags: [] })
  cache.set(image, made)
  return made
}

function makeImage(image: ImageRecord): Image {
  return {
    ImageId: image.id,
    ImageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    Name: image.name,
    Description: image.description,
    State: image.state === 'deregistered' ? 'deregistered' : image.state,
    OwnerId: image.ownerId,
    ImageOwnerAlias: image.ownerAlias,
    Public: image.public,
    Architecture: image.architecture,
    ImageType: 'machine',
    Platform: image.platform === 'windows' ? 'Windows' : undefined,
    PlatformDetails: image.platformDetails,
    UsageOperation: image.usageOperation,
    RootDeviceName: image.rootDeviceName,
    RootDeviceType: image.rootDeviceType,
    BlockDeviceMappings: image.blockDevices.map(toBlockDevice),
    VirtualizationType: 'hvm',
    Hypervisor: 'xen',
    EnaSupport: image.enaSupport,
    SriovNetSupport: 'simple',
    BootMode: image.bootMode,
    ImdsSupport: image.imdsSupport,
    TpmSupport: image.tpmSupport,
    LastLaunchedTime:
      image.lastLaunchedTime === undefined
        ? undefined
        : new Date(image.lastLaunchedTime).toISOString(),
    FreeTierEligible: isFreeTierEligible(image),
    CreationDate: new Date(image.creationTime).toISOString(),
    DeprecationTime:
      image.deprecationTime === undefined
        ? undefined
        : new Date(image.deprecationTime).toISOString(),
    ProductCodes: image.productCodes.map(({ id, type }) => ({
      ProductCodeId: id,
      ProductCodeType: type,
    })),
    DeregistrationProtection: protectionText(image),
    SourceInstanceId: image.sourceInstanceId,
    SourceImageId: image.sourceImageId,
    SourceImageRegion: image.sourceImageRegion,
    Tags: [...image.tags],
  }
}

export function toBlockDevice(device: ImageBlockDevice): BlockDeviceMapping {
  const { ebs } = device
  if (!ebs) return { DeviceName: device.deviceName, VirtualName: device.virtualName }
  return {
    DeviceName: device.deviceName,
    Ebs: {
      SnapshotId: ebs.snapshotId,
      VolumeSize: ebs.sizeGiB,
      VolumeType: ebs.volumeType,
      Iops: volumeTypes[ebs.volumeType].iops && ebs.iops,
      Throughput: ebs.throughput,
      Encrypted: ebs.encrypted,
      KmsKeyId: ebs.kmsKeyId,
      DeleteOnTermination: ebs.deleteOnTermination,
    },
  }
}

const ebsOf = (image: ImageRecord) => image.blockDevices.flatMap(({ ebs }) => (ebs ? [ebs] : []))

const imageFields: FilterFields<ImageRecord>['fields'] = {
  architecture: (image) => image.architecture,
  'block-device-mapping.delete-on-termination': (image) =>
    ebsOf(image).map((ebs) => ebs.deleteOnTermination),
  'block-device-mapping.device-name': (image) =>
    image.blockDevices.map((device) => device.deviceName),
  'block-device-mapping.encrypted': (image) => ebsOf(image).map((ebs) => ebs.encrypted),
  'block-device-mapping.snapshot-id': (image) => ebsOf(image).map((ebs) => ebs.snapshotId),
  'block-device-mapping.volume-size': (image) => ebsOf(image).map((ebs) => ebs.sizeGiB),
  'block-device-mapping.volume-type': (image) => ebsOf(image).map((ebs) => ebs.volumeType),
  'boot-mode': (image) => image.bootMode,
  'creation-date': (image) => new Date(image.creationTime).toISOString(),
  description: (image) => image.description,
  'ena-support': (image) => image.enaSupport,
  'free-tier-eligible': isFreeTierEligible,
  hypervisor: () => 'xen',
  'image-id': (image) => image.id,
  'image-type': () => 'machine',
  'is-public': (image) => image.public,
  'kernel-id': () => undefined,
  'manifest-location': (image) => `${image.ownerAlias ?? image.ownerId}/${image.name}`,
  name: (image) => image.name,
  'owner-alias': (image) => image.ownerAlias,
  'owner-id': (image) => image.ownerId,
  platform: (image) => image.platform,
  'platform-details': (image) => image.platformDetails,
  'product-code': (image) => image.productCodes.map(({ id }) => id),
  'product-code.type': (image) => image.productCodes.map(({ type }) => type),
  'ramdisk-id': () => undefined,
  'root-device-name': (image) => image.rootDeviceName,
  'root-device-type': (image) => image.rootDeviceType,
  'source-image-id': (image) => image.sourceImageId,
  'source-image-region': (image) => image.sourceImageRegion,
  'source-instance-id': (image) => image.sourceInstanceId,
  state: (image) => image.state,
  'state-reason-code': () => undefined,
  'state-reason-message': () => undefined,
  'sriov-net-support': () => 'simple',
  'usage-operation': (image) => image.usageOperation,
  'virtualization-type': () => 'hvm',
}

export function imageFilters(ctx: Context): FilterFields<ImageRecord> {
  return {
    fields: { ...imageFields, 'image-allowed': (image) => isAllowed(ctx, image) },
    tags: (image) => (image.ownerId === ctx.account ? image.tags : []),
  }
}

/** What AWS's free tier pays for: the images of verified publishers, not the Marketplace's or anybody else's. */
function isFreeTierEligible(image: ImageRecord): boolean {
  return image.ownerAlias === 'amazon' && image.rootDeviceType === 'ebs'
}
