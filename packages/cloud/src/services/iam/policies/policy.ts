import type { AttachedPermissionsBoundary, Policy, PolicyVersion } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import type { IamTag } from '../tags.ts'
import { managedPolicies } from './managed-policies.ts'

/** A managed policy, the account's own or AWS's. */
export interface PolicyRecord {
  /** Its ARN. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly policyId: string
  readonly description?: string
  readonly createTime: number
  readonly updateTime: number
  readonly defaultVersionId: string
  readonly versions: readonly PolicyVersionRecord[]
  /** The highest version number ever given, kept when a version is deleted. */
  readonly newestVersion?: number
  readonly tags: readonly IamTag[]
}

export interface PolicyVersionRecord {
  /** `v1` */
  readonly id: string
  readonly document: string
  readonly createTime: number
}

/** The account's own policies. */
export const policies = collection<PolicyRecord>({ name: 'iam/policy', scope: 'account' })

/** The account's or AWS's policy of that ARN; throws `NoSuchEntity`. */
export function findPolicy(db: Records, arn: string): PolicyRecord {
  const policy = db.get(policies, arn) ?? managedPolicies().get(arn)
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
  return policy
}

/** Throws `NoSuchEntity`. */
export function findPolicyVersion(
  policy: PolicyRecord,
  id: string | undefined,
): PolicyVersionRecord {
  const version = policy.versions.find((candidate) => candidate.id === id)
  if (version) return version
  throw noSuchEntity(`Policy ${policy.id} version ${id} does not exist or is not attachable.`)
}

/** The SDK's shape. Lists leave out the document. */
export function toPolicyVersion(
  policy: PolicyRecord,
  version: PolicyVersionRecord,
  whole: boolean,
): PolicyVersion {
  return {
    ...(whole ? { Document: encodeURIComponent(version.document) } : {}),
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createTime),
  }
}

export function toBoundary(arn: string): AttachedPermissionsBoundary {
  return { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn }
}

export function defaultDocument(policy: PolicyRecord): string {
  return policy.versions.find((version) => version.id === policy.defaultVersionId)?.document ?? ''
}

/** The SDK's shape without its uses. Lists leave out description and tags. */
export function toPolicy(policy: PolicyRecord, whole: boolean): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.policyId,
    Arn: policy.id,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    IsAttachable: true,
    CreateDate: new Date(policy.createTime),
    UpdateDate: new Date(policy.updateTime),
    ...(whole ? { Description: policy.description, Tags: [...policy.tags] } : {}),
  }
}
