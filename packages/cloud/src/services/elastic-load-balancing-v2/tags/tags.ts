import type { Tag as SdkTag } from '@aws-sdk/client-elastic-load-balancing-v2'
import { findTagProblem, tagLimits } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import type { Tag } from '../../ec2/tag.ts'
import { validationError } from '../errors.ts'

/** The tags of a resource after more are put on it. */
export function withTags(
  present: readonly Tag[],
  added: readonly SdkTag[] | undefined,
): readonly Tag[] {
  const merged = new Map(present.map((tag) => [tag.Key, tag]))
  const seen = new Set<string>()
  for (const { Key = '', Value = '' } of added ?? []) {
    checkTag(Key, Value)
    if (seen.has(Key)) {
      throw new AwsError('DuplicateTagKeys', `Tag key was specified more than once: ${Key}`)
    }
    seen.add(Key)
    merged.set(Key, { Key, Value })
  }
  // Tags that AWS services put on by themselves do not count.
  const counted = [...merged.keys()].filter((key) => !key.startsWith('aws:'))
  if (counted.length > tagLimits.perResource) {
    throw new AwsError(
      'TooManyTags',
      'The quota for the number of tags that can be assigned to a load balancer has been reached',
    )
  }
  return [...merged.values()]
}

function checkTag(key: string, value: string): void {
  const problem = findTagProblem(key, value)
  if (problem) throw validationError(problemTexts[problem])
}

const problemTexts = {
  keyEmpty: 'The tag key must not be empty',
  keyTooLong: 'The tag key cannot be longer than 128 characters',
  valueTooLong: 'The tag value cannot be longer than 256 characters',
  keyReserved: "Tag keys starting with 'aws:' are reserved for system use",
} as const
