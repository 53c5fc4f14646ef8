import type { PolicyDescriptorType, Tag } from '@aws-sdk/client-sts'
import { AwsError } from '../../errors.ts'
import type { Records } from '../../engine/collection.ts'
import { parsePolicy } from '../iam/policies/document.ts'
import { findPolicy } from '../iam/policies/policy.ts'
import type { IamTag } from '../iam/tags.ts'
import type { SessionRecord } from '../iam/users/access-key.ts'

interface Passed {
  readonly Policy?: string | undefined
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined
  readonly Tags?: readonly Tag[] | undefined
}

/** What a session is held back by, checked. Throws `MalformedPolicyDocument`, `PackedPolicyTooLarge`, `ValidationError`. */
export function readSession(
  db: Records,
  { Policy, PolicyArns = [], Tags = [] }: Passed,
): Pick<SessionRecord, 'policies' | 'policyArns' | 'tags'> {
  if (Policy !== undefined) parsePolicy(Policy, 'identity')
  if (PolicyArns.length > 10) {
    throw new AwsError('ValidationError', 'At most 10 session policies may be passed by ARN.')
  }
  const policyArns = PolicyArns.map(({ arn = '' }) => findPolicy(db, arn).id)
  return { policies: Policy === undefined ? [] : [Policy], policyArns, tags: readTags(Tags) }
}

function readTags(tags: readonly Tag[]): readonly IamTag[] {
  const seen = new Set<string>()
  return tags.map(({ Key = '', Value = '' }) => {
    if (seen.has(Key.toLowerCase())) {
      throw new AwsError(
        'InvalidParameterValue',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      )
    }
    seen.add(Key.toLowerCase())
    return { Key, Value }
  })
}

/** How full the room for session policies and tags is, in percent: 2,048 characters of each. */
export function packedSize({ Policy = '', Tags = [] }: Passed): number | undefined {
  const characters = Policy.length + JSON.stringify(Tags).length - 2
  return characters > 0 ? Math.max(1, Math.min(100, Math.ceil(characters / 40.96))) : undefined
}
