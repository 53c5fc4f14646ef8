import { findInstanceType, instanceTypesIn } from '../../../catalogue/instance-types.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import type { Tagged } from '../tag.ts'

/** A physical server that is one account's alone. */
export interface HostRecord extends Tagged {
  /** `h-0…` */
  readonly id: string
  readonly availabilityZone: string
  /** One type, or any of a family. */
  readonly holds: { readonly type: string } | { readonly family: string }
  readonly autoPlacement: 'on' | 'off'
  readonly hostRecovery: 'on' | 'off'
  readonly hostMaintenance: 'on' | 'off'
  readonly clientToken?: string
  readonly allocationTime: number
  /** A released host stays listed for a while. */
  readonly releaseTime?: number
}

export const hosts = collection<HostRecord>({ name: 'ec2/host', scope: 'region' })

/** A released host is no longer listed. */
export const hostTimer = 'ec2/host'

export function findHost(ctx: Context, id: string | undefined): HostRecord {
  const found = ctx.db.get(hosts, id ?? '')
  if (found) return found
  if (!/^h-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id ?? '')) {
    throw new AwsError('InvalidHostID.Malformed', `Invalid id: "${id ?? ''}" (expecting "h-...")`)
  }
  throw new AwsError('InvalidHostID.NotFound', `The host ID '${id}' does not exist`)
}

export function familyOf(type: string): string {
  return type.split('.')[0] ?? ''
}

/**
 * How big a server of a family is: as many vCPUs and cores as its largest type, whose share of it every other type is.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-hosts-overview.html
 */
export interface ServerSize {
  readonly vcpus: number
  readonly cores: number
  readonly sockets: number
}

/** Undefined where the family has no Dedicated Hosts. */
export function serverOf(region: string, family: string): ServerSize | undefined {
  const types = instanceTypesIn(region).filter((type) => familyOf(type) === family)
  const infos = types
    .map((type) => findInstanceType(type))
    .filter((info) => info?.DedicatedHostsSupported === true)
  const vcpus = Math.max(0, ...infos.map((info) => info?.VCpuInfo?.DefaultVCpus ?? 0))
  if (vcpus === 0) return undefined
  const cores = Math.max(1, ...infos.map((info) => info?.VCpuInfo?.DefaultCores ?? 0))
  return { vcpus, cores, sockets: cores > 36 ? 2 : 1 }
}

export function vcpusOf(type: string): number {
  return findInstanceType(type)?.VCpuInfo?.DefaultVCpus ?? 1
}

/** What is on a host: also what is stopped and bound to it holds no place. */
export function instancesOn(ctx: Context, { id }: HostRecord): readonly InstanceRecord[] {
  return ctx.db
    .by(instances, 'host', id)
    .filter(({ state }) => state !== 'terminated' && state !== 'stopped')
}

/** How many more of a type a host takes. */
export function roomFor(ctx: Context, host: HostRecord, type: string): number {
  const family = familyOf(type)
  const held = 'type' in host.holds ? host.holds.type : undefined
  if (held !== undefined && held !== type) return 0
  if ('family' in host.holds && host.holds.family !== family) return 0
  const info = findInstanceType(type)
  const server = serverOf(ctx.region, family)
  if (!server || info?.DedicatedHostsSupported !== true) return 0
  const used = instancesOn(ctx, host).reduce(
    (sum, { instanceType }) => sum + vcpusOf(instanceType),
    0,
  )
  return Math.floor((server.vcpus - used) / vcpusOf(type))
}
