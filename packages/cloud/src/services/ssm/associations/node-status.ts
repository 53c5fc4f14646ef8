import type { Context } from '../../../engine/context.ts'
import { associations } from './association.ts'
import { latestByNode, outcomeOf, summarizeOutcomes, type Outcome } from './shapes.ts'

/** What has come of all that was applied to a node; undefined where nothing was. */
export function associationStatus(ctx: Context, instanceId: string): Outcome | undefined {
  const outcomes = ctx.db.all(associations).flatMap(({ id }) => {
    const invocation = latestByNode(ctx, id).get(instanceId)
    return invocation === undefined ? [] : [outcomeOf(invocation)]
  })
  return outcomes.length === 0 ? undefined : summarizeOutcomes(outcomes)
}
