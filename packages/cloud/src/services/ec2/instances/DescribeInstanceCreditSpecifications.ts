import type {
  DescribeInstanceCreditSpecificationsCommandInput,
  DescribeInstanceCreditSpecificationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findInstances } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'

/** Standard or unlimited, of burstable instances; without ids those that run unlimited only. */
export const DescribeInstanceCreditSpecifications = operation<
  DescribeInstanceCreditSpecificationsCommandInput,
  DescribeInstanceCreditSpecificationsResult
>('DescribeInstanceCreditSpecifications', (ctx, input) => {
  const given = (input.InstanceIds?.length ?? 0) > 0
  // Without ids AWS lists the instances that run `unlimited` only.
  const named = given
    ? findInstances(ctx.db, input.InstanceIds)
    : ctx.db.all(instances).filter(({ cpuCredits }) => cpuCredits === 'unlimited')
  const fixed = named.find(({ cpuCredits }) => cpuCredits === undefined)
  if (fixed) {
    throw new AwsError(
      'InvalidInstanceID.NotBurstable',
      `The instance '${fixed.id}' is not a burstable performance instance.`,
    )
  }
  const found = named.filter(
    compileFilters('DescribeInstanceCreditSpecifications', input.Filters, creditFilters),
  )
  const page = paginate(ctx, 'DescribeInstanceCreditSpecifications', found, input, {
    keyOf: ({ id }) => id,
    ids: { name: 'instancesSet', given },
  })
  return {
    InstanceCreditSpecifications: page.items.map(({ id, cpuCredits }) => ({
      InstanceId: id,
      CpuCredits: cpuCredits,
    })),
    NextToken: page.nextToken,
  }
})

const creditFilters: FilterFields<InstanceRecord> = { fields: { 'instance-id': ({ id }) => id } }
