import type { Call } from '../../api/index.ts'
import type { EditedTag } from '../../components/index.ts'
import type { PlainKey } from '../../i18n/index.ts'
import {
  findListenerProblems,
  listenerInput,
  newListener,
  type ListenerDraft,
} from '../../resources/load-balancing/listener-draft.ts'
import { isBalancingName } from '../../resources/load-balancing/model.ts'

export type BalancerType = 'application' | 'network'

export interface BalancerDraft {
  readonly type: BalancerType
  readonly name: string
  readonly scheme: 'internet-facing' | 'internal'
  readonly ipType: 'ipv4' | 'dualstack'
  readonly vpcId: string
  /** The subnet that was chosen in each zone. */
  readonly subnets: Readonly<Record<string, string>>
  /** Undefined until something else than the VPC's default group is chosen. */
  readonly groups: readonly string[] | undefined
  readonly listeners: readonly (ListenerDraft & { readonly id: number })[]
  readonly tags: readonly EditedTag[]
}

export function newBalancer(type: BalancerType): BalancerDraft {
  return {
    type,
    name: '',
    scheme: 'internet-facing',
    ipType: 'ipv4',
    vpcId: '',
    subnets: {},
    groups: undefined,
    listeners: [{ ...newListener(type), id: 0 }],
    tags: [],
  }
}

export type BalancerProblems = Partial<
  Record<'name' | 'subnets' | 'groups' | 'listeners', PlainKey>
>

export function findBalancerProblems(
  draft: BalancerDraft,
  taken: readonly string[],
): BalancerProblems {
  const problems: BalancerProblems = {}
  const zones = Object.keys(draft.subnets).length
  if (!isBalancingName(draft.name)) problems.name = 'balancing.nameProblem'
  else if (/^internal-/i.test(draft.name)) problems.name = 'loadBalancers.notInternal'
  else if (taken.includes(draft.name)) problems.name = 'balancing.nameTaken'
  if (draft.type === 'application' && zones < 2) problems.subnets = 'loadBalancers.twoZones'
  else if (zones < 1) problems.subnets = 'loadBalancers.oneZone'
  if (draft.type === 'application' && draft.groups?.length === 0) {
    problems.groups = 'loadBalancers.oneGroup'
  }
  const wrong = draft.listeners.some(
    (listener) =>
      Object.keys(findListenerProblems(listener, portsBeside(draft, listener.id))).length > 0,
  )
  if (wrong) problems.listeners = 'loadBalancers.listenersWrong'
  return problems
}

/** The ports of the other listeners. */
export function portsBeside({ listeners }: BalancerDraft, id: number): readonly number[] {
  return listeners.filter((one) => one.id !== id).map(({ port }) => Number(port))
}

/** Makes the balancer, then its listeners; were one refused, it goes again, so that a second try starts clean. */
export async function createBalancer(call: Call, draft: BalancerDraft): Promise<string> {
  const Tags = draft.tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const { LoadBalancers } = await call('elastic-load-balancing-v2', 'CreateLoadBalancer', {
    Name: draft.name,
    Type: draft.type,
    Scheme: draft.scheme,
    IpAddressType: draft.ipType,
    Subnets: Object.values(draft.subnets),
    ...(draft.groups && draft.groups.length > 0 && { SecurityGroups: [...draft.groups] }),
    ...(Tags.length > 0 && { Tags }),
  })
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn ?? ''
  try {
    for (const listener of draft.listeners) {
      await call('elastic-load-balancing-v2', 'CreateListener', {
        LoadBalancerArn,
        ...listenerInput(listener),
      })
    }
  } catch (refusal) {
    await call('elastic-load-balancing-v2', 'DeleteLoadBalancer', { LoadBalancerArn })
    throw refusal
  }
  return LoadBalancerArn
}
