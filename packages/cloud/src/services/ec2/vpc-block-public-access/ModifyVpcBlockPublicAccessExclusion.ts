import type {
  ModifyVpcBlockPublicAccessExclusionRequest,
  ModifyVpcBlockPublicAccessExclusionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toExclusion } from './describe-block.ts'
import { findExclusion } from './find-exclusion.ts'
import { readExclusionMode } from './read-exclusion-mode.ts'
import { vpcBlockExclusions, type VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

/** What the VPC or subnet is left open for. */
export const ModifyVpcBlockPublicAccessExclusion = operation<
  ModifyVpcBlockPublicAccessExclusionRequest,
  ModifyVpcBlockPublicAccessExclusionResult
>('ModifyVpcBlockPublicAccessExclusion', (ctx, { ExclusionId = '', ...input }) => {
  const modified: VpcBlockExclusionRecord = {
    ...findExclusion(ctx, ExclusionId, 'modified'),
    mode: readExclusionMode(input.InternetGatewayExclusionMode),
    state: 'update-complete',
    updateTime: ctx.now,
  }
  ctx.db.put(vpcBlockExclusions, modified)
  return {
    VpcBlockPublicAccessExclusion: { ...toExclusion(ctx, modified), State: 'update-in-progress' },
  }
})
