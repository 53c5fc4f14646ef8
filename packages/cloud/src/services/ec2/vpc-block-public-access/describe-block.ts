import type {
  VpcBlockPublicAccessExclusion,
  VpcBlockPublicAccessOptions,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { vpcBlockPublicAccess, type VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

/** As an account that has never set it shows it: off. */
export function toBlockOptions({ account, region, db }: Context): VpcBlockPublicAccessOptions {
  const record = db.get(vpcBlockPublicAccess, 'options')
  return {
    AwsAccountId: account,
    AwsRegion: region,
    State: record ? 'update-complete' : 'default-state',
    InternetGatewayBlockMode: record?.mode ?? 'off',
    LastUpdateTimestamp: record && new Date(record.updateTime),
    ManagedBy: 'account',
    ExclusionsAllowed: 'allowed',
  }
}

export function exclusionArn({ account, region }: Context, resourceId: string): string {
  const type = resourceId.startsWith('subnet-') ? 'subnet' : 'vpc'
  return `arn:aws:ec2:${region}:${account}:${type}/${resourceId}`
}

export function toExclusion(
  ctx: Context,
  exclusion: VpcBlockExclusionRecord,
): VpcBlockPublicAccessExclusion {
  const { deletionTime } = exclusion
  return {
    ExclusionId: exclusion.id,
    InternetGatewayExclusionMode: exclusion.mode,
    ResourceArn: exclusionArn(ctx, exclusion.resourceId),
    State: exclusion.state,
    CreationTimestamp: new Date(exclusion.createTime),
    LastUpdateTimestamp: new Date(exclusion.updateTime),
    DeletionTimestamp: deletionTime === undefined ? undefined : new Date(deletionTime),
    Tags: [...exclusion.tags],
  }
}
