import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { queryKey, useCall, useScope, type Call } from '../../api/index.ts'

/** Who carries policies: a user, a user group, a role. */
export interface Holder {
  readonly kind: 'user' | 'group' | 'role'
  readonly name: string
}

/** A policy that somebody carries: attached by its ARN, or an inline one, which is that holder's own. */
export interface HeldPolicy {
  /** The ARN of a managed one, the name of an inline one. */
  readonly id: string
  readonly name: string
  readonly arn?: string
  /** The group that a user has it from. */
  readonly group?: string
}

interface Attached {
  readonly PolicyArn?: string | undefined
  readonly PolicyName?: string | undefined
}

interface HolderCalls {
  listAttached(call: Call, name: string): Promise<readonly Attached[]>
  listInline(call: Call, name: string): Promise<readonly string[]>
  /** The document, percent-encoded as IAM answers it. */
  readInline(call: Call, name: string, policy: string): Promise<string | undefined>
  putInline(call: Call, name: string, policy: string, document: string): Promise<unknown>
  deleteInline(call: Call, name: string, policy: string): Promise<unknown>
  attach(call: Call, name: string, arn: string): Promise<unknown>
  detach(call: Call, name: string, arn: string): Promise<unknown>
}

const MaxItems = 1000

/** The three families of operations, which differ in their names alone. */
export const holderCalls: Readonly<Record<Holder['kind'], HolderCalls>> = {
  user: {
    listAttached: async (call, UserName) =>
      (await call('iam', 'ListAttachedUserPolicies', { UserName, MaxItems })).AttachedPolicies ??
      [],
    listInline: async (call, UserName) =>
      (await call('iam', 'ListUserPolicies', { UserName, MaxItems })).PolicyNames ?? [],
    readInline: async (call, UserName, PolicyName) =>
      (await call('iam', 'GetUserPolicy', { UserName, PolicyName })).PolicyDocument,
    putInline: (call, UserName, PolicyName, PolicyDocument) =>
      call('iam', 'PutUserPolicy', { UserName, PolicyName, PolicyDocument }),
    deleteInline: (call, UserName, PolicyName) =>
      call('iam', 'DeleteUserPolicy', { UserName, PolicyName }),
    attach: (call, UserName, PolicyArn) => call('iam', 'AttachUserPolicy', { UserName, PolicyArn }),
    detach: (call, UserName, PolicyArn) => call('iam', 'DetachUserPolicy', { UserName, PolicyArn }),
  },
  group: {
    listAttached: async (call, GroupName) =>
      (await call('iam', 'ListAttachedGroupPolicies', { GroupName, MaxItems })).AttachedPolicies ??
      [],
    listInline: async (call, GroupName) =>
      (await call('iam', 'ListGroupPolicies', { GroupName, MaxItems })).PolicyNames ?? [],
    readInline: async (call, GroupName, PolicyName) =>
      (await call('iam', 'GetGroupPolicy', { GroupName, PolicyName })).PolicyDocument,
    putInline: (call, GroupName, PolicyName, PolicyDocument) =>
      call('iam', 'PutGroupPolicy', { GroupName, PolicyName, PolicyDocument }),
    deleteInline: (call, GroupName, PolicyName) =>
      call('iam', 'DeleteGroupPolicy', { GroupName, PolicyName }),
    attach: (call, GroupName, PolicyArn) =>
      call('iam', 'AttachGroupPolicy', { GroupName, PolicyArn }),
    detach: (call, GroupName, PolicyArn) =>
      call('iam', 'DetachGroupPolicy', { GroupName, PolicyArn }),
  },
  role: {
    listAttached: async (call, RoleName) =>
      (await call('iam', 'ListAttachedRolePolicies', { RoleName, MaxItems })).AttachedPolicies ??
      [],
    listInline: async (call, RoleName) =>
      (await call('iam', 'ListRolePolicies', { RoleName, MaxItems })).PolicyNames ?? [],
    readInline: async (call, RoleName, PolicyName) =>
      (await call('iam', 'GetRolePolicy', { RoleName, PolicyName })).PolicyDocument,
    putInline: (call, RoleName, PolicyName, PolicyDocument) =>
      call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument }),
    deleteInline: (call, RoleName, PolicyName) =>
      call('iam', 'DeleteRolePolicy', { RoleName, PolicyName }),
    attach: (call, RoleName, PolicyArn) => call('iam', 'AttachRolePolicy', { RoleName, PolicyArn }),
    detach: (call, RoleName, PolicyArn) => call('iam', 'DetachRolePolicy', { RoleName, PolicyArn }),
  },
}

/** Managed policies first, then inline ones. */
export async function heldPolicies(call: Call, { kind, name }: Holder): Promise<HeldPolicy[]> {
  const calls = holderCalls[kind]
  const [attached, inline] = await Promise.all([
    calls.listAttached(call, name),
    calls.listInline(call, name),
  ])
  return [
    ...attached.map(({ PolicyArn = '', PolicyName = '' }) => ({
      id: PolicyArn,
      name: PolicyName,
      arn: PolicyArn,
    })),
    ...inline.map((policy) => ({ id: policy, name: policy })),
  ]
}

/** How soon a panel looks again: IAM tells of no change. */
export const lookAgainMs = 5_000

/** The holder's own policies and, of a user, those of its groups. */
export function useHeldPolicies(holder: Holder): UseQueryResult<readonly HeldPolicy[]> {
  const scope = useScope()
  const call = useCall()
  const { kind, name } = holder
  return useQuery({
    queryKey: [...queryKey(scope, 'iam', 'GetPolicy'), 'held', kind, name],
    queryFn: async () => {
      const own = await heldPolicies(call, holder)
      if (kind !== 'user') return own
      const { Groups = [] } = await call('iam', 'ListGroupsForUser', { UserName: name, MaxItems })
      const through = await Promise.all(
        Groups.map(async ({ GroupName = '' }) => {
          const held = await heldPolicies(call, { kind: 'group', name: GroupName })
          return held.map((one) => ({ ...one, id: `${GroupName}/${one.id}`, group: GroupName }))
        }),
      )
      return [...own, ...through.flat()]
    },
    refetchInterval: lookAgainMs,
  })
}

/** The page that writes an inline policy: a new one, or one that is there. */
export function inlinePolicyPath({ kind, name }: Holder, policy?: string): string {
  const query = new URLSearchParams({ [kind]: name, ...(policy !== undefined && { policy }) })
  return `/policies/edit?${query.toString()}`
}

/** The page that shows a managed policy. */
export const policyPath = (arn: string): string => `/policies?selected=${encodeURIComponent(arn)}`

export const isOfAws = (arn: string | undefined): boolean =>
  arn?.startsWith('arn:aws:iam::aws:') ?? false
