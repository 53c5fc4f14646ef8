import type {
  DescribeTagsType,
  Filter,
  TagDescription,
  TagsType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { describeTag } from '../groups/describe-group.ts'
import { groups } from '../groups/group.ts'
import { pageOf } from '../paging.ts'

/** The tags of all groups, by group, key, value and whether they are propagated. */
export const DescribeTags = operation<DescribeTagsType, TagsType>('DescribeTags', (ctx, input) => {
  const matches = (input.Filters ?? []).map(compile)
  const found = ctx.db
    .all(groups)
    .flatMap(({ id, tags }) => tags.map((tag) => describeTag(id, tag)))
    .filter((tag) => matches.every((match) => match(tag)))
  const { items, NextToken } = pageOf(found, input, ({ ResourceId, Key }) => `${ResourceId}/${Key}`)
  return { Tags: [...items], NextToken }
})

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Filter.html */
function compile({
  Name: name = '',
  Values: values = [],
}: Filter): (tag: TagDescription) => boolean {
  const wanted = new Set(values)
  switch (name) {
    case 'auto-scaling-group':
      return ({ ResourceId: id = '' }) => wanted.has(id)
    case 'key':
      return ({ Key: key = '' }) => wanted.has(key)
    case 'value':
      return ({ Value: value = '' }) => wanted.has(value)
    case 'propagate-at-launch':
      return ({ PropagateAtLaunch: is }) =>
        values.some((value) => value.toLowerCase() === String(is))
    default:
      throw validationError(`Invalid filter name: ${name}`)
  }
}
