import type { CompiledPolicy, PolicyCaller } from '@brume/ec2-model/policies'
import type { ReadRecords } from '../engine/collection.ts'
import { groups } from '../services/iam/groups/group.ts'
import { nameKey } from '../services/iam/names.ts'
import { parsePolicy } from '../services/iam/policies/document.ts'
import type { PolicyHolder } from '../services/iam/policies/holder.ts'
import { managedPolicies } from '../services/iam/policies/managed-policies.ts'
import { defaultDocument, policies } from '../services/iam/policies/policy.ts'
import { roles } from '../services/iam/roles/role.ts'
import type { IamTag } from '../services/iam/tags.ts'
import type { AccessKeyRecord } from '../services/iam/users/access-key.ts'
import { users } from '../services/iam/users/user.ts'
import type { MatchedStatement, PolicyLayer } from './decision.ts'

/** Who acts, with all that says what it may do. */
export interface Principal {
  readonly kind: 'root' | 'user' | 'role-session' | 'federated-user'
  readonly account: string
  /** The account's root user, or whoever got credentials from it. */
  readonly isRoot?: boolean
  /** As calls are made in its name: of a role session the session's. */
  readonly arn: string
  /** `aws:userid` */
  readonly userId: string
  /** Of users. */
  readonly username?: string
  /** Of a role session the role's ARN: what `aws:PrincipalArn` says. */
  readonly roleArn?: string
  readonly tags: readonly IamTag[]
  /** Of the user or role, and of the user's groups. */
  readonly identity: readonly AttachedPolicy[]
  readonly boundary?: AttachedPolicy
  /** Absent: none was passed. Empty never: one that was passed must allow. */
  readonly session?: readonly AttachedPolicy[]
  /** Of temporary credentials: account time, ms. */
  readonly tokenIssuedAt?: number
}

export interface AttachedPolicy {
  readonly layer: PolicyLayer
  readonly from: MatchedStatement['policy']
  readonly policy: CompiledPolicy
}

/** The account's root user. */
export function rootOf(account: string): Principal {
  return {
    kind: 'root',
    isRoot: true,
    account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
    tags: [],
    identity: [],
  }
}

/** Who signs with a key that the cloud gave out. `db`: the records of the key's account. */
export function principalOf(db: ReadRecords, account: string, key: AccessKeyRecord): Principal {
  const { session, sessionToken } = key
  const passed = session && sessionPolicies(db, session.policies, session.policyArns)
  const temporary = {
    ...(sessionToken !== undefined && { tokenIssuedAt: key.createTime }),
    ...(passed && passed.length > 0 && { session: passed }),
  }
  const role = /^arn:aws:sts::\d+:assumed-role\/([^/]+)\//.exec(key.arn)?.[1]
  if (role !== undefined) {
    return { ...roleSession(db, account, key, role), ...temporary }
  }
  if (/:federated-user\//.test(key.arn)) {
    return {
      // What a federated user may do at most is what its issuer may.
      ...ownerOf(db, account, session?.issuer ?? '', key.userId),
      kind: 'federated-user',
      arn: key.arn,
      userId: key.userId,
      tags: session?.tags ?? [],
      ...temporary,
      // Without a policy of its own it may do nothing.
      session: passed ?? [],
    }
  }
  return { ...ownerOf(db, account, key.arn, key.userId), ...temporary }
}

/** Root or a user; a user that is no longer there may do nothing. */
function ownerOf(db: ReadRecords, account: string, arn: string, userId: string): Principal {
  if (arn.endsWith(':root')) return rootOf(account)
  const gone: Principal = { kind: 'user', account, arn, userId, tags: [], identity: [] }
  return userPrincipal(db, account, arn) ?? gone
}

/** A user by ARN. */
export function userPrincipal(
  db: ReadRecords,
  account: string,
  arn: string,
): Principal | undefined {
  const user = db.get(users, nameKey(arn.slice(arn.lastIndexOf('/') + 1)))
  if (user?.arn !== arn) return undefined
  const boundary = boundaryOf(db, user.permissionsBoundary)
  return {
    kind: 'user',
    account,
    arn,
    userId: user.userId,
    username: user.name,
    tags: user.tags,
    identity: [
      ...heldPolicies(db, user, 'identity', user.arn),
      ...db
        .by(groups, 'member', user.id)
        .flatMap((group) => heldPolicies(db, group, 'group', group.arn)),
    ],
    ...(boundary && { boundary }),
  }
}

/** A role as it would act in a session of that name. */
export function rolePrincipal(
  db: ReadRecords,
  account: string,
  name: string,
  session: string,
): Principal | undefined {
  const role = db.get(roles, nameKey(name))
  if (!role) return undefined
  const boundary = boundaryOf(db, role.permissionsBoundary)
  return {
    kind: 'role-session',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session}`,
    userId: `${role.roleId}:${session}`,
    roleArn: role.arn,
    tags: role.tags,
    identity: heldPolicies(db, role, 'identity', role.arn),
    ...(boundary && { boundary }),
  }
}

function roleSession(
  db: ReadRecords,
  account: string,
  key: AccessKeyRecord,
  role: string,
): Principal {
  const name = key.arn.slice(key.arn.lastIndexOf('/') + 1)
  const found = rolePrincipal(db, account, role, name)
  const { arn, userId } = key
  // A role that was deleted, or made anew under the same name, allows its old sessions nothing.
  if (!found || found.userId !== userId) {
    return { kind: 'role-session', account, arn, userId, tags: [], identity: [] }
  }
  const own = key.session?.tags ?? []
  const ownKeys = new Set(own.map((tag) => tag.Key.toLowerCase()))
  // Session tags come before the role's of the same key.
  return {
    ...found,
    tags: [...found.tags.filter((tag) => !ownKeys.has(tag.Key.toLowerCase())), ...own],
  }
}

/** The policies of a user, group or role, as they stand now. */
export function heldPolicies(
  db: ReadRecords,
  holder: PolicyHolder,
  layer: PolicyLayer,
  arn: string,
): readonly AttachedPolicy[] {
  return [
    ...Object.entries(holder.inlinePolicies).map(([name, document]) => ({
      layer,
      from: { name, holder: arn },
      policy: parsePolicy(document, 'identity'),
    })),
    ...holder.attachedPolicies.flatMap((policyArn) => {
      const managed = managedPolicy(db, policyArn, layer)
      return managed ? [{ ...managed, from: { ...managed.from, holder: arn } }] : []
    }),
  ]
}

/** The default version of a managed policy. */
export function managedPolicy(
  db: ReadRecords,
  arn: string,
  layer: PolicyLayer,
): AttachedPolicy | undefined {
  const record = db.get(policies, arn) ?? managedPolicies().get(arn)
  if (!record) return undefined
  return {
    layer,
    from: { name: record.name, arn },
    policy: parsePolicy(defaultDocument(record), 'identity'),
  }
}

function boundaryOf(db: ReadRecords, arn: string | undefined): AttachedPolicy | undefined {
  return arn === undefined ? undefined : managedPolicy(db, arn, 'boundary')
}

export function sessionPolicies(
  db: ReadRecords,
  documents: readonly string[],
  arns: readonly string[],
): readonly AttachedPolicy[] {
  return [
    ...documents.map((document) => ({
      layer: 'session' as const,
      from: { name: 'session policy' },
      policy: parsePolicy(document, 'identity'),
    })),
    ...arns.flatMap((arn) => managedPolicy(db, arn, 'session') ?? []),
  ]
}

/** By which names policies of resources may know it. */
export function callerOf({ account, arn, roleArn }: Principal): PolicyCaller {
  return { type: 'AWS', account, names: roleArn === undefined ? [arn] : [arn, roleArn] }
}
