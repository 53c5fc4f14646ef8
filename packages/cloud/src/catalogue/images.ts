import { createHash } from 'node:crypto'
import type { ImageDistribution } from '@brume/guests'
import { imageReleases, type ImageRelease } from './image-releases.ts'

/** A public AMI of one Region, in the shape of the account's own image records. */
export interface CatalogueImage {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly state: 'available'
  readonly ownerId: string
  readonly ownerAlias?: 'amazon' | 'aws-marketplace'
  readonly public: true
  readonly launchPermissions: readonly string[]
  readonly architecture: 'x86_64' | 'arm64'
  readonly platform?: 'windows'
  readonly platformDetails: string
  readonly usageOperation: string
  readonly rootDeviceName: string
  readonly rootDeviceType: 'ebs' | 'instance-store'
  readonly enaSupport: boolean
  readonly bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred'
  readonly imdsSupport?: 'v2.0'
  readonly creationTime: number
  readonly deprecationTime?: number
  readonly blockDevices: readonly CatalogueBlockDevice[]
  readonly distribution: ImageDistribution
  readonly productCodes: readonly { readonly id: string; readonly type: 'marketplace' }[]
  readonly tags: readonly never[]
}

interface CatalogueBlockDevice {
  readonly deviceName: string
  readonly virtualName?: string
  readonly ebs?: {
    readonly snapshotId: string
    readonly sizeGiB: number
    readonly volumeType: 'gp2' | 'gp3'
    readonly iops?: number
    readonly throughput?: number
    readonly encrypted: false
    readonly deleteOnTermination: true
  }
}

const byRegion = new Map<string, ReadonlyMap<string, CatalogueImage>>()

/** The public images of a Region by id. Ids differ from Region to Region, as AWS's do, and never change. */
export function catalogueImages(region: string): ReadonlyMap<string, CatalogueImage> {
  const found = byRegion.get(region)
  if (found) return found
  const images = new Map(
    imageReleases.map((release) => {
      const image = makeImage(release, region)
      return [image.id, image]
    }),
  )
  byRegion.set(region, images)
  return images
}

/** The id under which a Region has a release (`key` of image-releases.ts). */
export function catalogueImageId(key: string, region: string): string {
  return `ami-0${digest(`image/${region}/${key}`)}`
}

function makeImage(release: ImageRelease, region: string): CatalogueImage {
  const { root, ephemeral = [] } = release
  return {
    id: catalogueImageId(release.key, region),
    name: release.name,
    description: release.description,
    state: 'available',
    ownerId: release.ownerId,
    ownerAlias: release.ownerAlias,
    public: true,
    launchPermissions: [],
    architecture: release.architecture,
    platform: release.platform,
    platformDetails: release.platformDetails,
    usageOperation: release.usageOperation,
    rootDeviceName: root.deviceName,
    rootDeviceType: root.sizeGiB === undefined ? 'instance-store' : 'ebs',
    enaSupport: true,
    bootMode: release.bootMode,
    imdsSupport: release.imdsSupport,
    creationTime: Date.parse(release.created),
    deprecationTime: release.deprecated ? Date.parse(release.deprecated) : undefined,
    blockDevices: [...rootDevices(release, region), ...ephemeral],
    distribution: release.distribution,
    productCodes: release.productCode ? [{ id: release.productCode, type: 'marketplace' }] : [],
    tags: [],
  }
}

function rootDevices({ key, root }: ImageRelease, region: string): CatalogueBlockDevice[] {
  if (root.sizeGiB === undefined) return []
  const gp3 = root.volumeType === 'gp3'
  return [
    {
      deviceName: root.deviceName,
      ebs: {
        snapshotId: `snap-0${digest(`snapshot/${region}/${key}`)}`,
        sizeGiB: root.sizeGiB,
        volumeType: root.volumeType,
        iops: gp3 ? 3_000 : undefined,
        throughput: gp3 ? 125 : undefined,
        encrypted: false,
        deleteOnTermination: true,
      },
    },
  ]
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
