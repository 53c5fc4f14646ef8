import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { authorize } from './authorize.ts'

/**
 * Adds outbound rules; the network obeys at once.
 * @limits 60 rules a direction, IPv4 and IPv6 apart.
 */
export const AuthorizeSecurityGroupEgress = operation<
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult
>('AuthorizeSecurityGroupEgress', (ctx, input) => authorize(ctx, input, true))
