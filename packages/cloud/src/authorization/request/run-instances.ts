import type { BlockDeviceMapping, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { findAction } from '@brume/ec2-model/policies/reference'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import { resolveImageAlias } from '../../services/ec2/instances/launch/launch-image.ts'
import { lookUpImage } from '../../services/ec2/images/find-image.ts'
import { applyTemplate } from '../../services/ec2/launch-templates/apply-template.ts'
import { findTemplate } from '../../services/ec2/launch-templates/find-template.ts'
import { securityGroups } from '../../services/ec2/security-groups/security-group.ts'
import { subnets, type SubnetRecord } from '../../services/ec2/subnets/subnet.ts'
import { defaultVpc } from '../../services/ec2/vpcs/vpc.ts'
import { leavesOf, type Leaf } from './leaves.ts'
import type { AskedResource } from './resources.ts'

/** A resource with what is known of it besides the input. */
export interface Part {
  readonly resource: AskedResource
  /** Its record. */
  readonly facts?: unknown
  /** The part of the input that is about it. */
  readonly leaves?: readonly Leaf[]
  /** Values of keys, which by their names in lower case come before what would be read. */
  readonly values?: Readonly<Record<string, readonly string[]>>
}

/**
 * RunInstances asks for each of the resources that a launch makes or uses, what its template says included.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-ec2-resource-level.html
 */
export function launchParts(ctx: Context, asked: unknown): readonly Part[] {
  const given = isLaunch(asked) ? asked : {}
  const input = effective(ctx, given)
  const subnet = subnetOf(ctx, input)
  const vpcId = subnet?.vpcId
  const arnOf = (type: string, id: string): string =>
    `arn:aws:ec2:${ctx.region}:${type === 'image' || type === 'snapshot' ? '' : ctx.account}:${type}/${id}`
  const shared = template(ctx, given, arnOf)
  const part = (type: string, id: string | undefined, more: Omit<Part, 'resource'> = {}): Part => ({
    ...more,
    resource: {
      type,
      arn: arnOf(type, id ?? '*'),
      ...(id !== undefined && { id }),
      keys: keysOf(type),
    },
    values: { ...shared, ...more.values },
  })
  const imageId = aliasOf(ctx, input.ImageId)
  const image = imageId === undefined ? undefined : lookUpImage(ctx, imageId)
  const interfaces = input.NetworkInterfaces ?? []
  const inSubnet = {
    ...(subnet && {
      'ec2:subnet': [arnOf('subnet', subnet.id)],
      'ec2:vpc': [arnOf('vpc', subnet.vpcId)],
      'ec2:availabilityzone': [subnet.availabilityZone],
    }),
  }
  const publicly = interfaces.find((each) => each.AssociatePublicIpAddress !== undefined)
  return [
    part('image', imageId, { facts: image ?? {} }),
    part('instance', undefined, {
      leaves: leavesOf({
        InstanceType: input.InstanceType ?? 'm1.small',
        EbsOptimized: input.EbsOptimized ?? false,
        ...input.MetadataOptions,
        ...input.MaintenanceOptions,
      }),
      values: {
        'ec2:tenancy': [input.Placement?.Tenancy ?? 'default'],
        'ec2:instancemarkettype': [input.InstanceMarketOptions?.MarketType ?? 'on-demand'],
        ...(image && { 'ec2:rootdevicetype': [image.rootDeviceType] }),
        ...(subnet && { 'ec2:availabilityzone': [subnet.availabilityZone] }),
        ...profile(ctx, input),
        ...(input.Placement?.GroupName !== undefined && {
          'ec2:placementgroup': [arnOf('placement-group', input.Placement.GroupName)],
        }),
      },
    }),
    ...(interfaces.length === 0 ? [{ NetworkInterfaceId: undefined }] : interfaces).map((each) =>
      part('network-interface', each.NetworkInterfaceId, {
        ...(each.NetworkInterfaceId === undefined && {
          leaves: [],
          values: {
            ...inSubnet,
            ...(publicly && {
              'ec2:associatepublicipaddress': [String(publicly.AssociatePublicIpAddress)],
            }),
          },
        }),
      }),
    ),
    ...groupsOf(ctx, input, vpcId).map((id) => part('security-group', id)),
    part('subnet', subnet?.id),
    ...volumesOf(input.BlockDeviceMappings ?? [], image?.blockDevices ?? []).map((volume) =>
      part('volume', undefined, {
        leaves: leavesOf(volume),
        values: { ...(subnet && { 'ec2:availabilityzone': [subnet.availabilityZone] }) },
      }),
    ),
    ...(input.KeyName === undefined ? [] : [part('key-pair', input.KeyName)]),
    ...(input.Placement?.GroupName === undefined
      ? []
      : [part('placement-group', input.Placement.GroupName)]),
    ...(shared['ec2:launchtemplate']?.map((arn) =>
      part('launch-template', arn.slice(arn.lastIndexOf('/') + 1)),
    ) ?? []),
  ]
}

function isLaunch(value: unknown): value is Partial<RunInstancesCommandInput> {
  return typeof value === 'object' && value !== null
}

function keysOf(type: string): readonly string[] {
  const types = findAction('ec2:RunInstances')?.types ?? []
  return types.find((each) => each.type === type)?.keys ?? []
}

/** With the template's part; a template that is not there is the launch's own affair to tell. */
function effective(
  ctx: Context,
  given: Partial<RunInstancesCommandInput>,
): Partial<RunInstancesCommandInput> {
  return attempt(() => applyTemplate(ctx, { MinCount: 1, MaxCount: 1, ...given }).input) ?? given
}

function template(
  ctx: Context,
  { LaunchTemplate }: Partial<RunInstancesCommandInput>,
  arnOf: (type: string, id: string) => string,
): Readonly<Record<string, readonly string[]>> {
  const found = LaunchTemplate && attempt(() => findTemplate(ctx, LaunchTemplate))
  if (!found) return {}
  return {
    'ec2:launchtemplate': [arnOf('launch-template', found.id)],
    'ec2:islaunchtemplateresource': ['true'],
  }
}

/** Undefined where it would throw AWS's error. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}

function aliasOf(ctx: Context, imageId: string | undefined): string | undefined {
  if (imageId === undefined) return undefined
  return attempt(() => resolveImageAlias(ctx, imageId)) ?? imageId
}

/** The subnet that is named, or the default VPC's in the zone. */
function subnetOf(
  ctx: Context,
  input: Partial<RunInstancesCommandInput>,
): SubnetRecord | undefined {
  const id = input.SubnetId ?? input.NetworkInterfaces?.find(({ SubnetId }) => SubnetId)?.SubnetId
  if (id !== undefined) return ctx.db.get(subnets, id)
  const vpc = defaultVpc(ctx.db)
  const zone = input.Placement?.AvailabilityZone
  return ctx.db
    .all(subnets)
    .find(
      (subnet) =>
        subnet.vpcId === vpc?.id &&
        subnet.defaultForAz &&
        (zone === undefined || subnet.availabilityZone === zone),
    )
}

function groupsOf(
  ctx: Context,
  input: Partial<RunInstancesCommandInput>,
  vpcId: string | undefined,
): readonly string[] {
  const ids = [
    ...(input.SecurityGroupIds ?? []),
    ...(input.NetworkInterfaces ?? []).flatMap(({ Groups }) => Groups ?? []),
  ]
  const names = input.SecurityGroups ?? []
  const inVpc = ctx.db.all(securityGroups).filter((group) => group.vpcId === vpcId)
  const byName = inVpc.filter(({ name }) => names.includes(name)).map(({ id }) => id)
  const all = new Set([...ids, ...byName])
  if (all.size > 0) return [...all]
  return inVpc.filter(({ name }) => name === 'default').map(({ id }) => id)
}

type EbsAsked = NonNullable<BlockDeviceMapping['Ebs']>

/** The disks that the launch makes: those of the image under what the launch says of them. */
function volumesOf(
  asked: readonly BlockDeviceMapping[],
  image: readonly {
    readonly deviceName: string
    readonly ebs?: {
      readonly sizeGiB: number
      readonly volumeType: string
      readonly encrypted: boolean
      readonly snapshotId?: string
    }
  }[],
): readonly object[] {
  const left = new Map<string, EbsAsked | undefined>(
    asked.map(({ DeviceName = '', NoDevice, Ebs }) => [
      DeviceName,
      NoDevice === undefined ? Ebs : undefined,
    ]),
  )
  const own = image.flatMap(({ deviceName, ebs }) => {
    if (!ebs) return []
    const over = left.get(deviceName)
    if (left.has(deviceName) && !over) return []
    left.delete(deviceName)
    return [
      {
        VolumeSize: ebs.sizeGiB,
        VolumeType: ebs.volumeType,
        Encrypted: ebs.encrypted,
        SnapshotId: ebs.snapshotId,
        ...over,
      },
    ]
  })
  const added = [...left.values()].flatMap((ebs) => (ebs ? [{ VolumeType: 'gp2', ...ebs }] : []))
  return [...own, ...added]
}

function profile(
  ctx: Context,
  { IamInstanceProfile }: Partial<RunInstancesCommandInput>,
): Readonly<Record<string, readonly string[]>> {
  const { Arn, Name } = IamInstanceProfile ?? {}
  if (Arn === undefined && Name === undefined) return {}
  return { 'ec2:instanceprofile': [Arn ?? `arn:aws:iam::${ctx.account}:instance-profile/${Name}`] }
}
