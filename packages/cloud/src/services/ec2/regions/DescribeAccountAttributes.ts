import type {
  DescribeAccountAttributesRequest,
  DescribeAccountAttributesResult,
} from '@aws-sdk/client-ec2'
import { securityGroupLimits } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { addressLimit } from '../addresses/elastic-ip.ts'
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
  return {
    'vpc-max-security-groups-per-interface': String(securityGroupLimits.groupsPerInterface),
    'max-instances': '20',
    'supported-platforms': 'VPC',
    'default-vpc': defaultVpc(ctx.db)?.id ?? 'none',
    'max-elastic-ips': String(addressLimit),
    'vpc-max-elastic-ips': String(addressLimit),
  }
}
