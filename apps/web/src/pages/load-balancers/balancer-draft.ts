import type { Input } from '@brume/console-api'
import type { Call } from '../../api/index.ts'
import type { EditedTag } from '../../components/index.ts'
import type { PlainKey } from '../../i18n/index.ts'
import { contains } from '../../lib/cidr.ts'
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
  /** Of a network load balancer, by zone: an Elastic IP's allocation ID, or an address of the subnet; empty for AWS's choice. */
  readonly addresses: Readonly<Record<string, string>>
  /** Undefined until something else than the VPC's default group is chosen. */
  readonly groups: readonly string[] | undefined
  readonly listeners: readonly (ListenerDraft & { readonly id: number })[]
  readonly tags: readonly EditedTag[]
}

/** `groupArn`: what its first listener forwards to. */
export function newBalancer(type: BalancerType, groupArn = ''): BalancerDraft {
  const listener = newListener(type)
  return {
    type,
    name: '',
    scheme: 'internet-facing',
    ipType: 'ipv4',
    vpcId: '',
    subnets: {},
    addresses: {},
    groups: undefined,
    listeners: [
      {
        ...listener,
        id: 0,
        action: { ...listener.action, groups: [{ arn: groupArn, weight: '1' }] },
      },
    ],
    tags: [],
  }
}

/** The target groups that its listeners forward to. */
export function forwardsTo({ listeners }: BalancerDraft): readonly string[] {
  const actions = listeners.map(({ action }) => action).filter(({ type }) => type === 'forward')
  return [...new Set(actions.flatMap(({ groups }) => groups.map(({ arn }) => arn)))]
}

export type BalancerProblems = Partial<
  Record<'name' | 'subnets' | 'addresses' | 'groups' | 'listeners', PlainKey>
>

export function findBalancerProblems(
  draft: BalancerDraft,
  taken: readonly string[],
  blockOf: (subnetId: string) => string = () => '',
): BalancerProblems {
  const problems: BalancerProblems = {}
  const zones = Object.keys(draft.subnets).length
  if (!isBalancingName(draft.name)) problems.name = 'balancing.nameProblem'
  else if (/^internal-/i.test(draft.name)) problems.name = 'loadBalancers.notInternal'
  else if (taken.includes(draft.name)) problems.name = 'balancing.nameTaken'
  if (draft.type === 'application' && zones < 2) problems.subnets = 'loadBalancers.twoZones'
  else if (zones < 1) problems.subnets = 'loadBalancers.oneZone'
  const given = addressesOf(draft)
  if (draft.scheme === 'internal') {
    if (given.some(({ subnetId, address }) => !isAddressIn(address, blockOf(subnetId)))) {
      problems.addresses = 'loadBalancers.addressesWrong'
    }
  } else if (new Set(given.map(({ address }) => address)).size < given.length) {
    problems.addresses = 'loadBalancers.addressTwice'
  }
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

/** Of the chosen subnets those whose node is given an address. */
function addressesOf({ type, subnets, addresses }: BalancerDraft) {
  if (type !== 'network') return []
  return Object.entries(subnets).flatMap(([zone, subnetId]) => {
    const address = addresses[zone] ?? ''
    return address === '' ? [] : [{ subnetId, address }]
  })
}

/** Whether a text is an IPv4 address of a block. */
export function isAddressIn(text: string, block: string): boolean {
  return contains(block, `${text}/32`)
}

/** AWS takes subnets, or subnets with addresses, not both. */
function nodesInput(
  draft: BalancerDraft,
): Pick<Input<'elastic-load-balancing-v2', 'CreateLoadBalancer'>, 'Subnets' | 'SubnetMappings'> {
  const given = addressesOf(draft)
  const subnets = Object.values(draft.subnets)
  if (given.length === 0) return { Subnets: subnets }
  return {
    SubnetMappings: subnets.map((SubnetId) => {
      const address = given.find(({ subnetId }) => subnetId === SubnetId)?.address
      if (address === undefined) return { SubnetId }
      return draft.scheme === 'internal'
        ? { SubnetId, PrivateIPv4Address: address }
        : { SubnetId, AllocationId: address }
    }),
  }
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
    ...nodesInput(draft),
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
