import type { AttachedPolicy } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { limitExceeded, noSuchEntity } from '../errors.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { parsePolicy } from './document.ts'
import { findPolicy } from './policy.ts'

/** What roles, users and groups have in common: managed policies that are attached, and inline ones by name. */
export interface PolicyHolder {
  /** ARNs, in order of attachment. */
  readonly attachedPolicies: readonly string[]
  readonly inlinePolicies: Readonly<Record<string, string>>
}

interface PageInput {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_ATTACHED = 10

/** The holder with the policy attached; attaching twice changes nothing. Throws `NoSuchEntity`, `LimitExceeded`. */
export function withAttached<H extends PolicyHolder>(
  db: Records,
  holder: H,
  arn: string | undefined,
  quota: 'PoliciesPerRole' | 'PoliciesPerUser' | 'PoliciesPerGroup',
): H {
  const policy = findPolicy(db, arn ?? '')
  if (holder.attachedPolicies.includes(policy.id)) return holder
  if (holder.attachedPolicies.length >= MAX_ATTACHED)
    throw limitExceeded(`Cannot exceed quota for ${quota}: ${MAX_ATTACHED}`)
  return { ...holder, attachedPolicies: [...holder.attachedPolicies, policy.id] }
}

/** Throws `NoSuchEntity` when it is not attached. */
export function withoutAttached<H extends PolicyHolder>(holder: H, arn: string | undefined): H {
  if (!holder.attachedPolicies.includes(arn ?? ''))
    throw noSuchEntity(`Policy ${arn} was not found.`)
  return { ...holder, attachedPolicies: holder.attachedPolicies.filter((other) => other !== arn) }
}

export function attachedOf(db: Records, holder: PolicyHolder): AttachedPolicy[] {
  return holder.attachedPolicies.map((arn) => ({
    PolicyName: findPolicy(db, arn).name,
    PolicyArn: arn,
  }))
}

/** The answer of the ListAttached…Policies operations. */
export function attachedPage(db: Records, holder: PolicyHolder, input: PageInput) {
  const under = attachedOf(db, holder).filter(({ PolicyArn = '' }) =>
    isUnder(findPolicy(db, PolicyArn).path, input.PathPrefix),
  )
  const { items, ...page } = pageOf(under, input)
  return { AttachedPolicies: [...items], ...page }
}

/** Throws `MalformedPolicyDocument`. */
export function withInline<H extends PolicyHolder>(
  holder: H,
  name: string | undefined,
  document: string | undefined,
): H {
  parsePolicy(document ?? '', 'identity')
  return {
    ...holder,
    inlinePolicies: { ...holder.inlinePolicies, [name ?? '']: document ?? '' },
  }
}

/** Throws `NoSuchEntity`. */
export function withoutInline<H extends PolicyHolder>(
  holder: H,
  name: string | undefined,
  kind: 'role' | 'user' | 'group',
): H {
  inlineDocument(holder, name, kind)
  const { [name ?? '']: _gone, ...inlinePolicies } = holder.inlinePolicies
  return { ...holder, inlinePolicies }
}

/** The document, percent-encoded as IAM gives it. Throws `NoSuchEntity`. */
export function inlineDocument(
  holder: PolicyHolder,
  name: string | undefined,
  kind: 'role' | 'user' | 'group',
): string {
  const own = Object.hasOwn(holder.inlinePolicies, name ?? '')
  const document = own ? holder.inlinePolicies[name ?? ''] : undefined
  if (document === undefined)
    throw noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`)
  return encodeURIComponent(document)
}

/** The answer of the List…Policies operations for inline policies. */
export function inlinePage(holder: PolicyHolder, input: PageInput) {
  const { items, ...page } = pageOf(Object.keys(holder.inlinePolicies).toSorted(), input)
  return { PolicyNames: [...items], ...page }
}

/** As GetAccountAuthorizationDetails lists them. */
export function inlineDetails(holder: PolicyHolder) {
  return Object.entries(holder.inlinePolicies).map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encodeURIComponent(document),
  }))
}
