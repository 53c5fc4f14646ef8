import type {
  Association,
  AssociationDescription,
  AssociationExecution,
  AssociationOverview,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { invocations, isOver, type InvocationRecord } from '../commands/command.ts'
import {
  executions,
  latestOf,
  type AssociationRecord,
  type AssociationVersion,
  type ExecutionRecord,
} from './association.ts'

export type Outcome = 'Pending' | 'Success' | 'Failed'

/** What came of an execution at one node. */
export function outcomeOf({ status }: InvocationRecord): Outcome {
  if (!isOver(status)) return 'Pending'
  return status === 'Success' ? 'Success' : 'Failed'
}

export function invocationsOf(ctx: Context, { commandId }: ExecutionRecord): InvocationRecord[] {
  return commandId === undefined ? [] : [...ctx.db.by(invocations, 'command', commandId)]
}

/** The latest that each node has of an association: nodes that came later have executions of their own. */
export function latestByNode(ctx: Context, associationId: string): Map<string, InvocationRecord> {
  const found = new Map<string, InvocationRecord>()
  for (const execution of ctx.db.by(executions, 'association', associationId)) {
    for (const invocation of invocationsOf(ctx, execution)) {
      found.set(invocation.instanceId, invocation)
    }
  }
  return found
}

export function summarizeOutcomes(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('Failed')) return 'Failed'
  return outcomes.length === 0 || outcomes.includes('Pending') ? 'Pending' : 'Success'
}

const countBy = (outcomes: readonly Outcome[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(outcomes, (one) => one)].map(([one, of]) => [one, of.length]))

function toOverview(ctx: Context, association: AssociationRecord): AssociationOverview {
  const outcomes = [...latestByNode(ctx, association.id).values()].map(outcomeOf)
  const Status = summarizeOutcomes(outcomes)
  return {
    Status,
    DetailedStatus: Status,
    AssociationStatusAggregatedCount: countBy(outcomes),
  }
}

function lastExecution(ctx: Context, id: string, test: (one: ExecutionRecord) => boolean) {
  const found = ctx.db.by(executions, 'association', id).findLast(test)
  return found && new Date(found.createdAt)
}

function common(association: AssociationRecord, version: AssociationVersion) {
  return {
    Name: version.documentName,
    AssociationId: association.id,
    AssociationVersion: String(version.number),
    DocumentVersion: version.documentVersion ?? '$DEFAULT',
    Targets:
      association.instanceId === undefined
        ? version.targets.map(({ Key, Values }) => ({ Key, Values: [...Values] }))
        : [{ Key: 'InstanceIds', Values: [association.instanceId] }],
    ScheduleExpression: version.schedule,
    ScheduleOffset: version.scheduleOffset,
    AssociationName: version.name,
  }
}

export function toAssociation(ctx: Context, association: AssociationRecord): Association {
  return {
    ...common(association, latestOf(association)),
    InstanceId: association.instanceId,
    LastExecutionDate: lastExecution(ctx, association.id, () => true),
    Overview: toOverview(ctx, association),
  }
}

/** What a version alone says. */
export function toVersion(association: AssociationRecord, version: AssociationVersion) {
  return {
    ...common(association, version),
    Parameters: Object.fromEntries(
      Object.entries(version.parameters).map(([name, values]) => [name, [...values]]),
    ),
    MaxErrors: version.maxErrors,
    MaxConcurrency: version.maxConcurrency,
    ComplianceSeverity: version.severity,
    SyncCompliance: version.syncCompliance,
    ApplyOnlyAtCronInterval: version.onlyAtInterval,
  }
}

export function toDescription(
  ctx: Context,
  association: AssociationRecord,
  version = latestOf(association),
): AssociationDescription {
  return {
    ...toVersion(association, version),
    InstanceId: association.instanceId,
    Date: new Date(association.createdAt),
    LastUpdateAssociationDate: new Date(latestOf(association).createdAt),
    Overview: toOverview(ctx, association),
    LastExecutionDate: lastExecution(ctx, association.id, () => true),
    LastSuccessfulExecutionDate: lastExecution(ctx, association.id, (execution) =>
      invocationsOf(ctx, execution).every((each) => outcomeOf(each) === 'Success'),
    ),
  }
}

export function toExecution(ctx: Context, execution: ExecutionRecord): AssociationExecution {
  const all = invocationsOf(ctx, execution)
  const outcomes = all.map(outcomeOf)
  // Without a node there was nothing to do, and that was done.
  const Status = all.length === 0 ? 'Success' : summarizeOutcomes(outcomes)
  return {
    AssociationId: execution.associationId,
    AssociationVersion: String(execution.associationVersion),
    ExecutionId: execution.id,
    Status,
    DetailedStatus: Status,
    CreatedTime: new Date(execution.createdAt),
    LastExecutionDate: new Date(execution.createdAt),
    ResourceCountByStatus: JSON.stringify(countBy(outcomes)).replace(/"/g, '').replace(/:/g, '='),
  }
}
