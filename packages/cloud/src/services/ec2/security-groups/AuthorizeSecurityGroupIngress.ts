import type {
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { authorize } from './authorize.ts'

export const AuthorizeSecurityGroupIngress = operation<
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult
>('AuthorizeSecurityGroupIngress', (ctx, input) => authorize(ctx, input, false))
