import type {
  UpdateSecurityGroupRuleDescriptionsEgressRequest,
  UpdateSecurityGroupRuleDescriptionsEgressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { updateDescriptions } from './update-descriptions.ts'

/** Changes the descriptions of outbound rules. */
export const UpdateSecurityGroupRuleDescriptionsEgress = operation<
  UpdateSecurityGroupRuleDescriptionsEgressRequest,
  UpdateSecurityGroupRuleDescriptionsEgressResult
>('UpdateSecurityGroupRuleDescriptionsEgress', (ctx, input) => updateDescriptions(ctx, input, true))
