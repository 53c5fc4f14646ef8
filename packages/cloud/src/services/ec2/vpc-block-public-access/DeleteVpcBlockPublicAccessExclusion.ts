import type {
  DeleteVpcBlockPublicAccessExclusionRequest,
  DeleteVpcBlockPublicAccessExclusionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toExclusion } from './describe-block.ts'
import { findExclusion } from './find-exclusion.ts'
import { vpcBlockExclusions, type VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

/** The VPC or subnet is blocked as the Region says; the exclusion stays listed as deleted. */
export const DeleteVpcBlockPublicAccessExclusion = operation<
  DeleteVpcBlockPublicAccessExclusionRequest,
  DeleteVpcBlockPublicAccessExclusionResult
>('DeleteVpcBlockPublicAccessExclusion', (ctx, { ExclusionId = '' }) => {
  const deleted: VpcBlockExclusionRecord = {
    ...findExclusion(ctx, ExclusionId, 'deleted'),
    state: 'delete-complete',
    updateTime: ctx.now,
    deletionTime: ctx.now,
  }
  ctx.db.put(vpcBlockExclusions, deleted)
  return {
    VpcBlockPublicAccessExclusion: { ...toExclusion(ctx, deleted), State: 'delete-in-progress' },
  }
})
