import type {
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { revoke } from './revoke.ts'

/** Takes inbound rules away, by what they say or by id; the network obeys at once. */
export const RevokeSecurityGroupIngress = operation<
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult
>('RevokeSecurityGroupIngress', (ctx, input) => revoke(ctx, input, false))
