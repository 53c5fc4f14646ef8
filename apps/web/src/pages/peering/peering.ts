import type { FeedItem } from '@brume/console-api'
import { useOperation, useScope } from '../../api/index.ts'

export type Peering = FeedItem<'peering-connections'>
export type Side = 'requester' | 'accepter'

export const idOf = (peering: Peering) => peering.VpcPeeringConnectionId ?? ''
export const statusOf = (peering: Peering) => peering.Status?.Code ?? ''
export const infoOf = (peering: Peering, side: Side) =>
  side === 'requester' ? peering.RequesterVpcInfo : peering.AccepterVpcInfo

/** The blocks of a side's VPC; none of the accepter's until it has accepted. */
export function blocksOf(peering: Peering, side: Side): readonly string[] {
  const info = infoOf(peering, side)
  const blocks = (info?.CidrBlockSet ?? []).flatMap(({ CidrBlock }) => CidrBlock ?? [])
  const own = blocks.length > 0 ? blocks : [info?.CidrBlock ?? ''].filter(Boolean)
  return [...own, ...(info?.Ipv6CidrBlockSet ?? []).flatMap((one) => one.Ipv6CidrBlock ?? [])]
}

/** Which sides are in this account and Region; undefined while nobody has said who this is. */
export function useOwnSides(): ((peering: Peering) => readonly Side[]) | undefined {
  const { region } = useScope()
  const account = useOperation('sts', 'GetCallerIdentity', {}, { staleMs: 600_000 }).data?.Account
  if (account === undefined) return undefined
  return (peering) =>
    (['requester', 'accepter'] as const).filter((side) => {
      const info = infoOf(peering, side)
      return info?.OwnerId === account && info.Region === region
    })
}
