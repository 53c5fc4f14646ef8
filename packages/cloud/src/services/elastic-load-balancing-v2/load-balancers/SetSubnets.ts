import type { SetSubnetsInput, SetSubnetsOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { unsupported, validationError } from '../errors.ts'
import { settleTargetsOf } from '../targets/settle-targets.ts'
import { readAddressType } from './CreateLoadBalancer.ts'
import { toZones } from './describe-load-balancer.ts'
import { findLoadBalancer } from './find-load-balancer.ts'
import { loadBalancers } from './load-balancer.ts'
import { changeNodes, setIpv6 } from './nodes.ts'
import { readSubnets } from './read-subnets.ts'

/** Moves a balancer into these subnets: what is in one of them stays as it is. */
export const SetSubnets = operation<SetSubnetsInput, SetSubnetsOutput>(
  'SetSubnets',
  (ctx, input) => {
    if (input.EnablePrefixForIpv6SourceNat === 'on') throw unsupported('IPv6 source NAT is')
    const before = findLoadBalancer(ctx, input.LoadBalancerArn)
    const ipAddressType = readAddressType(input.IpAddressType ?? before.ipAddressType)
    const balancer = { ...before, ipAddressType }
    const wishes = readSubnets(ctx, input, balancer)
    if (wishes.some(({ subnet }) => subnet.vpcId !== balancer.vpcId)) {
      throw validationError(`The subnets must belong to the VPC '${balancer.vpcId}'`)
    }
    const nodes = changeNodes(ctx, balancer, wishes)
    setIpv6(ctx, nodes, ipAddressType === 'dualstack')
    const changed = { ...balancer, nodes }
    ctx.db.put(loadBalancers, changed)
    settleTargetsOf(ctx, balancer.id)
    return {
      AvailabilityZones: toZones(ctx.db, changed),
      IpAddressType: ipAddressType,
      EnablePrefixForIpv6SourceNat: balancer.type === 'network' ? 'off' : undefined,
    }
  },
)
