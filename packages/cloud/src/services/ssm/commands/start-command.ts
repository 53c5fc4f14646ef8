import type { Context } from '../../../engine/context.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { bindParameters } from '../documents/bind-parameters.ts'
import type { DocumentRecord } from '../documents/document.ts'
import { contentOf, selectVersion } from '../documents/find-document.ts'
import {
  commands,
  forgetOldCommands,
  invocationId,
  invocations,
  type CommandRecord,
} from './command.ts'
import { admitNext, deliveryTimer } from './progress.ts'
import { scriptSteps } from './script-steps.ts'

export interface CommandPlan {
  readonly document: DocumentRecord
  readonly documentVersion: string | undefined
  readonly parameters: Readonly<Record<string, readonly string[]>> | undefined
  readonly comment: string | undefined
  readonly instanceIds: readonly string[]
  readonly targets: CommandRecord['targets']
  /** For the delivery of each invocation. */
  readonly timeoutSeconds: number
  readonly maxConcurrency: string | undefined
  readonly maxErrors: string | undefined
  readonly associationId?: string
}

/** Sends a document to nodes, as many at a time as it may. Throws for parameters and steps that the document does not allow. */
export function startCommand(
  ctx: Context,
  nodes: readonly InstanceRecord[],
  plan: CommandPlan,
): CommandRecord {
  const { document, timeoutSeconds, associationId } = plan
  const version = selectVersion(document, { DocumentVersion: plan.documentVersion })
  const content = contentOf(document, version)
  const steps = scriptSteps(content, bindParameters(content, document.id, plan.parameters))
  forgetOldCommands(ctx)
  const longest = steps.reduce((sum, step) => sum + step.timeoutSeconds, 0)
  const command: CommandRecord = {
    id: ctx.chance.uuid(),
    documentName: document.id,
    documentVersion: plan.documentVersion ?? '$DEFAULT',
    comment: plan.comment ?? '',
    parameters: plan.parameters ?? {},
    instanceIds: plan.instanceIds,
    targets: plan.targets,
    requestedAt: ctx.now,
    timeoutSeconds,
    expiresAt: ctx.now + (timeoutSeconds + longest) * 1000,
    maxConcurrency: plan.maxConcurrency ?? '50',
    maxErrors: plan.maxErrors ?? '0',
    targetCount: nodes.length,
    steps,
    ...(associationId === undefined ? {} : { associationId }),
  }
  ctx.db.put(commands, command)
  for (const node of nodes) addInvocation(ctx, command, node)
  admitNext(ctx, command.id)
  return command
}

function addInvocation(ctx: Context, command: CommandRecord, node: InstanceRecord): void {
  const id = invocationId(command.id, node.id)
  ctx.db.put(invocations, {
    id,
    commandId: command.id,
    instanceId: node.id,
    instanceName: node.tags.find((tag) => tag.Key === 'Name')?.Value ?? '',
    requestedAt: ctx.now,
    status: 'Pending',
    statusDetails: 'Pending',
    admitted: false,
    steps: [],
  })
  ctx.timers.set({ kind: deliveryTimer, id, at: ctx.now + command.timeoutSeconds * 1000 })
}
