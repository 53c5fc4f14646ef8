import type {
  AutoScalingGroupNamesType,
  AutoScalingGroupsType,
  Filter,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { pageOf } from '../paging.ts'
import { describeGroup } from './describe-group.ts'
import { groups, type GroupRecord } from './group.ts'

/** The groups of a Region with their instances: all, those of these names, or those with these tags. */
export const DescribeAutoScalingGroups = operation<
  AutoScalingGroupNamesType,
  AutoScalingGroupsType
>('DescribeAutoScalingGroups', (ctx, input) => {
  const { AutoScalingGroupNames: names = [], Filters: filters = [] } = input
  const wanted = new Set(names.map((name) => name.split(':autoScalingGroupName/')[1] ?? name))
  const matches = filters.map(compile)
  const found = (names.length > 0 ? ctx.db.pick(groups, wanted) : ctx.db.all(groups)).filter(
    (group) => matches.every((match) => match(group)),
  )
  const { items, NextToken } = pageOf(found, input, ({ id }) => id)
  return {
    AutoScalingGroups: items.map((group) =>
      describeGroup(ctx.db, group, input.IncludeInstances ?? true),
    ),
    NextToken,
  }
})

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Filter.html */
function compile({
  Name: name = '',
  Values: values = [],
}: Filter): (group: GroupRecord) => boolean {
  const wanted = new Set(values)
  if (name === 'tag-key') return ({ tags }) => tags.some(({ Key }) => wanted.has(Key))
  if (name === 'tag-value') return ({ tags }) => tags.some(({ Value }) => wanted.has(Value))
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return ({ tags }) => tags.some(({ Key, Value }) => Key === key && wanted.has(Value))
  }
  throw validationError(`Invalid filter name: ${name}`)
}
