import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { loadBalancers, type LoadBalancerRecord } from './load-balancer.ts'

export function loadBalancerNotFound(arn: string): AwsError {
  return new AwsError('LoadBalancerNotFound', `Load balancer '${arn}' not found`)
}

/** Throws `LoadBalancerNotFound`. */
export function findLoadBalancer({ db }: Context, arn = ''): LoadBalancerRecord {
  const found = db.get(loadBalancers, arn)
  if (!found) throw loadBalancerNotFound(arn)
  return found
}
