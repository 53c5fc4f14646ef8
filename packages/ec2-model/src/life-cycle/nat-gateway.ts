import { refuse, type RefusalText, type Verdict } from './table.ts'

export type NatGatewayState = 'pending' | 'failed' | 'available' | 'deleting' | 'deleted'
/** A pending one settles as failed when it could not be made. */
export const natGatewaySettlesTo = { pending: 'available', deleting: 'deleted' } as const

export const natGatewayRefusals = {
  gone: { code: 'NatGatewayNotFound', message: 'NAT gateway {id} was not found' },
} as const satisfies Record<string, RefusalText>
export type NatGatewayReason = keyof typeof natGatewayRefusals

type Row = Readonly<Record<NatGatewayState, NatGatewayState | { no: NatGatewayReason }>>

export const natGatewayLifeCycle = {
  delete: {
    pending: 'deleting',
    failed: 'deleting',
    available: 'deleting',
    deleting: 'deleting',
    deleted: { no: 'gone' },
  },
} as const satisfies Record<string, Row>
export type NatGatewayAction = keyof typeof natGatewayLifeCycle

export function decideNatGateway(
  action: NatGatewayAction,
  facts: { readonly id: string; readonly state: NatGatewayState },
): Verdict<NatGatewayState, NatGatewayReason> {
  const cells: Row = natGatewayLifeCycle[action]
  const cell = cells[facts.state]
  if (typeof cell !== 'string') {
    return refuse<NatGatewayReason>(natGatewayRefusals, cell.no, { id: facts.id })
  }
  return { allowed: true, next: cell }
}
