import type { Tag } from '@aws-sdk/client-auto-scaling'
import { findTagProblem, tagLimits } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import type { GroupTag } from '../groups/group.ts'

/** Tags of a group as a call gives them; those of a creating call name no group, or that one. */
export function readTags(group: string, given: readonly Tag[] = []): readonly GroupTag[] {
  return mergeTags(
    [],
    given.map((tag) => readTag(tag, group)),
  )
}

export function readTag(
  { Key = '', Value = '', PropagateAtLaunch = false, ResourceId, ResourceType }: Tag,
  group: string,
): GroupTag {
  if (ResourceType !== undefined && ResourceType !== 'auto-scaling-group') {
    throw validationError(`Invalid resource type: ${ResourceType}`)
  }
  if (ResourceId !== undefined && ResourceId !== group) {
    throw validationError(`The resource ID ${ResourceId} of a tag is not the group ${group}`)
  }
  const problem = findTagProblem(Key, Value)
  if (problem) throw validationError(problems[problem])
  return { Key, Value, PropagateAtLaunch }
}

/** A key that is there gets the new value. */
export function mergeTags(
  present: readonly GroupTag[],
  added: readonly GroupTag[],
): readonly GroupTag[] {
  const merged = new Map(present.map((tag) => [tag.Key, tag]))
  for (const tag of added) merged.set(tag.Key, tag)
  if (merged.size > tagLimits.perResource) {
    throw new AwsError(
      'LimitExceeded',
      `You can only have a maximum of ${tagLimits.perResource} tags per resource.`,
    )
  }
  return [...merged.values()]
}

const problems = {
  keyEmpty: 'Tag key must not be empty.',
  keyTooLong: 'Tag key exceeds the maximum length of 128 characters.',
  valueTooLong: 'Tag value exceeds the maximum length of 256 characters.',
  keyReserved: "Tag keys starting with 'aws:' are reserved for internal use.",
} as const
