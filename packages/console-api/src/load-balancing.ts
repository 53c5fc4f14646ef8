import type { AskAlso } from './feeds.ts'
import type { Output } from './operations.ts'

type Elb = 'elastic-load-balancing-v2'
const elb = 'elastic-load-balancing-v2' satisfies Elb

export interface BalancingTag {
  readonly Key: string | undefined
  readonly Value?: string | undefined
}
interface Tagged {
  readonly Tags?: readonly BalancingTag[]
}

/** A load balancer with its tags. */
export type Balancer = NonNullable<Output<Elb, 'DescribeLoadBalancers'>['LoadBalancers']>[number] &
  Tagged

/** A target group with its tags. */
export type TargetGroup = NonNullable<Output<Elb, 'DescribeTargetGroups'>['TargetGroups']>[number] &
  Tagged

export type ListenerRule = NonNullable<Output<Elb, 'DescribeRules'>['Rules']>[number]

/** A listener with its rules, the default one last; a network load balancer's has none. */
export type Listener = NonNullable<Output<Elb, 'DescribeListeners'>['Listeners']>[number] & {
  readonly Rules?: readonly ListenerRule[]
}

export interface BalancerListeners extends Pick<
  Balancer,
  'LoadBalancerArn' | 'LoadBalancerName' | 'Type'
> {
  readonly Listeners?: readonly Listener[]
}

/** A registered target and what its health checks say. */
export type TargetHealth = NonNullable<
  Output<Elb, 'DescribeTargetHealth'>['TargetHealthDescriptions']
>[number]

export interface TargetGroupHealth extends Pick<TargetGroup, 'TargetGroupArn' | 'TargetGroupName'> {
  readonly Targets?: readonly TargetHealth[]
}

/** The ARN of the load balancer that a listener or a rule belongs to, by its own; a balancer's is its own. */
export function balancerOf(arn: string): string {
  const [head = '', kind, ...path] = arn.split(/:(loadbalancer|listener|listener-rule)\//)
  const parts = path.join('').split('/').slice(0, 3)
  return kind === undefined ? arn : `${head}:loadbalancer/${parts.join('/')}`
}

/** The ARN of the group that a target's record belongs to: what stands before `|<id>|<port>`. */
export function targetGroupOf(recordId: string): string {
  return recordId.split('|')[0] ?? recordId
}

/** AWS tells the tags of at most this many at once. */
const maxTagged = 20

/** Puts the tags beside what bears them. */
export function withTags<T extends Tagged>(arnOf: (item: T) => string | undefined) {
  return async (items: readonly T[], ask: AskAlso): Promise<readonly T[]> => {
    const tagsOf = new Map<string, readonly BalancingTag[]>()
    const arns = items.flatMap((item) => arnOf(item) ?? [])
    for (let at = 0; at < arns.length; at += maxTagged) {
      const part = arns.slice(at, at + maxTagged)
      // one that is gone meanwhile refuses all
      const told = await unlessGone(ask(elb, 'DescribeTags', { ResourceArns: part }))
      for (const { ResourceArn = '', Tags } of told?.TagDescriptions ?? []) {
        tagsOf.set(ResourceArn, Tags ?? [])
      }
    }
    return items.map((item) => ({ ...item, Tags: tagsOf.get(arnOf(item) ?? '') ?? [] }))
  }
}

export async function withListeners(
  balancers: readonly BalancerListeners[],
  ask: AskAlso,
): Promise<readonly BalancerListeners[]> {
  const told = balancers.map(async (balancer) => {
    const { LoadBalancerArn, Type } = balancer
    const listed = await unlessGone(ask(elb, 'DescribeListeners', { LoadBalancerArn }))
    if (!listed) return []
    const { Listeners = [] } = listed
    if (Type !== 'application') return [{ ...balancer, Listeners }]
    const ruled = await Promise.all(Listeners.map((listener) => withRules(listener, ask)))
    return [{ ...balancer, Listeners: ruled }]
  })
  return (await Promise.all(told)).flat()
}

async function withRules(listener: Listener, ask: AskAlso): Promise<Listener> {
  const { ListenerArn } = listener
  const listed = await unlessGone(ask(elb, 'DescribeRules', { ListenerArn }))
  return { ...listener, Rules: listed?.Rules ?? [] }
}

export async function withHealth(
  groups: readonly TargetGroupHealth[],
  ask: AskAlso,
): Promise<readonly TargetGroupHealth[]> {
  const told = groups.map(async (group) => {
    const { TargetGroupArn } = group
    const listed = await unlessGone(ask(elb, 'DescribeTargetHealth', { TargetGroupArn }))
    return listed ? [{ ...group, Targets: listed.TargetHealthDescriptions ?? [] }] : []
  })
  return (await Promise.all(told)).flat()
}

/** An answer, or nothing when what was asked for has been deleted meanwhile. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && /NotFound(Exception)?$/.test(error.name)) return undefined
    throw error
  }
}
