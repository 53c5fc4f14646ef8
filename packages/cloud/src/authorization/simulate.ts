import type { Context } from '../engine/context.ts'
import type { SimulatedDecision, Simulation } from '../host.ts'
import { groups } from '../services/iam/groups/group.ts'
import { keysAsked } from '../services/iam/simulation/policies-of.ts'
import { parsePolicy } from '../services/iam/policies/document.ts'
import type { MatchedStatement, PolicyLayer } from './decision.ts'
import { evaluate } from './evaluate.ts'
import {
  heldPolicies,
  rolePrincipal,
  userPrincipal,
  type AttachedPolicy,
  type Principal,
} from './principal.ts'

/** What policies say to actions on resources, given the values that the caller makes up. */
export function simulate(ctx: Context, asked: Simulation): readonly SimulatedDecision[] {
  const principal = simulated(ctx, asked)
  const resourcePolicy = asked.resourcePolicy && {
    account: ctx.account,
    policy: {
      layer: 'resource' as const,
      from: { name: 'ResourcePolicy' },
      policy: parsePolicy(asked.resourcePolicy, 'resource'),
    },
  }
  const given = new Map(
    Object.entries(asked.context).map(([key, values]) => [key.toLowerCase(), values]),
  )
  const documents = [...principal.identity, ...(principal.boundary ? [principal.boundary] : [])]
  const missingKeys = keysAsked(documents.map(({ policy }) => policy)).filter(
    (key) => !given.has(key.toLowerCase()),
  )
  return asked.actions.flatMap((action) =>
    asked.resources.map((resource) => {
      const question = { action, resource, context: given }
      const verdict = evaluate(principal, question, resourcePolicy || undefined)
      const limits = principal.boundary && { ...principal, identity: [principal.boundary] }
      return {
        action,
        resource,
        kind: verdict.kind,
        statements: verdict.statements.map(sourceOf),
        missingKeys: verdict.allowed ? [] : missingKeys,
        ...(limits && { boundaryAllows: evaluate(limits, question).allowed }),
      }
    }),
  )
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html */
function sourceOf({
  policy,
  layer,
  index,
}: MatchedStatement): SimulatedDecision['statements'][number] {
  const types: Readonly<Record<PolicyLayer, string>> = {
    identity: policy.holder?.includes(':role/') ? 'role' : 'user',
    group: 'group',
    boundary: 'user-managed',
    session: 'user-managed',
    resource: 'resource',
    trust: 'resource',
  }
  const managed = policy.arn?.startsWith('arn:aws:iam::aws:') ? 'aws-managed' : 'user-managed'
  return {
    source: policy.name,
    sourceType: policy.arn === undefined ? types[layer] : managed,
    index,
  }
}

function simulated(ctx: Context, asked: Simulation): Principal {
  const { principalArn = '', callerArn } = asked
  const found = principalArn === '' ? undefined : principalNamed(ctx, principalArn)
  const given = asked.policies.map((document, at): AttachedPolicy => ({
    layer: 'identity',
    from: { name: `PolicyInputList.${at + 1}` },
    policy: parsePolicy(document, 'identity'),
  }))
  const [limit] = asked.boundaries
  return {
    kind: 'user',
    account: ctx.account,
    arn: callerArn ?? `arn:aws:iam::${ctx.account}:user/simulated`,
    userId: 'simulated',
    tags: [],
    ...found,
    ...(callerArn !== undefined && { arn: callerArn }),
    identity: [...(found?.identity ?? []), ...given],
    ...(limit !== undefined && {
      boundary: {
        layer: 'boundary',
        from: { name: 'PermissionsBoundaryPolicyInputList.1' },
        policy: parsePolicy(limit, 'identity'),
      },
    }),
  }
}

/** A user, role or group by ARN, as one that acts. */
function principalNamed(ctx: Context, arn: string): Principal | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  if (arn.includes(':role/')) return rolePrincipal(ctx.db, ctx.account, name, 'simulated')
  if (arn.includes(':user/')) return userPrincipal(ctx.db, ctx.account, arn)
  const group = ctx.db.all(groups).find((each) => each.arn === arn)
  return (
    group && {
      kind: 'user',
      account: ctx.account,
      arn,
      userId: group.groupId,
      tags: [],
      identity: heldPolicies(ctx.db, group, 'group', arn),
    }
  )
}
