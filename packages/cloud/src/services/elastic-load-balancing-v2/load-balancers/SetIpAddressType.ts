import type {
  SetIpAddressTypeInput,
  SetIpAddressTypeOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { subnets } from '../../ec2/subnets/subnet.ts'
import { readAddressType } from './CreateLoadBalancer.ts'
import { findLoadBalancer } from './find-load-balancer.ts'
import { loadBalancers } from './load-balancer.ts'
import { setIpv6 } from './nodes.ts'
import { checkIpv6 } from './read-subnets.ts'

/**
 * Gives a balancer's nodes IPv6 addresses, or takes them.
 * @limits Every subnet must have an IPv6 block.
 */
export const SetIpAddressType = operation<SetIpAddressTypeInput, SetIpAddressTypeOutput>(
  'SetIpAddressType',
  (ctx, { LoadBalancerArn, IpAddressType = '' }) => {
    const balancer = findLoadBalancer(ctx, LoadBalancerArn)
    const ipAddressType = readAddressType(IpAddressType)
    if (ipAddressType === 'dualstack') {
      checkIpv6(
        ctx.db.pick(
          subnets,
          balancer.nodes.map(({ subnetId }) => subnetId),
        ),
      )
    }
    setIpv6(ctx, balancer.nodes, ipAddressType === 'dualstack')
    ctx.db.put(loadBalancers, { ...balancer, ipAddressType })
    return { IpAddressType: ipAddressType }
  },
)
