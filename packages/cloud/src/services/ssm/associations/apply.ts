import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { startCommand } from '../commands/start-command.ts'
import { findDocument } from '../documents/find-document.ts'
import { mayRegister } from '../instances/connection.ts'
import { readSchedule } from '../../schedule.ts'
import { associations, executions, latestOf, type AssociationRecord } from './association.ts'
import { latestByNode } from './shapes.ts'
import { isTarget, nodesOf } from './targets.ts'

export const associationTimer = 'ssm/association'

/** Applies it to its nodes: a command to each, which is retried until it is delivered. */
export function apply(
  ctx: Context,
  association: AssociationRecord,
  nodes: readonly InstanceRecord[] = nodesOf(ctx, association),
): void {
  const version = latestOf(association)
  const command =
    nodes.length === 0
      ? undefined
      : startCommand(ctx, nodes, {
          document: findDocument(ctx, version.documentName),
          documentVersion: version.documentVersion,
          parameters: version.parameters,
          comment: undefined,
          instanceIds: [],
          targets: version.targets,
          timeoutSeconds: deliverySeconds,
          maxConcurrency: version.maxConcurrency,
          maxErrors: version.maxErrors ?? '100%',
          associationId: association.id,
        })
  forgetOldExecutions(ctx, association.id)
  ctx.db.put(executions, {
    id: ctx.chance.uuid(),
    associationId: association.id,
    associationVersion: version.number,
    createdAt: ctx.now,
    ...(command === undefined ? {} : { commandId: command.id }),
  })
}

const deliverySeconds = 3600

/** Waits for the next moment of its schedule, if it has one. */
export function schedule(ctx: Context, association: AssociationRecord): void {
  const { schedule: expression, scheduleOffset } = latestOf(association)
  const at =
    expression === undefined
      ? undefined
      : readSchedule(expression, 'UTC', scheduleOffset)?.next(ctx.now)
  if (at === undefined) ctx.timers.cancel(associationTimer, association.id)
  else ctx.timers.set({ kind: associationTimer, id: association.id, at })
}

export const onAssociationTimer: TimerHandler = (ctx, { id }) => {
  const association = ctx.db.get(associations, id)
  if (association === undefined) return
  apply(ctx, association)
  schedule(ctx, association)
}

/** A node whose agent has come up has what is meant for it and it has not had yet, unless that waits for its schedule. */
export function applyToNode(ctx: Context, instanceId: string): void {
  const instance = ctx.db.get(instances, instanceId)
  if (instance === undefined || ctx.db.count(associations) === 0) return
  const due = ctx.db.all(associations).filter((association) => {
    const { onlyAtInterval, createdAt } = latestOf(association)
    if (onlyAtInterval || !isTarget(association, instance)) return false
    const had = latestByNode(ctx, association.id).get(instanceId)
    return had === undefined || had.requestedAt < createdAt
  })
  if (due.length === 0 || !mayRegister(ctx, instance)) return
  for (const association of due) apply(ctx, association, [instance])
}

const historyMs = 30 * 24 * 3_600_000
const maxExecutions = 1000

/** State Manager forgets as Run Command does. */
function forgetOldExecutions(ctx: Context, associationId: string): void {
  const known = ctx.db.by(executions, 'association', associationId)
  for (const [at, { id, createdAt }] of [...known].entries()) {
    if (createdAt > ctx.now - historyMs && known.length - at < maxExecutions) return
    ctx.db.delete(executions, id)
  }
}
