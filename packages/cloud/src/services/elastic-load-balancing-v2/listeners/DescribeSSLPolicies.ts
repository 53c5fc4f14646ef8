import type {
  DescribeSSLPoliciesInput,
  DescribeSSLPoliciesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { findPolicy, policies, type SecurityPolicy } from './ssl-policies.ts'

/** Lists the security policies of HTTPS and TLS listeners: all, or those of these names. */
export const DescribeSSLPolicies = operation<DescribeSSLPoliciesInput, DescribeSSLPoliciesOutput>(
  'DescribeSSLPolicies',
  (_ctx, input) => {
    const names = new Set(input.Names)
    const found = names.size > 0 ? [...names].map(find) : policies
    const { items, NextMarker } = pageOf(found, input, ({ name }) => name)
    return {
      SslPolicies: items.map(({ name, protocols, ciphers }) => ({
        Name: name,
        SslProtocols: [...protocols],
        Ciphers: ciphers.map((Name, at) => ({ Name, Priority: at + 1 })),
        SupportedLoadBalancerTypes: ['application', 'network'],
      })),
      NextMarker,
    }
  },
)

function find(name: string): SecurityPolicy {
  const found = findPolicy(name)
  if (found) return found
  throw new AwsError('SSLPolicyNotFound', `SSL policy '${name}' not found`)
}
