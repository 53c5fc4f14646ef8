import type { IpamPool, IpamPoolAllocation, IpamPoolState } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  blockCovers,
  blocksOverlap,
  formatIpv4Block,
  parseIpv4Block,
  type Ipv4Block,
} from '../../../network/cidr.ts'
import { findRecord, notFound } from '../find.ts'
import { newId } from '../ids.ts'
import type { Tag, Tagged } from '../tag.ts'

/** Addresses that allocations are taken from. */
export interface IpamPoolRecord extends Tagged {
  /** `ipam-pool-0…` */
  readonly id: string
  readonly ipamId: string
  readonly scopeId: string
  readonly scopeType: 'private' | 'public'
  readonly sourcePoolId?: string
  readonly locale: string
  readonly description: string
  readonly autoImport: boolean
  readonly minNetmask?: number
  readonly maxNetmask?: number
  readonly defaultNetmask?: number
  readonly cidrs: readonly { readonly id: string; readonly cidr: string }[]
}

export interface IpamAllocationRecord extends Tagged {
  /** `ipam-pool-alloc-0…` */
  readonly id: string
  readonly poolId: string
  readonly cidr: string
  readonly description?: string
  /** What uses it: a VPC, or a pool below. */
  readonly resource?: { readonly id: string; readonly type: 'vpc' | 'ipam-pool' }
}

export const ipamPools = collection<IpamPoolRecord, 'scope' | 'source'>({
  name: 'ec2/ipam-pool',
  scope: 'region',
  indexes: { scope: ({ scopeId }) => scopeId, source: ({ sourcePoolId }) => sourcePoolId },
})

export const ipamAllocations = collection<IpamAllocationRecord, 'pool' | 'resource'>({
  name: 'ec2/ipam-allocation',
  scope: 'region',
  indexes: { pool: ({ poolId }) => poolId, resource: ({ resource }) => resource?.id },
})

/** One of a pool; throws AWS's error where the pool has none of this id. */
export function findAllocation(
  ctx: Context,
  pool: IpamPoolRecord,
  id: string,
): IpamAllocationRecord {
  const found = findRecord(ctx, ipamAllocations, 'ipam-pool-allocation', id)
  if (found.poolId === pool.id) return found
  throw notFound('ipam-pool-allocation', id)
}

/** IPAM's ARNs name no Region. */
export function ipamArn(
  { account }: Context,
  kind: 'ipam' | 'ipam-scope' | 'ipam-pool',
  id: string,
): string {
  return `arn:aws:ec2::${account}:${kind}/${id}`
}

export function toPool(
  ctx: Context,
  pool: IpamPoolRecord,
  state: IpamPoolState = 'create-complete',
): IpamPool {
  return {
    OwnerId: ctx.account,
    IpamPoolId: pool.id,
    SourceIpamPoolId: pool.sourcePoolId,
    IpamPoolArn: ipamArn(ctx, 'ipam-pool', pool.id),
    IpamScopeArn: ipamArn(ctx, 'ipam-scope', pool.scopeId),
    IpamScopeType: pool.scopeType,
    IpamArn: ipamArn(ctx, 'ipam', pool.ipamId),
    IpamRegion: ctx.region,
    Locale: pool.locale,
    PoolDepth: depthOf(ctx, pool),
    State: state,
    Description: pool.description,
    AutoImport: pool.autoImport,
    AddressFamily: 'ipv4',
    AllocationMinNetmaskLength: pool.minNetmask,
    AllocationMaxNetmaskLength: pool.maxNetmask,
    AllocationDefaultNetmaskLength: pool.defaultNetmask,
    AllocationResourceTags: [],
    Tags: [...pool.tags],
  }
}

function depthOf(ctx: Context, { sourcePoolId }: IpamPoolRecord): number {
  const source = sourcePoolId === undefined ? undefined : ctx.db.get(ipamPools, sourcePoolId)
  return source ? 1 + depthOf(ctx, source) : 1
}

export function toAllocation(ctx: Context, each: IpamAllocationRecord): IpamPoolAllocation {
  return {
    IpamPoolAllocationId: each.id,
    Cidr: each.cidr,
    Description: each.description,
    ResourceId: each.resource?.id,
    ResourceType: each.resource?.type ?? 'custom',
    ResourceRegion: each.resource ? ctx.region : undefined,
    ResourceOwner: ctx.account,
    Tags: [...each.tags],
  }
}

export function readPoolBlock(text: string): Ipv4Block {
  const block = parseIpv4Block(text)
  if (block) return block
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter cidr is invalid. This is not a valid CIDR block.`,
  )
}

export interface AllocationWish {
  readonly cidr?: string
  readonly netmaskLength?: number
}

/** The block that an allocation gets: the one that is named, or the first free one of the size. Throws where there is none. */
export function findFreeBlock(ctx: Context, pool: IpamPoolRecord, wish: AllocationWish): string {
  const own = pool.cidrs.map(({ cidr }) => readPoolBlock(cidr))
  const taken = ctx.db.by(ipamAllocations, 'pool', pool.id).map(({ cidr }) => readPoolBlock(cidr))
  const isFree = (block: Ipv4Block) => !taken.some((each) => blocksOverlap(each, block))
  if (wish.cidr !== undefined) {
    const block = readPoolBlock(wish.cidr)
    checkLength(pool, block.prefixLength)
    if (own.some((each) => blockCovers(each, block)) && isFree(block)) return formatIpv4Block(block)
    throw new AwsError(
      'InvalidParameterValue',
      `The CIDR ${wish.cidr} is not in the IPAM pool ${pool.id} or is allocated.`,
    )
  }
  const prefixLength = wish.netmaskLength ?? pool.defaultNetmask
  if (prefixLength === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter netmaskLength')
  }
  checkLength(pool, prefixLength)
  const size = 2 ** (32 - prefixLength)
  for (const whole of own) {
    for (let first = whole.first; first + size <= whole.first + whole.size; first += size) {
      const block = { first, prefixLength, size }
      if (isFree(block)) return formatIpv4Block(block)
    }
  }
  throw new AwsError(
    'InsufficientCidrBlocks',
    `The IPAM pool ${pool.id} has no free CIDR with the netmask length ${prefixLength}.`,
  )
}

function checkLength(
  { id, minNetmask = 0, maxNetmask = 32 }: IpamPoolRecord,
  length: number,
): void {
  if (length >= minNetmask && length <= maxNetmask) return
  throw new AwsError(
    'InvalidParameterValue',
    `The netmask length ${length} is not allowed by the IPAM pool ${id}: it must be between ${minNetmask} and ${maxNetmask}.`,
  )
}

export function allocate(
  ctx: Context,
  pool: IpamPoolRecord,
  cidr: string,
  more: {
    readonly description?: string
    readonly resource?: IpamAllocationRecord['resource']
    readonly tags?: readonly Tag[]
  },
): IpamAllocationRecord {
  const allocation: IpamAllocationRecord = {
    id: newId(ctx.chance, 'ipam-pool-alloc'),
    poolId: pool.id,
    cidr,
    description: more.description,
    resource: more.resource,
    tags: more.tags ?? [],
  }
  ctx.db.put(ipamAllocations, allocation)
  return allocation
}

/** What a resource has of pools is free again once it is gone. */
export function releaseOf(ctx: Context, resourceId: string): void {
  for (const { id } of ctx.db.by(ipamAllocations, 'resource', resourceId)) {
    ctx.db.delete(ipamAllocations, id)
  }
}
