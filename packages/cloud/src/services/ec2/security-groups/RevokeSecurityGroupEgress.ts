import type {
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { revoke } from './revoke.ts'

/** Takes outbound rules away, by what they say or by id; the network obeys at once. */
export const RevokeSecurityGroupEgress = operation<
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult
>('RevokeSecurityGroupEgress', (ctx, input) => revoke(ctx, input, true))
