import type { FeedItem } from '@brume/console-api'
import { useQueries } from '@tanstack/react-query'
import { callIn, queryKey, type Scope } from '../../api/index.ts'

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

type FindSides = (peering: Peering, place: Scope) => readonly Side[]

/** Which sides are in the account and Region of a place; none while nobody has said whose the places are. */
export function useOwnSides(places: readonly Scope[]): FindSides {
  const doors = [...new Map(places.map((place) => [place.connection, place])).values()]
  const accounts = useQueries({
    queries: doors.map((door) => ({
      queryKey: queryKey(door, 'sts', 'GetCallerIdentity', {}),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        callIn(door, 'sts', 'GetCallerIdentity', {}, signal),
      staleTime: 600_000,
    })),
  })
  return (peering, { connection, region }) => {
    const account = accounts[doors.findIndex((door) => door.connection === connection)]?.data
    if (account === undefined) return []
    return (['requester', 'accepter'] as const).filter((side) => {
      const info = infoOf(peering, side)
      return info?.OwnerId === account.Account && info?.Region === region
    })
  }
}
