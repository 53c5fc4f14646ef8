import { parseInstanceType } from '@brume/ec2-model'
import type { AdvancedChoice, LaunchForm, TagRow, TagTarget, VolumeRow } from './form.ts'

/** RunInstances input as JSON; member names and nesting are EC2's, dates are ISO strings. */
export interface RunInstancesInput {
  ImageId?: string
  InstanceType?: string
  KeyName?: string
  MinCount: number
  MaxCount: number
  SecurityGroupIds?: string[]
  SubnetId?: string
  NetworkInterfaces?: {
    DeviceIndex: number
    AssociatePublicIpAddress: boolean
    SubnetId?: string
    Groups?: string[]
    Ipv6AddressCount?: number
  }[]
  Ipv6AddressCount?: number
  BlockDeviceMappings?: BlockDeviceMapping[]
  IamInstanceProfile?: { Arn: string } | { Name: string }
  PrivateDnsNameOptions?: {
    HostnameType: string
    EnableResourceNameDnsARecord: boolean
    EnableResourceNameDnsAAAARecord: boolean
  }
  MaintenanceOptions?: { AutoRecovery: string }
  InstanceInitiatedShutdownBehavior?: string
  HibernationOptions?: { Configured: boolean }
  DisableApiTermination?: boolean
  DisableApiStop?: boolean
  Monitoring?: { Enabled: boolean }
  EbsOptimized?: boolean
  CreditSpecification?: { CpuCredits: string }
  Placement?: {
    AvailabilityZone?: string
    GroupName?: string
    Tenancy?: string
    HostId?: string
  }
  InstanceMarketOptions?: {
    MarketType: string
    SpotOptions: {
      SpotInstanceType: string
      InstanceInterruptionBehavior: string
      MaxPrice?: string
      ValidUntil?: string
    }
  }
  MetadataOptions?: {
    HttpEndpoint: string
    HttpTokens?: string
    HttpPutResponseHopLimit?: number
    InstanceMetadataTags?: string
  }
  UserData?: string
  TagSpecifications?: { ResourceType: string; Tags: { Key: string; Value: string }[] }[]
  ClientToken?: string
}

export interface BlockDeviceMapping {
  DeviceName: string
  NoDevice?: string
  Ebs?: {
    VolumeSize?: number
    VolumeType?: string
    Iops?: number
    Throughput?: number
    DeleteOnTermination: boolean
    SnapshotId?: string
    Encrypted?: boolean
    KmsKeyId?: string
  }
}

/** Stands for the group that an earlier step creates, until its id is known. No id and no text that a person types can equal it. */
export const NEW_GROUP_ID = '\uE000new-security-group'

/** What earlier steps of the same launch have made. */
export interface Created {
  readonly securityGroupId?: string
}

/**
 * The request that the form stands for. Members left at AWS's own default are not sent, except the root volume, the metadata
 * options and the counts, which a person wants to see. Before its group exists, a launch with a new one names `NEW_GROUP_ID`.
 */
export function toRunInstancesInput(form: LaunchForm, created: Created = {}): RunInstancesInput {
  const { advanced, image } = form
  const count = toNumber(form.count) ?? 1
  return dropUndefined({
    ImageId: image?.id,
    InstanceType: form.instanceType || undefined,
    KeyName: keyNameOf(form) || undefined,
    MinCount: count,
    MaxCount: count,
    ...toNetwork(form, created),
    BlockDeviceMappings: toBlockDevices(form),
    IamInstanceProfile: toInstanceProfile(advanced.instanceProfile),
    ...toBehaviour(form),
    Placement: toPlacement(form),
    InstanceMarketOptions: toMarketOptions(advanced),
    MetadataOptions: toMetadata(advanced),
    UserData: toUserData(advanced),
    TagSpecifications: toTagSpecifications(form),
  })
}

/** Name of the key pair that the instance gets, or empty for none. */
export function keyNameOf(form: LaunchForm): string {
  if (form.keyPair.mode === 'existing') return form.keyPair.existingName
  return form.keyPair.mode === 'new' ? form.keyPair.newName.trim() : ''
}

/** A whole number of 0 or more, or undefined for an empty or other text. */
export function toNumber(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined
}

function toNetwork(form: LaunchForm, created: Created): Partial<RunInstancesInput> {
  const { network } = form
  const groups =
    network.groupMode === 'new'
      ? [created.securityGroupId ?? NEW_GROUP_ID]
      : network.groupIds.length > 0
        ? [...network.groupIds]
        : undefined
  const subnet = network.subnetId || undefined
  const ipv6 = network.ipv6 === 'subnet' ? undefined : network.ipv6 === 'enable' ? 1 : 0
  if (network.publicIp === 'subnet') {
    return { SubnetId: subnet, SecurityGroupIds: groups, Ipv6AddressCount: ipv6 }
  }
  // EC2 takes the public address only with an interface, and then the subnet and the groups belong to the interface too.
  const card = {
    DeviceIndex: 0,
    AssociatePublicIpAddress: network.publicIp === 'enable',
    SubnetId: subnet,
    Groups: groups,
    Ipv6AddressCount: ipv6,
  }
  return { NetworkInterfaces: [dropUndefined(card)] }
}

function toBlockDevices(form: LaunchForm): BlockDeviceMapping[] | undefined {
  const kept = new Set(form.volumes.map((row) => row.deviceName))
  const removed = (form.image?.volumes ?? []).filter((volume) => !kept.has(volume.deviceName))
  const mappings = [
    ...form.volumes.map((row) => toMapping(row, form)),
    ...removed.map((volume) => ({ DeviceName: volume.deviceName, NoDevice: '' })),
  ]
  return mappings.length > 0 ? mappings : undefined
}

function toMapping(row: VolumeRow, form: LaunchForm): BlockDeviceMapping {
  const brought = form.image?.volumes.find((volume) => volume.deviceName === row.deviceName)
  const ebs = {
    VolumeSize: toNumber(row.sizeGiB),
    VolumeType: row.type,
    Iops: ['gp3', 'io1', 'io2'].includes(row.type) ? toNumber(row.iops) : undefined,
    Throughput: row.type === 'gp3' ? toNumber(row.throughput) : undefined,
    DeleteOnTermination: row.deleteOnTermination,
    // The image's own snapshot is implied; EC2 refuses "not encrypted" for an encrypted snapshot, so only "yes" is said.
    SnapshotId:
      row.snapshotId && row.snapshotId !== brought?.snapshotId ? row.snapshotId : undefined,
    Encrypted: row.encrypted && !brought?.encrypted ? true : undefined,
    KmsKeyId: row.encrypted && row.kmsKeyId !== '' ? row.kmsKeyId : undefined,
  }
  return { DeviceName: row.deviceName, Ebs: dropUndefined(ebs) }
}

function toInstanceProfile(text: string): RunInstancesInput['IamInstanceProfile'] {
  if (text === '') return undefined
  return text.startsWith('arn:') ? { Arn: text } : { Name: text }
}

/** Only the T families have CPU credits; the choice is kept while another type is tried. */
export function isBurstable(instanceType: string): boolean {
  return parseInstanceType(instanceType)?.series === 't'
}

function toBehaviour({ advanced, instanceType }: LaunchForm): Partial<RunInstancesInput> {
  return {
    PrivateDnsNameOptions:
      advanced.hostnameType === ''
        ? undefined
        : {
            HostnameType: advanced.hostnameType,
            EnableResourceNameDnsARecord: advanced.dnsARecord,
            EnableResourceNameDnsAAAARecord: advanced.dnsAaaaRecord,
          },
    MaintenanceOptions:
      advanced.autoRecovery === 'disabled' ? { AutoRecovery: 'disabled' } : undefined,
    InstanceInitiatedShutdownBehavior: advanced.shutdown === 'terminate' ? 'terminate' : undefined,
    HibernationOptions: advanced.hibernation ? { Configured: true } : undefined,
    DisableApiTermination: advanced.terminationProtection || undefined,
    DisableApiStop: advanced.stopProtection || undefined,
    Monitoring: advanced.detailedMonitoring ? { Enabled: true } : undefined,
    EbsOptimized: advanced.ebsOptimized || undefined,
    CreditSpecification:
      advanced.credits === '' || !isBurstable(instanceType)
        ? undefined
        : { CpuCredits: advanced.credits },
  }
}

function toPlacement(form: LaunchForm): RunInstancesInput['Placement'] {
  const { advanced, network } = form
  const placement = dropUndefined({
    // A subnet fixes the zone; EC2 refuses a zone that contradicts it.
    AvailabilityZone: (network.subnetId === '' && network.availabilityZone) || undefined,
    GroupName: advanced.placementGroup || undefined,
    Tenancy: advanced.tenancy === 'default' ? undefined : advanced.tenancy,
    HostId: (advanced.tenancy === 'host' && advanced.hostId) || undefined,
  })
  return Object.keys(placement).length > 0 ? placement : undefined
}

function toMarketOptions(advanced: AdvancedChoice): RunInstancesInput['InstanceMarketOptions'] {
  if (advanced.purchasing === 'on-demand') return undefined
  const { spot } = advanced
  const SpotOptions = dropUndefined({
    MaxPrice: spot.maxPrice.trim() || undefined,
    SpotInstanceType: spot.requestType,
    ValidUntil: (spot.requestType === 'persistent' && spot.validUntil) || undefined,
    InstanceInterruptionBehavior: spot.interruption,
  })
  return { MarketType: 'spot', SpotOptions }
}

function toMetadata(advanced: AdvancedChoice): RunInstancesInput['MetadataOptions'] {
  if (!advanced.metadataEnabled) return { HttpEndpoint: 'disabled' }
  return dropUndefined({
    HttpEndpoint: 'enabled',
    HttpTokens: advanced.metadataTokens,
    HttpPutResponseHopLimit: toNumber(advanced.metadataHopLimit),
    InstanceMetadataTags: advanced.metadataTags ? 'enabled' : undefined,
  })
}

/** User data as the API wants it: base64 of the UTF-8 text, or the text itself where it is base64 already. */
export function toUserData(advanced: AdvancedChoice): string | undefined {
  if (advanced.userData === '') return undefined
  if (advanced.userDataIsBase64) return advanced.userData.replace(/\s+/g, '')
  return encodeBase64(advanced.userData)
}

export function encodeBase64(text: string): string {
  return encodeBytes(new TextEncoder().encode(text))
}

/** Base64 of bytes; in slices, since an argument list has a limit. */
export function encodeBytes(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

function toTagSpecifications(form: LaunchForm): RunInstancesInput['TagSpecifications'] {
  const name: TagRow[] =
    form.name === '' ? [] : [{ id: 'name', key: 'Name', value: form.name, targets: ['instance'] }]
  const rows = [...name, ...form.tags.filter((row) => row.key !== '')]
  const targets: TagTarget[] = ['instance', 'volume', 'network-interface', 'spot-instances-request']
  const specifications = targets
    .filter((target) => target !== 'spot-instances-request' || form.advanced.purchasing === 'spot')
    .map((target) => ({
      ResourceType: target,
      Tags: rows
        .filter((row) => row.targets.includes(target))
        .map((row) => ({ Key: row.key, Value: row.value })),
    }))
    .filter((specification) => specification.Tags.length > 0)
  return specifications.length > 0 ? specifications : undefined
}

/** The same object without the members that are undefined, so that it prints and compares as it is sent. */
function dropUndefined<T extends object>(value: T): T {
  const copy = { ...value }
  for (const key in copy) if (copy[key] === undefined) delete copy[key]
  return copy
}
