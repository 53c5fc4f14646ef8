import type { ImageChoice, ImageVolume } from './form.ts'

/** The members of DescribeImages that are read; a subset of the SDK's Image. */
export interface ImageInfo {
  ImageId?: string | undefined
  Name?: string | undefined
  Description?: string | undefined
  State?: string | undefined
  OwnerId?: string | undefined
  ImageOwnerAlias?: string | undefined
  Architecture?: string | undefined
  Platform?: string | undefined
  PlatformDetails?: string | undefined
  CreationDate?: string | undefined
  DeprecationTime?: string | undefined
  RootDeviceType?: string | undefined
  RootDeviceName?: string | undefined
  VirtualizationType?: string | undefined
  BootMode?: string | undefined
  EnaSupport?: boolean | undefined
  ImdsSupport?: string | undefined
  ProductCodes?: readonly { ProductCodeId?: string | undefined }[] | undefined
  BlockDeviceMappings?: readonly MappingInfo[] | undefined
}

interface MappingInfo {
  DeviceName?: string | undefined
  Ebs?:
    | {
        SnapshotId?: string | undefined
        VolumeSize?: number | undefined
        VolumeType?: string | undefined
        Iops?: number | undefined
        Throughput?: number | undefined
        DeleteOnTermination?: boolean | undefined
        Encrypted?: boolean | undefined
      }
    | undefined
}

export function toImageChoice(image: ImageInfo): ImageChoice {
  const rootDeviceType = image.RootDeviceType === 'instance-store' ? 'instance-store' : 'ebs'
  const productCode = image.ProductCodes?.[0]?.ProductCodeId
  return {
    id: image.ImageId ?? '',
    name: image.Name ?? image.ImageId ?? '',
    architecture: image.Architecture ?? 'x86_64',
    platform: isWindows(image) ? 'windows' : 'linux',
    rootDeviceType,
    rootDeviceName: image.RootDeviceName ?? '/dev/xvda',
    metadataTokens: image.ImdsSupport === 'v2.0' ? 'required' : 'optional',
    enaSupport: image.EnaSupport ?? false,
    volumes: (image.BlockDeviceMappings ?? []).flatMap(toImageVolume),
    loginUser: loginUserOf(image),
    ...(image.PlatformDetails !== undefined && { platformDetails: image.PlatformDetails }),
    ...(image.BootMode !== undefined && { bootMode: image.BootMode }),
    ...(productCode !== undefined && { productCode }),
    ...(image.State !== undefined && { state: image.State }),
    ...(image.DeprecationTime !== undefined && { deprecationTime: image.DeprecationTime }),
  }
}

/** EC2 answers `windows`; its model says `Windows`. */
function isWindows({ Platform }: ImageInfo): boolean {
  return Platform?.toLowerCase() === 'windows'
}

function toImageVolume({ DeviceName, Ebs }: MappingInfo): ImageVolume[] {
  if (DeviceName === undefined || Ebs === undefined) return []
  const type = Ebs.VolumeType ?? 'gp2'
  // An image may leave the numbers of gp3 out; these are what EC2 then gives.
  const gp3 = type === 'gp3'
  const iops = Ebs.Iops ?? (gp3 ? 3000 : undefined)
  const throughput = Ebs.Throughput ?? (gp3 ? 125 : undefined)
  return [
    {
      deviceName: DeviceName,
      snapshotId: Ebs.SnapshotId ?? '',
      sizeGiB: Ebs.VolumeSize ?? 8,
      type,
      ...(iops !== undefined && { iops }),
      ...(throughput !== undefined && { throughput }),
      deleteOnTermination: Ebs.DeleteOnTermination ?? true,
      encrypted: Ebs.Encrypted ?? false,
    },
  ]
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html#ami-default-user-names */
export function loginUserOf(image: ImageInfo): string {
  if (isWindows(image)) return 'Administrator'
  const text = `${image.Name ?? ''} ${image.Description ?? ''}`.toLowerCase()
  if (text.includes('ubuntu')) return 'ubuntu'
  if (text.includes('debian')) return 'admin'
  if (text.includes('bitnami')) return 'bitnami'
  if (text.includes('fedora')) return 'fedora'
  if (text.includes('centos')) return 'centos'
  return 'ec2-user'
}
