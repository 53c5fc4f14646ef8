import type {
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { quotaValue, type QuotaName } from '../../service-quotas/quotas.ts'
import { pageOf } from '../paging.ts'

/** In AWS's words: a quota that can be raised, or what always holds. */
const limits: Readonly<Record<string, QuotaName | number>> = {
  'application-load-balancers': 'applicationLoadBalancers',
  'listeners-per-application-load-balancer': 'listenersPerApplicationBalancer',
  'rules-per-application-load-balancer': 'rulesPerBalancer',
  'target-groups': 'targetGroups',
  'targets-per-target-group': 'targetsPerGroup',
  'certificates-per-application-load-balancer': 'certificatesPerListener',
  'condition-values-per-alb-rule': 5,
  'condition-wildcards-per-alb-rule': 6,
  'target-groups-per-action-on-application-load-balancer': 5,
  'target-groups-per-action-on-network-load-balancer': 1,
  'network-load-balancers': 'networkLoadBalancers',
  'listeners-per-network-load-balancer': 'listenersPerNetworkBalancer',
  'certificates-per-network-load-balancer': 'certificatesPerListener',
}

/** Tells how much of what the account may have in the Region. */
export const DescribeAccountLimits = operation<
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput
>('DescribeAccountLimits', (ctx, input) => {
  const { items, NextMarker } = pageOf(Object.entries(limits), input, ([name]) => name)
  return {
    Limits: items.map(([Name, limit]) => ({
      Name,
      Max: String(typeof limit === 'number' ? limit : quotaValue(ctx, limit)),
    })),
    NextMarker,
  }
})
