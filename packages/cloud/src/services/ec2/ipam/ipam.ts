import type { Ipam, IpamScope, IpamScopeState, IpamState } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { Tagged } from '../tag.ts'
import { ipamArn, ipamPools } from './ipam-pool.ts'

/** Plans addresses over Regions. */
export interface IpamRecord extends Tagged {
  /** `ipam-0…` */
  readonly id: string
  readonly description: string
  readonly operatingRegions: readonly string[]
  readonly tier: 'free' | 'advanced'
  readonly privateScopeId: string
  readonly publicScopeId: string
  /** `ipam-res-disco-0…` and its association; no resource is discovered here. */
  readonly discoveryId: string
  readonly discoveryAssociationId: string
}

/** Within one no two pools share addresses. */
export interface IpamScopeRecord extends Tagged {
  /** `ipam-scope-0…` */
  readonly id: string
  readonly ipamId: string
  readonly type: 'private' | 'public'
  readonly isDefault: boolean
  readonly description: string
}

export const ipams = collection<IpamRecord>({ name: 'ec2/ipam', scope: 'region' })

export const ipamScopes = collection<IpamScopeRecord, 'ipam'>({
  name: 'ec2/ipam-scope',
  scope: 'region',
  indexes: { ipam: ({ ipamId }) => ipamId },
})

export function toIpam(ctx: Context, ipam: IpamRecord, state: IpamState = 'create-complete'): Ipam {
  return {
    OwnerId: ctx.account,
    IpamId: ipam.id,
    IpamArn: ipamArn(ctx, 'ipam', ipam.id),
    IpamRegion: ctx.region,
    PublicDefaultScopeId: ipam.publicScopeId,
    PrivateDefaultScopeId: ipam.privateScopeId,
    ScopeCount: ctx.db.by(ipamScopes, 'ipam', ipam.id).length,
    Description: ipam.description,
    OperatingRegions: ipam.operatingRegions.map((RegionName) => ({ RegionName })),
    State: state,
    Tags: [...ipam.tags],
    DefaultResourceDiscoveryId: ipam.discoveryId,
    DefaultResourceDiscoveryAssociationId: ipam.discoveryAssociationId,
    ResourceDiscoveryAssociationCount: 1,
    Tier: ipam.tier,
  }
}

export function toScope(
  ctx: Context,
  scope: IpamScopeRecord,
  state: IpamScopeState = 'create-complete',
): IpamScope {
  return {
    OwnerId: ctx.account,
    IpamScopeId: scope.id,
    IpamScopeArn: ipamArn(ctx, 'ipam-scope', scope.id),
    IpamArn: ipamArn(ctx, 'ipam', scope.ipamId),
    IpamRegion: ctx.region,
    IpamScopeType: scope.type,
    IsDefault: scope.isDefault,
    Description: scope.description,
    PoolCount: ctx.db.by(ipamPools, 'scope', scope.id).length,
    State: state,
    Tags: [...scope.tags],
  }
}
