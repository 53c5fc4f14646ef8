import type {
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { revoke } from './revoke.ts'

export const RevokeSecurityGroupIngress = operation<
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult
>('RevokeSecurityGroupIngress', (ctx, input) => revoke(ctx, input, false))
