import type { ServiceName } from '@brume/aws-wire'
import { findAction } from '@brume/ec2-model/policies/reference'
import type { Context } from '../../engine/context.ts'
import { callValues, LazyContext, type CallFacts } from './call-context.ts'
import { findByArn, findFacts, tagsOf } from './facts.ts'
import { valuesOfKey } from './key-values.ts'
import { leavesOf, type Leaf } from './leaves.ts'
import { passedRoles } from './passed-roles.ts'
import { resourcesOf, type AskedResource } from './resources.ts'
import { launchParts, type Part } from './run-instances.ts'
import { actionOf } from './service-prefix.ts'
import { tagKeysAsked, tagsAsked } from './tags-asked.ts'

/** One question to the policies. */
export interface Check {
  readonly action: string
  readonly resource: string
  readonly context: LazyContext
}

/** A call as its policies see it. */
export interface AskedCall {
  readonly service: ServiceName
  readonly operation: string
  readonly input: unknown
}

/** Calls that anybody may make who can sign: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const unchecked: ReadonlySet<string> = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken'])

/** All that a call needs to be allowed: its action on each of its resources, the tags that it puts on new ones, the roles that it passes on. */
export function checksOf(ctx: Context, asked: AskedCall, facts: CallFacts): readonly Check[] {
  const action = actionOf(asked.service, asked.operation)
  if (unchecked.has(action)) return []
  const reference = findAction(action)
  const base = callValues(facts)
  const place = { account: ctx.account, region: ctx.region }
  const leaves = withOwnName(action, leavesOf(asked.input), facts.principal.username)
  const parts: readonly Part[] =
    action === 'ec2:RunInstances'
      ? launchParts(ctx, asked.input)
      : resourcesOf(reference, leaves, place).map((resource) => ({ resource }))

  const checkOf = ({ resource, facts: known, leaves: own = leaves, values }: Part): Check => {
    const whole = withWholeArn(ctx, resource)
    const keys = [...(reference?.keys ?? []), ...resource.keys].map((key) => key.toLowerCase())
    const read = reader(ctx, asked.input, whole, known, own, keys, values)
    return { action, resource: whole.arn, context: new LazyContext(base, tellable(keys), read) }
  }
  return [
    ...parts.map(checkOf),
    ...tagChecks(asked, base, place, parts),
    ...passedRoles(ctx, asked).map(({ role, service }) => ({
      action: 'iam:PassRole',
      resource: role.arn,
      context: new LazyContext(
        new Map([...base, ['iam:passedtoservice', [service]]]),
        [],
        (key) =>
          tagValue(key, 'aws:resourcetag/', tagsOf(role)) ??
          tagValue(key, 'iam:resourcetag/', tagsOf(role)),
      ),
    })),
  ]
}

/** Operations of IAM that are about the user who calls where none is named. */
const ownByDefault = new Set(
  [
    'ChangePassword',
    'CreateAccessKey',
    'CreateLoginProfile',
    'DeleteAccessKey',
    'DeleteLoginProfile',
    'GetLoginProfile',
    'GetUser',
    'ListAccessKeys',
    'UpdateAccessKey',
  ].map((operation) => `iam:${operation}`),
)

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_users-manage-password.html */
function withOwnName(
  action: string,
  leaves: readonly Leaf[],
  username: string | undefined,
): readonly Leaf[] {
  if (username === undefined || !ownByDefault.has(action)) return leaves
  if (leaves.some(({ member }) => member === 'UserName')) return leaves
  return [...leaves, { member: 'UserName', value: username }]
}

/** Entities of IAM may lie under a path, which only their records know. */
function withWholeArn(ctx: Context, resource: AskedResource): AskedResource {
  if (!resource.arn.startsWith('arn:aws:iam:') || resource.id === undefined) return resource
  const facts = findFacts(ctx, resource.type, resource.id)
  if (facts && 'arn' in facts && typeof facts.arn === 'string')
    return { ...resource, arn: facts.arn }
  return resource
}

/** Reads the keys that the action and the resource's type know. */
function reader(
  ctx: Context,
  input: unknown,
  resource: AskedResource,
  known: unknown,
  leaves: Part['leaves'] & object,
  keys: readonly string[],
  values: Part['values'],
): (key: string) => readonly string[] | undefined {
  let looked = known !== undefined
  let facts = known
  const factsNow = (): unknown => {
    if (!looked) {
      looked = true
      facts =
        resource.id === undefined
          ? undefined
          : (findFacts(ctx, resource.type, resource.id) ?? findByArn(ctx, resource.arn))
    }
    return facts
  }
  const supported = new Set(keys.map((key) => key.replace(/\$\{.*$/, '')))
  return (key) => {
    const given = values?.[key]
    if (given !== undefined) return given
    const slash = key.indexOf('/')
    const family = slash === -1 ? key : key.slice(0, slash + 1)
    if (resourceTagFamilies.has(family)) return tagValue(key, family, tagsOf(factsNow()))
    if (!supported.has(family) && !supported.has(key)) return undefined
    if (family === 'aws:requesttag/') return tagValue(key, family, tagsAsked(input, resource.type))
    if (key === 'aws:tagkeys') {
      const tags = tagsAsked(input, resource.type).map(([tag]) => tag)
      const all = [...tags, ...tagKeysAsked(input)]
      return all.length === 0 ? undefined : all
    }
    return valuesOfKey(key, {
      resource,
      facts: factsNow(),
      leaves,
      place: { account: ctx.account, region: ctx.region },
    })
  }
}

const resourceTagFamilies: ReadonlySet<string> = new Set([
  'aws:resourcetag/',
  'ec2:resourcetag/',
  'ssm:resourcetag/',
  'iam:resourcetag/',
  'autoscaling:resourcetag/',
  'elasticloadbalancing:resourcetag/',
])

function tagValue(
  key: string,
  family: string,
  tags: readonly (readonly [string, string])[],
): readonly string[] | undefined {
  const wanted = key.slice(family.length)
  const found = key.startsWith(family) && tags.find(([name]) => name.toLowerCase() === wanted)
  return found ? [found[1]] : undefined
}

/** Keys with a name of their own; tags are named in the call. */
function tellable(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !key.includes('${'))
}

/** Who makes a thing with tags needs to be allowed to tag it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html */
function tagChecks(
  { service, operation, input }: AskedCall,
  base: ReadonlyMap<string, readonly string[]>,
  place: { readonly account: string; readonly region: string },
  parts: readonly Part[],
): readonly Check[] {
  if (service !== 'ec2' || operation === 'CreateTags') return []
  const types = new Set(parts.map(({ resource }) => resource.type))
  return [...types].flatMap((type) => {
    const tags = tagsAsked(input, type)
    if (type === '' || tags.length === 0) return []
    const own = new Map<string, readonly string[]>([
      ...base,
      ['ec2:createaction', [operation]],
      ['aws:tagkeys', tags.map(([key]) => key)],
      ...tags.map(([key, value]) => [`aws:requesttag/${key.toLowerCase()}`, [value]] as const),
    ])
    const resource = `arn:aws:ec2:${place.region}:${ownless.has(type) ? '' : place.account}:${type}/*`
    return [
      { action: 'ec2:CreateTags', resource, context: new LazyContext(own, [], () => undefined) },
    ]
  })
}

/** Types whose ARNs name no account. */
const ownless: ReadonlySet<string> = new Set(['image', 'snapshot'])
