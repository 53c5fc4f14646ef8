import { refuse, type RefusalText, type Verdict } from './table.ts'

export type VpcPeeringState =
  | 'initiating-request'
  | 'pending-acceptance'
  | 'provisioning'
  | 'active'
  | 'rejected'
  | 'failed'
  | 'expired'
  | 'deleting'
  | 'deleted'
export const vpcPeeringSettlesTo = {
  'initiating-request': 'pending-acceptance',
  provisioning: 'active',
  deleting: 'deleted',
} as const

export const vpcPeeringRefusals = {
  transition: {
    code: 'InvalidStateTransition',
    message: 'Invalid state transition for {id}, attempted to transition from {state} to {to}',
  },
  notActive: {
    code: 'OperationNotPermitted',
    message: 'Peering {id} is not active. Peering options can be added only to active peerings.',
  },
} as const satisfies Record<string, RefusalText>
export type VpcPeeringReason = keyof typeof vpcPeeringRefusals

interface Rule {
  readonly from: readonly VpcPeeringState[]
  /** The present state when absent. */
  readonly to?: VpcPeeringState
  readonly otherwise: VpcPeeringReason
}

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-lifecycle */
export const vpcPeeringLifeCycle = {
  accept: { from: ['pending-acceptance'], to: 'provisioning', otherwise: 'transition' },
  reject: { from: ['pending-acceptance'], to: 'rejected', otherwise: 'transition' },
  delete: { from: ['pending-acceptance', 'active'], to: 'deleting', otherwise: 'transition' },
  modifyOptions: { from: ['active'], otherwise: 'notActive' },
} as const satisfies Record<string, Rule>
export type VpcPeeringAction = keyof typeof vpcPeeringLifeCycle

export function decideVpcPeering(
  action: VpcPeeringAction,
  { id, state }: { readonly id: string; readonly state: VpcPeeringState },
): Verdict<VpcPeeringState, VpcPeeringReason> {
  const { from, to = state, otherwise }: Rule = vpcPeeringLifeCycle[action]
  if (from.includes(state)) return { allowed: true, next: to }
  return refuse<VpcPeeringReason>(vpcPeeringRefusals, otherwise, { id, state, to })
}
