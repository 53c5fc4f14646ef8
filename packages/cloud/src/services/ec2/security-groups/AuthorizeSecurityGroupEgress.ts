import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { authorize } from './authorize.ts'

export const AuthorizeSecurityGroupEgress = operation<
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult
>('AuthorizeSecurityGroupEgress', (ctx, input) => authorize(ctx, input, true))
