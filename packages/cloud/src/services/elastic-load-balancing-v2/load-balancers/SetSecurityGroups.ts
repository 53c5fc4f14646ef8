import type {
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { networkInterfaces } from '../../ec2/network-interfaces/network-interface.ts'
import { invalidConfiguration, validationError } from '../errors.ts'
import { findLoadBalancer } from './find-load-balancer.ts'
import { loadBalancers } from './load-balancer.ts'
import { readGroups } from './read-groups.ts'

/**
 * Puts other security groups on a balancer and its interfaces.
 * @limits A network load balancer that was made without groups stays without.
 */
export const SetSecurityGroups = operation<SetSecurityGroupsInput, SetSecurityGroupsOutput>(
  'SetSecurityGroups',
  (ctx, input) => {
    const balancer = findLoadBalancer(ctx, input.LoadBalancerArn)
    const { SecurityGroups = [], EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforce } =
      input
    if (SecurityGroups.length === 0) {
      throw validationError('At least one security group must be specified')
    }
    if (balancer.type === 'network' && balancer.securityGroupIds.length === 0) {
      throw invalidConfiguration(
        'Security groups cannot be set on a Network Load Balancer that was created without security groups',
      )
    }
    if (balancer.type === 'application' && enforce !== undefined) {
      throw invalidConfiguration(
        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic is not supported for load balancers with type 'application'",
      )
    }
    const securityGroupIds = readGroups(ctx, SecurityGroups, balancer.vpcId, balancer.type)
    for (const { networkInterfaceId } of balancer.nodes) {
      const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
      if (eni) ctx.db.put(networkInterfaces, { ...eni, groupIds: securityGroupIds })
    }
    const privateLinkRules = enforce ?? balancer.privateLinkRules
    ctx.db.put(loadBalancers, {
      ...balancer,
      securityGroupIds,
      ...(privateLinkRules && { privateLinkRules }),
    })
    return {
      SecurityGroupIds: [...securityGroupIds],
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
        balancer.type === 'network' ? (privateLinkRules ?? 'on') : undefined,
    }
  },
)
