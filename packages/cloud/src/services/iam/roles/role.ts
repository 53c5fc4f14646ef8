import type { Role } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity, unmodifiableEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import { allows, parsePolicy } from '../policies/document.ts'
import type { PolicyHolder } from '../policies/holder.ts'
import { defaultDocument, policies, toBoundary } from '../policies/policy.ts'
import { managedPolicies } from '../policies/managed-policies.ts'
import type { IamTag } from '../tags.ts'

export interface RoleRecord extends PolicyHolder {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly roleId: string
  readonly arn: string
  readonly description?: string
  readonly trustPolicy: string
  readonly createTime: number
  /** Seconds. */
  readonly maxSessionDuration: number
  readonly permissionsBoundary?: string
  readonly tags: readonly IamTag[]
}

export const roles = collection<RoleRecord, 'policy'>({
  name: 'iam/role',
  scope: 'account',
  indexes: { policy: (role) => role.attachedPolicies },
})

/** Throws `NoSuchEntity`. */
export function findRole(db: Records, name: string | undefined): RoleRecord {
  const role = db.get(roles, nameKey(name ?? ''))
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`)
  return role
}

/** A role that may be changed: a service-linked one is its service's alone. Throws `NoSuchEntity`, `UnmodifiableEntity`. */
export function findOwnRole(db: Records, name: string | undefined): RoleRecord {
  const role = findRole(db, name)
  if (role.path.startsWith('/aws-service-role/')) throw unmodifiableEntity(role.name)
  return role
}

/** Whether the role's identity policies allow an action (conditions are not judged). */
export function roleAllows(db: Records, role: RoleRecord, action: string): boolean {
  const attached = role.attachedPolicies.flatMap((arn) => {
    const policy = db.get(policies, arn) ?? managedPolicies().get(arn)
    return policy ? [defaultDocument(policy)] : []
  })
  const documents = [...attached, ...Object.values(role.inlinePolicies)]
  return allows(
    documents.map((text) => parsePolicy(text, 'identity')),
    action,
  )
}

/** The SDK's shape; documents are percent-encoded as RFC 3986 says. Lists leave out tags and boundary. */
export function toRole(role: RoleRecord, whole = true): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createTime),
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(whole
      ? {
          ...(role.tags.length ? { Tags: [...role.tags] } : {}),
          ...(role.permissionsBoundary
            ? { PermissionsBoundary: toBoundary(role.permissionsBoundary) }
            : {}),
          RoleLastUsed: {},
        }
      : {}),
  }
}
