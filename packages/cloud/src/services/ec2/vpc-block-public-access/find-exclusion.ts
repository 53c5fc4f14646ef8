import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcBlockExclusions, type VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

/** One that still holds. */
export function findExclusion(
  ctx: Context,
  id: string,
  verb: 'modified' | 'deleted',
): VpcBlockExclusionRecord {
  const found = findRecord(ctx, vpcBlockExclusions, 'vpc-block-public-access-exclusion', id)
  if (found.state !== 'delete-complete') return found
  throw new AwsError(
    'InvalidParameterValue',
    `${id} is in delete-complete state and cannot be ${verb}`,
  )
}
