import type { InstanceRefreshStatus } from '@aws-sdk/client-auto-scaling'
import { ailments } from '../activities/sentences.ts'
import { change, changeGroup, type Pass } from '../reconcile/pass.ts'
import { leftToUpdate, percentOf, refreshes, type RefreshRecord } from './refresh.ts'

/** A refresh is over; one that succeeded has changed what the group launches from. */
export function endRefresh(
  pass: Pass,
  refresh: RefreshRecord,
  status: InstanceRefreshStatus,
  statusReason?: string,
): void {
  const { ctx } = pass
  const { pauseUntil: _, stuckSince: __, statusReason: ___, ...rest } = refresh
  ctx.db.put(refreshes, {
    ...rest,
    status,
    endTime: ctx.now,
    ...(statusReason !== undefined && { statusReason }),
  })
  if (status === 'Successful' && refresh.desired) changeGroup(pass, { launch: wanted(refresh) })
  if (status === 'Successful' || status === 'RollbackSuccessful') return
  // Who was chosen and has not gone yet stays.
  for (const member of pass.members()) {
    if (member.replace === ailments.refresh && member.lifecycleState === 'InService') {
      change(pass, member, { replace: undefined })
    }
  }
}

/** As it was asked for: `$Latest` stays `$Latest`. */
function wanted({ desired, target }: RefreshRecord): RefreshRecord['target'] {
  if (desired?.MixedInstancesPolicy) return { kind: 'mixed', policy: desired.MixedInstancesPolicy }
  if (target.kind !== 'template') return target
  return { ...target, version: desired?.LaunchTemplate?.Version ?? '$Default' }
}

/** Ends it, or turns it round where it was told to. */
export function failRefresh(pass: Pass, refresh: RefreshRecord, reason: string): void {
  if (refresh.rollback) endRefresh(pass, refresh, 'RollbackFailed', reason)
  else if (refresh.preferences.AutoRollback) rollBack(pass, refresh, reason)
  else endRefresh(pass, refresh, 'Failed', reason)
}

/** From now on what it has launched is replaced, by what the group launched from before. */
export function rollBack(pass: Pass, refresh: RefreshRecord, reason?: string): RefreshRecord {
  const old = new Set(refresh.old)
  const launched: string[] = []
  for (const member of pass.members()) {
    const isOwn = !old.has(member.id) && !member.lifecycleState.startsWith('Terminating')
    if (isOwn) launched.push(member.id)
    else if (member.replace === ailments.refresh && member.lifecycleState === 'InService') {
      change(pass, member, { replace: undefined })
    }
  }
  const { pauseUntil: _, stuckSince: __, statusReason: ___, ...rest } = refresh
  const turned: RefreshRecord = {
    ...rest,
    status: 'RollbackInProgress',
    old: launched,
    updated: 0,
    rollback: {
      reason,
      startTime: pass.ctx.now,
      percentageComplete: percentOf(refresh),
      instancesToUpdate: leftToUpdate(refresh),
    },
  }
  pass.ctx.db.put(refreshes, turned)
  pass.wakeAt(pass.ctx.now)
  return turned
}
