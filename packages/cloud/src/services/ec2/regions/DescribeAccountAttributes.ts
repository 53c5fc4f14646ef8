import type {
  DescribeAccountAttributesRequest,
  DescribeAccountAttributesResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { quotaValue } from '../../service-quotas/quotas.ts'
import { defaultVpc } from '../vpcs/vpc.ts'

/**
 * The account's default VPC and limits.
 * @differs `max-instances` is a constant: launches are bound by no count.
 */
export const DescribeAccountAttributes = operation<
  DescribeAccountAttributesRequest,
  DescribeAccountAttributesResult
>('DescribeAccountAttributes', (ctx, input) => {
  const wanted: readonly string[] = input.AttributeNames ?? []
  return {
    AccountAttributes: Object.entries(attributesOf(ctx))
      .filter(([name]) => wanted.length === 0 || wanted.includes(name))
      .map(([AttributeName, value]) => ({
        AttributeName,
        AttributeValues: [{ AttributeValue: value }],
      })),
  }
})

function attributesOf(ctx: Context): Readonly<Record<string, string>> {
  const addresses = String(quotaValue(ctx, 'elasticIps'))
  return {
    'vpc-max-security-groups-per-interface': String(quotaValue(ctx, 'groupsPerInterface')),
    'max-instances': '20',
    'supported-platforms': 'VPC',
    'default-vpc': defaultVpc(ctx.db)?.id ?? 'none',
    'max-elastic-ips': addresses,
    'vpc-max-elastic-ips': addresses,
  }
}
