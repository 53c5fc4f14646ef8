import type {
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { authorize } from './authorize.ts'

/**
 * Adds inbound rules; the network obeys at once.
 * @limits 60 rules a direction, IPv4 and IPv6 apart.
 */
export const AuthorizeSecurityGroupIngress = operation<
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult
>('AuthorizeSecurityGroupIngress', (ctx, input) => authorize(ctx, input, false))
