import type { DescribeInstanceTypesRequest, DescribeInstanceTypesResult } from '@aws-sdk/client-ec2'
import { findInstanceType, instanceTypesIn } from '../../../catalogue/instance-types.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { instanceTypeFilters } from './filters.ts'

const pageSize = 100

/**
 * The types that the Region offers, with all their facts; AWS gives at most a hundred at a time, asked or
 * not.
 * @limits 100 types named in a call.
 */
export const DescribeInstanceTypes = operation<
  DescribeInstanceTypesRequest,
  DescribeInstanceTypesResult
>('DescribeInstanceTypes', (ctx, input) => {
  const offered = instanceTypesIn(ctx.region)
  const wanted: readonly string[] = [...new Set(input.InstanceTypes)]
  if (wanted.length > pageSize) {
    throw new AwsError(
      'InvalidParameterValue',
      `The maximum number of instance types specified on a single call is ${pageSize}.`,
    )
  }
  const known = new Set(offered)
  const unknown = wanted.filter((type) => !known.has(type))
  if (unknown.length > 0) {
    throw new AwsError(
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${unknown.join(', ')}]`,
    )
  }
  const types = (wanted.length > 0 ? wanted : offered)
    .flatMap((type) => findInstanceType(type) ?? [])
    .filter(compileFilters('DescribeInstanceTypes', input.Filters, instanceTypeFilters))
  const { items, nextToken } = paginate(ctx, 'DescribeInstanceTypes', types, input, {
    keyOf: ({ InstanceType }) => InstanceType ?? '',
    max: pageSize,
    defaultSize: pageSize,
    ids: { name: 'InstanceTypes', given: wanted.length > 0 },
  })
  return { InstanceTypes: [...items], NextToken: nextToken }
})
