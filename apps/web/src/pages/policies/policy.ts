import type { FeedItem } from '@brume/console-api'
import { useOperation, type Call } from '../../api/index.ts'
import type { WriteTags } from '../../resources/bulk/tag-change.ts'
import { lookAgainMs } from '../../resources/iam/holder.ts'

export type Policy = FeedItem<'policies'>

export const idOf = (policy: Policy): string => policy.Arn ?? ''

/** The document of a version: the default one, unless told. */
export function usePolicyDocument(arn: string, version?: string) {
  const policy = useOperation(
    'iam',
    'GetPolicy',
    { PolicyArn: arn },
    { refetchIntervalMs: lookAgainMs },
  )
  const VersionId = version ?? policy.data?.Policy?.DefaultVersionId
  const document = useOperation(
    'iam',
    'GetPolicyVersion',
    VersionId === undefined ? undefined : { PolicyArn: arn, VersionId },
  )
  return {
    policy: policy.data?.Policy,
    version: VersionId,
    document: document.data?.PolicyVersion?.Document,
    error: policy.error ?? document.error,
  }
}

export const writePolicyTags: WriteTags = async (call, PolicyArn, Tags, removed) => {
  if (Tags.length > 0) await call('iam', 'TagPolicy', { PolicyArn, Tags })
  if (removed.length > 0) {
    await call('iam', 'UntagPolicy', { PolicyArn, TagKeys: removed.map(({ Key }) => Key) })
  }
}

/** A policy goes with its other versions; whoever carries it loses it. */
export async function deletePolicy(call: Call, PolicyArn: string): Promise<void> {
  const entities = await call('iam', 'ListEntitiesForPolicy', { PolicyArn, MaxItems: 1000 })
  for (const { UserName } of entities.PolicyUsers ?? []) {
    await call('iam', 'DetachUserPolicy', { UserName, PolicyArn })
  }
  for (const { GroupName } of entities.PolicyGroups ?? []) {
    await call('iam', 'DetachGroupPolicy', { GroupName, PolicyArn })
  }
  for (const { RoleName } of entities.PolicyRoles ?? []) {
    await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn })
  }
  const { Versions = [] } = await call('iam', 'ListPolicyVersions', { PolicyArn, MaxItems: 1000 })
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) await call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId })
  }
  await call('iam', 'DeletePolicy', { PolicyArn })
}
