import { compilePolicy, parsePolicy } from '@brume/ec2-model/policies'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import type { AttachedPolicy, Principal } from './principal.ts'
import type { PolicyLayer } from './decision.ts'

const account = '123456789012'
const other = '210987654321'
const user = `arn:aws:iam::${account}:user/bob`
const role = `arn:aws:iam::${account}:role/app`
const session = `arn:aws:sts::${account}:assumed-role/app/one`

type Said = 'Allow' | 'Deny' | 'nothing'

/** What a layer's policy says of `s:Do`; `nothing`: it speaks of something else alone. */
function layer(kind: PolicyLayer, said: Said, principal?: object): AttachedPolicy {
  const statement = {
    Effect: said === 'nothing' ? 'Allow' : said,
    Action: said === 'nothing' ? 's:Other' : 's:Do',
    Resource: '*',
    ...(principal && { Principal: principal }),
  }
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statement })
  const { policy, problems } = parsePolicy(text, principal ? 'resource' : 'identity')
  if (!policy) throw new Error(JSON.stringify(problems))
  return { layer: kind, from: { name: kind }, policy: compilePolicy(policy) }
}

interface Case {
  readonly as?: 'user' | 'role' | 'root' | 'federated'
  readonly identity?: Said
  readonly group?: Said
  readonly boundary?: Said
  readonly session?: Said
  readonly resource?: { readonly said: Said; readonly to: object; readonly owner?: string }
  readonly expected: string
}

function principal({ as = 'user', ...said }: Case): Principal {
  const kinds = {
    user: { kind: 'user', arn: user },
    role: { kind: 'role-session', arn: session, roleArn: role },
    root: { kind: 'root', arn: `arn:aws:iam::${account}:root`, isRoot: true },
    federated: { kind: 'federated-user', arn: `arn:aws:sts::${account}:federated-user/x` },
  } as const
  return {
    ...kinds[as],
    account,
    userId: 'AIDA',
    tags: [],
    identity: [
      ...(said.identity ? [layer('identity', said.identity)] : []),
      ...(said.group ? [layer('group', said.group)] : []),
    ],
    ...(said.boundary && { boundary: layer('boundary', said.boundary) }),
    ...(said.session && { session: [layer('session', said.session)] }),
  }
}

function outcome(given: Case): string {
  const { resource } = given
  const verdict = evaluate(
    principal(given),
    { action: 's:Do', resource: '*', context: new Map() },
    resource && {
      account: resource.owner ?? account,
      policy: layer('resource', resource.said, resource.to),
    },
  )
  return verdict.allowed ? 'allowed' : `${verdict.kind} by ${verdict.layer}`
}

const aws = (name: string): object => ({ AWS: name })
const docs = 'https://docs.aws.amazon.com/IAM/latest/UserGuide'

describe(`identity policies: ${docs}/reference_policies_evaluation-logic_policy-eval-denyallow.html`, () => {
  test.each<Case>([
    { expected: 'implicitDeny by identity' },
    { identity: 'nothing', expected: 'implicitDeny by identity' },
    { identity: 'Allow', expected: 'allowed' },
    { identity: 'Deny', expected: 'explicitDeny by identity' },
    { group: 'Allow', expected: 'allowed' },
    { group: 'Deny', expected: 'explicitDeny by group' },
    { identity: 'Allow', group: 'Deny', expected: 'explicitDeny by group' },
    { identity: 'Deny', group: 'Allow', expected: 'explicitDeny by identity' },
    { identity: 'nothing', group: 'Allow', expected: 'allowed' },
    { as: 'role', expected: 'implicitDeny by identity' },
    { as: 'role', identity: 'Allow', expected: 'allowed' },
    { as: 'role', identity: 'Deny', expected: 'explicitDeny by identity' },
    { as: 'root', expected: 'allowed' },
    { as: 'federated', identity: 'Allow', expected: 'allowed' },
    { as: 'federated', expected: 'implicitDeny by identity' },
  ])('%j', (given) => expect(outcome(given)).toBe(given.expected))
})

describe(`permissions boundaries: ${docs}/access_policies_boundaries.html`, () => {
  test.each<Case>([
    { boundary: 'Allow', expected: 'implicitDeny by identity' },
    { identity: 'Allow', boundary: 'Allow', expected: 'allowed' },
    { identity: 'Allow', boundary: 'nothing', expected: 'implicitDeny by boundary' },
    { identity: 'Allow', boundary: 'Deny', expected: 'explicitDeny by boundary' },
    { group: 'Allow', boundary: 'nothing', expected: 'implicitDeny by boundary' },
    { identity: 'Deny', boundary: 'Allow', expected: 'explicitDeny by identity' },
    { as: 'role', identity: 'Allow', boundary: 'nothing', expected: 'implicitDeny by boundary' },
    { as: 'role', identity: 'Allow', boundary: 'Allow', expected: 'allowed' },
  ])('%j', (given) => expect(outcome(given)).toBe(given.expected))
})

describe(`session policies: ${docs}/access_policies.html#policies_session`, () => {
  test.each<Case>([
    { as: 'role', identity: 'Allow', session: 'Allow', expected: 'allowed' },
    { as: 'role', identity: 'Allow', session: 'nothing', expected: 'implicitDeny by session' },
    { as: 'role', identity: 'Allow', session: 'Deny', expected: 'explicitDeny by session' },
    { as: 'role', session: 'Allow', expected: 'implicitDeny by identity' },
    { as: 'role', identity: 'Deny', session: 'Allow', expected: 'explicitDeny by identity' },
    { as: 'role', identity: 'Allow', boundary: 'Allow', session: 'Allow', expected: 'allowed' },
    {
      as: 'role',
      identity: 'Allow',
      boundary: 'nothing',
      session: 'Allow',
      expected: 'implicitDeny by boundary',
    },
    {
      as: 'role',
      identity: 'Allow',
      boundary: 'Allow',
      session: 'nothing',
      expected: 'implicitDeny by session',
    },
    { as: 'federated', identity: 'Allow', session: 'Allow', expected: 'allowed' },
    { as: 'federated', identity: 'Allow', session: 'nothing', expected: 'implicitDeny by session' },
    { as: 'root', session: 'nothing', expected: 'implicitDeny by session' },
    { as: 'root', session: 'Allow', expected: 'allowed' },
    { as: 'root', session: 'Deny', expected: 'explicitDeny by session' },
  ])('%j', (given) => expect(outcome(given)).toBe(given.expected))
})

describe(`policies of resources: ${docs}/reference_policies_evaluation-logic_policy-eval-basics-single-account.html`, () => {
  const to = (said: Said, name: object, owner?: string): Case['resource'] => ({
    said,
    to: name,
    ...(owner !== undefined && { owner }),
  })
  test.each<Case>([
    { resource: to('Allow', aws(user)), expected: 'allowed' },
    { resource: to('Allow', aws('*')), expected: 'allowed' },
    { resource: to('Allow', aws(account)), expected: 'implicitDeny by identity' },
    { resource: to('Allow', aws(account)), identity: 'Allow', expected: 'allowed' },
    {
      resource: to('Allow', aws(`arn:aws:iam::${account}:root`)),
      identity: 'Allow',
      expected: 'allowed',
    },
    { resource: to('nothing', aws(user)), identity: 'Allow', expected: 'allowed' },
    { resource: to('nothing', aws(user)), expected: 'implicitDeny by identity' },
    {
      resource: to('Allow', aws(`arn:aws:iam::${account}:user/eve`)),
      expected: 'implicitDeny by identity',
    },
    { resource: to('Deny', aws(user)), identity: 'Allow', expected: 'explicitDeny by resource' },
    { resource: to('Deny', aws('*')), identity: 'Allow', expected: 'explicitDeny by resource' },
    { resource: to('Deny', aws(account)), identity: 'Allow', expected: 'explicitDeny by resource' },
    { resource: to('Allow', aws(user)), identity: 'Deny', expected: 'explicitDeny by identity' },
    // A user by name needs nothing of its boundary; a role does.
    { resource: to('Allow', aws(user)), boundary: 'nothing', expected: 'allowed' },
    { resource: to('Allow', aws(user)), boundary: 'Deny', expected: 'explicitDeny by boundary' },
    {
      as: 'role',
      resource: to('Allow', aws(role)),
      boundary: 'nothing',
      expected: 'implicitDeny by boundary',
    },
    { as: 'role', resource: to('Allow', aws(role)), expected: 'allowed' },
    { as: 'role', resource: to('Allow', aws(session)), expected: 'allowed' },
    { as: 'role', resource: to('Allow', aws(user)), expected: 'implicitDeny by identity' },
    {
      resource: to('Allow', { Service: 'ec2.amazonaws.com' }),
      expected: 'implicitDeny by identity',
    },
    {
      as: 'root',
      resource: to('Deny', aws(`arn:aws:iam::${account}:root`)),
      expected: 'explicitDeny by resource',
    },
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
    { resource: to('Allow', aws(user), other), expected: 'implicitDeny by identity' },
    { resource: to('Allow', aws(user), other), identity: 'Allow', expected: 'allowed' },
    { resource: to('Allow', aws(account), other), identity: 'Allow', expected: 'allowed' },
    {
      resource: to('nothing', aws(user), other),
      identity: 'Allow',
      expected: 'implicitDeny by resource',
    },
    {
      resource: to('Allow', aws(other), other),
      identity: 'Allow',
      expected: 'implicitDeny by resource',
    },
    {
      resource: to('Deny', aws(user), other),
      identity: 'Allow',
      expected: 'explicitDeny by resource',
    },
    {
      resource: to('Allow', aws(user), other),
      identity: 'Allow',
      boundary: 'nothing',
      expected: 'implicitDeny by boundary',
    },
    { as: 'root', resource: to('Allow', aws(account), other), expected: 'allowed' },
    {
      as: 'root',
      resource: to('nothing', aws(account), other),
      expected: 'implicitDeny by resource',
    },
  ])('%j', (given) => expect(outcome(given)).toBe(given.expected))
})
