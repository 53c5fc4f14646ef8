import type {
  EvaluationResult,
  SimulateCustomPolicyCommandInput,
  SimulateCustomPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import type { CompiledPolicy } from '@brume/ec2-model/policies'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Simulation } from '../../../host.ts'
import { invalidInput } from '../errors.ts'
import { pageOf } from '../paging.ts'
import { parsePolicy } from '../policies/document.ts'

type Asked = Omit<SimulateCustomPolicyCommandInput, 'PolicyInputList'> & {
  readonly PolicyInputList?: readonly string[] | undefined
}

/** The answer of both Simulate… operations. */
export function simulation(
  ctx: Context,
  input: Asked,
  principal: Pick<Simulation, 'principalArn'>,
): Omit<SimulateCustomPolicyCommandOutput, '$metadata'> {
  const { PolicyInputList = [], PermissionsBoundaryPolicyInputList = [], ResourcePolicy } = input
  for (const document of [...PolicyInputList, ...PermissionsBoundaryPolicyInputList]) {
    invalidInputPolicy(document)
  }
  if (ResourcePolicy !== undefined && input.CallerArn === undefined && !principal.principalArn) {
    throw invalidInput('CallerArn is required when ResourcePolicy is specified.')
  }
  const decisions = ctx.host.simulate(ctx, {
    ...principal,
    ...(input.CallerArn !== undefined && { callerArn: input.CallerArn }),
    policies: PolicyInputList,
    boundaries: PermissionsBoundaryPolicyInputList,
    ...(ResourcePolicy !== undefined && { resourcePolicy: ResourcePolicy }),
    actions: (input.ActionNames ?? []).map(checkAction),
    resources: input.ResourceArns?.length ? input.ResourceArns : ['*'],
    context: Object.fromEntries(
      (input.ContextEntries ?? []).map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
        ContextKeyName,
        ContextKeyValues,
      ]),
    ),
  })
  const results = decisions.map((decision): EvaluationResult => ({
    EvalActionName: decision.action,
    EvalResourceName: decision.resource,
    EvalDecision: decision.kind,
    MatchedStatements: decision.statements.map(({ source, sourceType }) => ({
      SourcePolicyId: source,
      SourcePolicyType: sourceTypes[sourceType] ?? 'none',
    })),
    MissingContextValues: [...decision.missingKeys],
    ...(decision.boundaryAllows !== undefined && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary: decision.boundaryAllows,
      },
    }),
  }))
  const { items, ...page } = pageOf(results, input)
  return { EvaluationResults: [...items], ...page }
}

const sourceTypes: Readonly<
  Record<string, 'user' | 'group' | 'role' | 'aws-managed' | 'user-managed' | 'resource'>
> = {
  user: 'user',
  group: 'group',
  role: 'role',
  'aws-managed': 'aws-managed',
  'user-managed': 'user-managed',
  resource: 'resource',
}

/** A document that was given to be tried. Throws `InvalidInput`. */
export function invalidInputPolicy(document: string): CompiledPolicy {
  try {
    return parsePolicy(document, 'identity')
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw invalidInput(`Invalid Entity Policy: ${error.message}`)
  }
}

function checkAction(action: string): string {
  if (action === '*' || /^[\w.-]+:[\w*?]+$/.test(action)) return action
  throw invalidInput(`Invalid action: ${action}`)
}
