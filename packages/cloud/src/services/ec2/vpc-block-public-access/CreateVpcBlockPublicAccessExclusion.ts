import type {
  CreateVpcBlockPublicAccessExclusionRequest,
  CreateVpcBlockPublicAccessExclusionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { subnets } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toExclusion } from './describe-block.ts'
import { readExclusionMode } from './read-exclusion-mode.ts'
import { vpcBlockExclusions, type VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-bpa */
const exclusionLimit = 50

/**
 * Leaves a VPC or a subnet out of the blocking of internet gateways; at once.
 * @limits 50 in a Region.
 */
export const CreateVpcBlockPublicAccessExclusion = operation<
  CreateVpcBlockPublicAccessExclusionRequest,
  CreateVpcBlockPublicAccessExclusionResult
>('CreateVpcBlockPublicAccessExclusion', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, [
    'vpc-block-public-access-exclusion',
  ])('vpc-block-public-access-exclusion')
  const { VpcId, SubnetId } = input
  if ((VpcId === undefined) === (SubnetId === undefined)) {
    throw new AwsError(
      VpcId === undefined ? 'MissingParameter' : 'InvalidParameterCombination',
      'The request must contain exactly one of VpcId or SubnetId',
    )
  }
  const resourceId = VpcId
    ? findRecord(ctx, vpcs, 'vpc', VpcId).id
    : findRecord(ctx, subnets, 'subnet', SubnetId ?? '').id
  const live = ctx.db.all(vpcBlockExclusions).filter(({ state }) => state !== 'delete-complete')
  if (live.some((each) => each.resourceId === resourceId)) {
    throw new AwsError('InvalidParameterValue', `An exclusion for ${resourceId} already exists.`)
  }
  if (live.length >= exclusionLimit) {
    throw new AwsError(
      'VpcBlockPublicAccessExclusionLimitExceeded',
      'The maximum number of exclusions has been reached.',
    )
  }
  const exclusion: VpcBlockExclusionRecord = {
    id: newId(ctx.chance, 'vpcbpa-exclude'),
    resourceId,
    mode: readExclusionMode(input.InternetGatewayExclusionMode),
    state: 'create-complete',
    createTime: ctx.now,
    updateTime: ctx.now,
    tags,
  }
  ctx.db.put(vpcBlockExclusions, exclusion)
  return {
    VpcBlockPublicAccessExclusion: { ...toExclusion(ctx, exclusion), State: 'create-in-progress' },
  }
})
