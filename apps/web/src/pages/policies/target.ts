import { holderCalls, type Holder } from '../../resources/iam/holder.ts'
import type { Call } from '../../api/index.ts'

/** What the editor writes: a new managed policy, another version of one, or an inline policy of somebody. */
export type Target =
  | { readonly kind: 'new' }
  | { readonly kind: 'version'; readonly arn: string }
  /** Without a name it is a new one. */
  | { readonly kind: 'inline'; readonly holder: Holder; readonly policy: string | undefined }

/** What the address names: `?policy=<arn>`, or `?user=<name>&policy=<name>` and so for groups and roles. */
export function targetOf(search: URLSearchParams): Target {
  const policy = search.get('policy') ?? undefined
  for (const kind of ['user', 'group', 'role'] as const) {
    const name = search.get(kind)
    if (name) return { kind: 'inline', holder: { kind, name }, policy }
  }
  return policy === undefined ? { kind: 'new' } : { kind: 'version', arn: policy }
}

/** The document as it stands, percent-encoded; undefined of what is new. */
export async function readTarget(call: Call, target: Target): Promise<string | undefined> {
  if (target.kind === 'version') {
    const { Policy } = await call('iam', 'GetPolicy', { PolicyArn: target.arn })
    const { PolicyVersion } = await call('iam', 'GetPolicyVersion', {
      PolicyArn: target.arn,
      VersionId: Policy?.DefaultVersionId,
    })
    return PolicyVersion?.Document
  }
  if (target.kind === 'new' || target.policy === undefined) return undefined
  const { holder, policy } = target
  return holderCalls[holder.kind].readInline(call, holder.name, policy)
}

/** Versions that a policy has at most. */
const mostVersions = 5

/** Writes the document. A sixth version takes the place of the oldest that does not hold. */
export async function writeTarget(
  call: Call,
  target: Target,
  name: string,
  description: string,
  document: string,
): Promise<unknown> {
  if (target.kind === 'new') {
    return call('iam', 'CreatePolicy', {
      PolicyName: name,
      PolicyDocument: document,
      ...(description !== '' && { Description: description }),
    })
  }
  if (target.kind === 'inline') {
    return holderCalls[target.holder.kind].putInline(call, target.holder.name, name, document)
  }
  const PolicyArn = target.arn
  const { Versions = [] } = await call('iam', 'ListPolicyVersions', { PolicyArn, MaxItems: 1000 })
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .toSorted((a, b) => (a.CreateDate ?? '').localeCompare(b.CreateDate ?? ''))
    .at(0)
  if (Versions.length >= mostVersions && oldest) {
    await call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId: oldest.VersionId })
  }
  return call('iam', 'CreatePolicyVersion', {
    PolicyArn,
    PolicyDocument: document,
    SetAsDefault: true,
  })
}

/** Where the work is done: the page of what was written, or of whom it belongs to. */
export function pathAfter(target: Target): string {
  if (target.kind === 'version') return `/policies?selected=${encodeURIComponent(target.arn)}`
  if (target.kind === 'new') return '/policies'
  const pages = { user: 'users', group: 'user-groups', role: 'roles' }
  const { kind, name } = target.holder
  return `/${pages[kind]}?selected=${encodeURIComponent(name)}&tab=permissions`
}
