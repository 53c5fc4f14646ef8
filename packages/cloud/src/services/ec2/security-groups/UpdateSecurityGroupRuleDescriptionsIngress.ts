import type {
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
  UpdateSecurityGroupRuleDescriptionsIngressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { updateDescriptions } from './update-descriptions.ts'

/** Changes the descriptions of inbound rules. */
export const UpdateSecurityGroupRuleDescriptionsIngress = operation<
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
  UpdateSecurityGroupRuleDescriptionsIngressResult
>('UpdateSecurityGroupRuleDescriptionsIngress', (ctx, input) =>
  updateDescriptions(ctx, input, false),
)
