import type { AllocateHostsRequest, AllocateHostsResult } from '@aws-sdk/client-ec2'
import { instanceTypesIn, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zonesOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { familyOf, hosts, serverOf, type HostRecord } from './host.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-hosts-overview.html: of a family, in a Region. */
const familyLimit = 2

/**
 * Allocates Dedicated Hosts for a type or a family, on which instances are launched.
 * @limits 2 hosts of a family in a Region.
 * @differs A host has as many vCPUs as the largest type of its family; it never fails, so that recovery and
 *   maintenance have no occasion to act.
 */
export const AllocateHosts = operation<AllocateHostsRequest, AllocateHostsResult>(
  'AllocateHosts',
  (ctx, input) => {
    refuseMembers('AllocateHosts', input, ['OutpostArn', 'AssetIds'])
    const tags = readTagSpecifications(input.TagSpecifications, ['dedicated-host'])
    const count = input.Quantity ?? 1
    if (count < 1) {
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${count}) for parameter quantity is invalid. Expecting a value greater than 0.`,
      )
    }
    const holds = readHolds(ctx, input)
    const family = 'type' in holds ? familyOf(holds.type) : holds.family
    const availabilityZone = readZone(ctx, input, holds)
    const present = ctx.db
      .all(hosts)
      .filter((host) => host.releaseTime === undefined && familyOfHost(host) === family)
    if (present.length + count > familyLimit) {
      throw new AwsError(
        'HostLimitExceeded',
        `You have requested more Dedicated Hosts than your current limit of ${familyLimit} allows for the instance family ${family}.`,
      )
    }
    const made = Array.from({ length: count }, () => {
      const host: HostRecord = {
        id: newId(ctx.chance, 'h'),
        availabilityZone,
        holds,
        autoPlacement: input.AutoPlacement ?? 'on',
        hostRecovery: input.HostRecovery ?? 'off',
        hostMaintenance: input.HostMaintenance ?? 'off',
        clientToken: input.ClientToken,
        allocationTime: ctx.now,
        tags: tags('dedicated-host'),
      }
      ctx.db.put(hosts, host)
      return host.id
    })
    return { HostIds: made }
  },
)

function familyOfHost({ holds }: HostRecord): string {
  return 'type' in holds ? familyOf(holds.type) : holds.family
}

/** A type or a family, exactly one of them. */
export function readHolds(
  ctx: Context,
  {
    InstanceType: type,
    InstanceFamily: family,
  }: Pick<AllocateHostsRequest, 'InstanceType' | 'InstanceFamily'>,
): HostRecord['holds'] {
  if (type !== undefined && family !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instanceType cannot be used with the parameter instanceFamily',
    )
  }
  if (type === undefined && family === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter instanceType or instanceFamily',
    )
  }
  const known = type === undefined || instanceTypesIn(ctx.region).includes(type)
  const name = family ?? familyOf(type ?? '')
  if (!known || !serverOf(ctx.region, name)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Invalid value '${type ?? name}' for ${type === undefined ? 'InstanceFamily' : 'InstanceType'}. It is not supported on Dedicated Hosts.`,
    )
  }
  return type === undefined ? { family: name } : { type }
}

function readZone(ctx: Context, input: AllocateHostsRequest, holds: HostRecord['holds']): string {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  if (name === undefined && id === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter availabilityZone',
    )
  }
  const zone = zonesOf(ctx.region).find(
    (each) => (name === undefined || each.name === name) && (id === undefined || each.id === id),
  )
  if (!zone)
    throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${name ?? id}]`)
  const offered =
    'type' in holds
      ? zonesOffering(holds.type, ctx.region)
      : instanceTypesIn(ctx.region)
          .filter((type) => familyOf(type) === holds.family)
          .flatMap((type) => zonesOffering(type, ctx.region))
  if (offered.includes(zone.name)) return zone.name
  throw new AwsError(
    'Unsupported',
    `Dedicated Hosts of this configuration are not supported in your requested Availability Zone (${zone.name}).`,
  )
}
