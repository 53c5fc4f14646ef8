import type {
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { revoke } from './revoke.ts'

export const RevokeSecurityGroupEgress = operation<
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult
>('RevokeSecurityGroupEgress', (ctx, input) => revoke(ctx, input, true))
