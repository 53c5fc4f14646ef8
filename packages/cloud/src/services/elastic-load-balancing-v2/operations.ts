import type { AnyOperation } from '../../engine/operation.ts'
import { DescribeAccountLimits } from './account/DescribeAccountLimits.ts'
import { DescribeCapacityReservation } from './capacity/DescribeCapacityReservation.ts'
import { ModifyCapacityReservation } from './capacity/ModifyCapacityReservation.ts'
import { AddListenerCertificates } from './listeners/AddListenerCertificates.ts'
import { CreateListener } from './listeners/CreateListener.ts'
import { DeleteListener } from './listeners/DeleteListener.ts'
import { DescribeListenerAttributes } from './listeners/DescribeListenerAttributes.ts'
import { DescribeListenerCertificates } from './listeners/DescribeListenerCertificates.ts'
import { DescribeListeners } from './listeners/DescribeListeners.ts'
import { DescribeSSLPolicies } from './listeners/DescribeSSLPolicies.ts'
import { ModifyListener } from './listeners/ModifyListener.ts'
import { ModifyListenerAttributes } from './listeners/ModifyListenerAttributes.ts'
import { RemoveListenerCertificates } from './listeners/RemoveListenerCertificates.ts'
import { CreateLoadBalancer } from './load-balancers/CreateLoadBalancer.ts'
import { DeleteLoadBalancer } from './load-balancers/DeleteLoadBalancer.ts'
import { DescribeLoadBalancerAttributes } from './load-balancers/DescribeLoadBalancerAttributes.ts'
import { DescribeLoadBalancers } from './load-balancers/DescribeLoadBalancers.ts'
import { ModifyLoadBalancerAttributes } from './load-balancers/ModifyLoadBalancerAttributes.ts'
import { SetIpAddressType } from './load-balancers/SetIpAddressType.ts'
import { SetSecurityGroups } from './load-balancers/SetSecurityGroups.ts'
import { SetSubnets } from './load-balancers/SetSubnets.ts'
import { CreateRule } from './rules/CreateRule.ts'
import { DeleteRule } from './rules/DeleteRule.ts'
import { DescribeRules } from './rules/DescribeRules.ts'
import { ModifyRule } from './rules/ModifyRule.ts'
import { SetRulePriorities } from './rules/SetRulePriorities.ts'
import { AddTags } from './tags/AddTags.ts'
import { DescribeTags } from './tags/DescribeTags.ts'
import { RemoveTags } from './tags/RemoveTags.ts'
import { CreateTargetGroup } from './target-groups/CreateTargetGroup.ts'
import { DeleteTargetGroup } from './target-groups/DeleteTargetGroup.ts'
import { DescribeTargetGroupAttributes } from './target-groups/DescribeTargetGroupAttributes.ts'
import { DescribeTargetGroups } from './target-groups/DescribeTargetGroups.ts'
import { ModifyTargetGroup } from './target-groups/ModifyTargetGroup.ts'
import { ModifyTargetGroupAttributes } from './target-groups/ModifyTargetGroupAttributes.ts'
import { DeregisterTargets } from './targets/DeregisterTargets.ts'
import { DescribeTargetHealth } from './targets/DescribeTargetHealth.ts'
import { RegisterTargets } from './targets/RegisterTargets.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DescribeAccountLimits,
  DescribeCapacityReservation,
  ModifyCapacityReservation,
  AddListenerCertificates,
  CreateListener,
  DeleteListener,
  DescribeListenerAttributes,
  DescribeListenerCertificates,
  DescribeListeners,
  DescribeSSLPolicies,
  ModifyListener,
  ModifyListenerAttributes,
  RemoveListenerCertificates,
  CreateLoadBalancer,
  DeleteLoadBalancer,
  DescribeLoadBalancerAttributes,
  DescribeLoadBalancers,
  ModifyLoadBalancerAttributes,
  SetIpAddressType,
  SetSecurityGroups,
  SetSubnets,
  CreateRule,
  DeleteRule,
  DescribeRules,
  ModifyRule,
  SetRulePriorities,
  AddTags,
  DescribeTags,
  RemoveTags,
  CreateTargetGroup,
  DeleteTargetGroup,
  DescribeTargetGroupAttributes,
  DescribeTargetGroups,
  ModifyTargetGroup,
  ModifyTargetGroupAttributes,
  DeregisterTargets,
  DescribeTargetHealth,
  RegisterTargets,
]
