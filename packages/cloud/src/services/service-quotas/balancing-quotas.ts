import type { Quota } from './quota.ts'

const service = 'elasticloadbalancing'
const reached = (code: string, what: string): Quota['refusal'] => ({
  code,
  message: `The maximum number of ${what} has been reached`,
})

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html, and of network load balancers */
export const balancingQuotas = {
  applicationLoadBalancers: {
    service,
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    value: 50,
    applied: 100,
    refusal: reached('TooManyLoadBalancers', 'load balancers'),
  },
  networkLoadBalancers: {
    service,
    code: 'L-69A177A2',
    name: 'Network Load Balancers per Region',
    value: 50,
    refusal: reached('TooManyLoadBalancers', 'load balancers'),
  },
  listenersPerApplicationBalancer: {
    service,
    code: 'L-B6DF7632',
    name: 'Listeners per Application Load Balancer',
    value: 50,
    refusal: reached('TooManyListeners', "listeners on load balancer '{of}'"),
  },
  listenersPerNetworkBalancer: {
    service,
    code: 'L-57A373D6',
    name: 'Listeners per Network Load Balancer',
    value: 50,
    refusal: reached('TooManyListeners', "listeners on load balancer '{of}'"),
  },
  rulesPerBalancer: {
    service,
    code: 'L-7EED9B64',
    name: 'Rules per Application Load Balancer',
    value: 100,
    refusal: reached('TooManyRules', "rules on load balancer '{of}'"),
  },
  certificatesPerListener: {
    service,
    code: 'L-9365A611',
    name: 'Certificates per Application Load Balancer',
    value: 25,
    refusal: reached('TooManyCertificates', "certificates on listener '{of}'"),
  },
  targetGroups: {
    service,
    code: 'L-B22855CB',
    name: 'Target Groups per Region',
    value: 3000,
    refusal: reached('TooManyTargetGroups', 'target groups'),
  },
  targetsPerGroup: {
    service,
    code: 'L-A0D0B863',
    name: 'Targets per Target Group per Region',
    value: 1000,
    refusal: reached('TooManyTargets', "targets in target group '{of}'"),
  },
} as const satisfies Record<string, Quota>
