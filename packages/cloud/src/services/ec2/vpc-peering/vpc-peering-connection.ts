import type { VpcPeeringState } from '@brume/ec2-model'
import { collection, type Records } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { Tagged } from '../tag.ts'

/** Both parties keep a copy, equal but for its tags; one copy where both VPCs are in the same account and Region. */
export interface VpcPeeringConnectionRecord extends Tagged {
  /** `pcx-0…` */
  readonly id: string
  readonly requester: PeeringParty
  readonly accepter: PeeringParty
  readonly state: VpcPeeringState
  readonly message: string
  /** Account time of the requester, ms; while nobody has accepted. */
  readonly expiresAt?: number
}

export interface PeeringParty {
  readonly account: string
  readonly region: string
  readonly vpcId: string
  /** Public DNS names of its instances lead to their private addresses for the other VPC. */
  readonly allowsDnsResolution: boolean
}

export const vpcPeeringConnections = collection<VpcPeeringConnectionRecord, 'vpc'>({
  name: 'ec2/vpc-peering-connection',
  scope: 'region',
  indexes: { vpc: ({ requester, accepter }) => [requester.vpcId, accepter.vpcId] },
})

export type PeeringSide = 'requester' | 'accepter'
export const peeringSides: readonly PeeringSide[] = ['requester', 'accepter']

/** Which sides of the connection are the caller's, in this account and Region. */
export function ownSides(
  { account, region }: Pick<Context, 'account' | 'region'>,
  peering: VpcPeeringConnectionRecord,
): readonly PeeringSide[] {
  return peeringSides.filter(
    (side) => peering[side].account === account && peering[side].region === region,
  )
}

/** The other end, seen from a VPC of this account and Region. */
export function otherParty(
  here: Pick<Context, 'account' | 'region'>,
  peering: VpcPeeringConnectionRecord,
  vpcId: string,
): PeeringParty | undefined {
  const side = ownSides(here, peering).find((each) => peering[each].vpcId === vpcId)
  if (side === undefined) return undefined
  return side === 'requester' ? peering.accepter : peering.requester
}

/** The records of both parties, in this transaction; twice the same where they are one. */
export function bothRecords(ctx: Context, peering: VpcPeeringConnectionRecord): readonly Records[] {
  return peeringSides.flatMap((side) => {
    const { account, region } = peering[side]
    return ctx.inAccount(account, region) ?? []
  })
}

/** Changes both copies. */
export function changePeering(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
  change: Partial<Omit<VpcPeeringConnectionRecord, 'id' | 'tags'>>,
): VpcPeeringConnectionRecord {
  for (const records of bothRecords(ctx, peering)) {
    const copy = records.get(vpcPeeringConnections, peering.id)
    if (copy) records.put(vpcPeeringConnections, { ...copy, ...change })
  }
  return { ...peering, ...change }
}
