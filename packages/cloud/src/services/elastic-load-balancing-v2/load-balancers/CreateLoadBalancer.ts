import type {
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../../ec2/unsupported.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { makeArn, newSuffix } from '../arns.ts'
import { enumError, unsupported } from '../errors.ts'
import { checkName } from '../names.ts'
import { withTags } from '../tags/tags.ts'
import { toLoadBalancer } from './describe-load-balancer.ts'
import { loadBalancers, type LoadBalancerRecord } from './load-balancer.ts'
import { makeNode } from './nodes.ts'
import { readGroups } from './read-groups.ts'
import { readSubnets, type NodeWish } from './read-subnets.ts'
import { balancerTimer } from './settle-load-balancer.ts'

/**
 * Makes an application or network load balancer: one interface in each of its subnets, and a DNS name.
 * @limits 50 of each type in a Region; one subnet in a zone, two zones at least for an application load balancer.
 * @differs Gateway Load Balancers, customer-owned and IPAM address pools, and dual stack without public IPv4 are refused.
 */
export const CreateLoadBalancer = operation<CreateLoadBalancerInput, CreateLoadBalancerOutput>(
  'CreateLoadBalancer',
  (ctx, input) => {
    refuseMembers('CreateLoadBalancer', input, ['CustomerOwnedIpv4Pool', 'IpamPools'])
    if (input.EnablePrefixForIpv6SourceNat === 'on') throw unsupported('IPv6 source NAT is')
    const name = input.Name ?? ''
    checkName(name, 'Load balancer')
    const how = readKind(input)
    const wishes = readSubnets(ctx, input, { name, ...how })
    const vpcId = wishes[0]?.subnet.vpcId ?? ''
    const securityGroupIds = readGroups(ctx, input.SecurityGroups, vpcId, how.type)
    const tags = withTags([], input.Tags)
    const [present] = ctx.db.by(loadBalancers, 'name', name)
    if (present) {
      if (!isSame(present, { ...how, securityGroupIds }, wishes)) {
        throw new AwsError(
          'DuplicateLoadBalancerName',
          `A load balancer with the same name '${name}' exists, but with different settings`,
        )
      }
      return { LoadBalancers: [toLoadBalancer(ctx.db, present)] }
    }
    checkLimit(ctx, how.type)
    const suffix = newSuffix(ctx)
    const path = [how.type === 'application' ? 'app' : 'net', name, suffix]
    const made = {
      id: makeArn(ctx, 'loadbalancer', ...path),
      name,
      ...how,
      dnsName: makeDnsName(ctx, { name, ...how }, suffix),
      vpcId,
      state: 'provisioning',
      createTime: ctx.now,
      securityGroupIds,
      attributes: {},
      tags,
    } as const satisfies Omit<LoadBalancerRecord, 'nodes'>
    const balancer = { ...made, nodes: wishes.map((wish) => makeNode(ctx, made, wish)) }
    ctx.db.put(loadBalancers, balancer)
    ctx.timers.set({
      kind: balancerTimer,
      id: balancer.id,
      at: ctx.now + delays.loadBalancerProvisioningMs,
      transition: true,
    })
    return { LoadBalancers: [toLoadBalancer(ctx.db, balancer)] }
  },
)

type Kind = Pick<LoadBalancerRecord, 'type' | 'scheme' | 'ipAddressType'>

function readKind({
  Type = 'application',
  Scheme = 'internet-facing',
  IpAddressType = 'ipv4',
}: CreateLoadBalancerInput): Kind {
  if (Type === 'gateway') throw unsupported('Gateway Load Balancers are')
  if (Type !== 'application' && Type !== 'network') {
    throw enumError(Type, 'type', ['gateway', 'network', 'application'])
  }
  if (Scheme !== 'internet-facing' && Scheme !== 'internal') {
    throw enumError(Scheme, 'scheme', ['internal', 'internet-facing'])
  }
  return { type: Type, scheme: Scheme, ipAddressType: readAddressType(IpAddressType) }
}

export function readAddressType(type: string): LoadBalancerRecord['ipAddressType'] {
  if (type === 'ipv4' || type === 'dualstack') return type
  const words = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']
  if (words.includes(type)) throw unsupported('Load balancers without public IPv4 addresses are')
  throw enumError(type, 'ipAddressType', words)
}

/** A call that repeats another is answered with what is there. */
function isSame(
  present: LoadBalancerRecord,
  wanted: Kind & Pick<LoadBalancerRecord, 'securityGroupIds'>,
  wishes: readonly NodeWish[],
): boolean {
  const same = (one: readonly string[], other: readonly string[]): boolean =>
    one.length === other.length && one.every((each) => other.includes(each))
  return (
    present.type === wanted.type &&
    present.scheme === wanted.scheme &&
    present.ipAddressType === wanted.ipAddressType &&
    same(present.securityGroupIds, wanted.securityGroupIds) &&
    same(
      present.nodes.map(({ subnetId }) => subnetId),
      wishes.map(({ subnet }) => subnet.id),
    )
  )
}

function checkLimit(ctx: Context, type: LoadBalancerRecord['type']): void {
  const ofType = ctx.db.all(loadBalancers).filter((each) => each.type === type)
  checkQuota(
    ctx,
    type === 'application' ? 'applicationLoadBalancers' : 'networkLoadBalancers',
    ofType.length,
  )
}

/** An application load balancer's is numbered, a network load balancer's has the digits of its ARN. */
function makeDnsName(
  { chance, region }: Context,
  { name, type, scheme }: Pick<LoadBalancerRecord, 'name' | 'type' | 'scheme'>,
  suffix: string,
): string {
  if (type === 'network') return `${name}-${suffix}.elb.${region}.amazonaws.com`.toLowerCase()
  const number = 100_000_000 + chance.below(2_000_000_000)
  const prefix = scheme === 'internal' ? 'internal-' : ''
  return `${prefix}${name}-${number}.${region}.elb.amazonaws.com`.toLowerCase()
}
