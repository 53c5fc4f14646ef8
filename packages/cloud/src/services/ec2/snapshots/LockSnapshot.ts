import type { LockSnapshotCommandInput, LockSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSnapshot } from './find-snapshot.ts'
import { dayMs, lockStart, lockState, toLock, type SnapshotLock } from './lock.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'

/**
 * Locks a snapshot against deletion, in governance or compliance mode.
 * https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lock-concepts.html
 * @limits 1 to 36,500 days; a cooling-off period of 1 to 72 hours.
 */
export const LockSnapshot = operation<
  LockSnapshotCommandInput,
  Omit<LockSnapshotCommandOutput, '$metadata'>
>('LockSnapshot', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  const locked: SnapshotRecord = { ...snapshot, lock: readLock(ctx, snapshot, input) }
  ctx.db.put(snapshots, locked)
  const { OwnerId: _, ...answer } = toLock(locked, ctx.now)
  return answer
})

function readLock(
  ctx: Context,
  snapshot: SnapshotRecord,
  input: LockSnapshotCommandInput,
): SnapshotLock {
  const { LockMode: mode, CoolOffPeriod: coolOffHours } = input
  if (mode !== 'governance' && mode !== 'compliance') {
    throw badValue(String(mode), 'LockMode', "Expected: 'compliance' or 'governance'.")
  }
  if (coolOffHours !== undefined && mode === 'governance') {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter CoolOffPeriod cannot be used with the lock mode governance.',
    )
  }
  if (coolOffHours !== undefined && (coolOffHours < 1 || coolOffHours > 72)) {
    throw badValue(coolOffHours, 'CoolOffPeriod', 'Expecting a value between 1 and 72.')
  }
  const present = lockState(snapshot, ctx.now) === 'compliance' ? snapshot.lock : undefined
  const createdAt = present?.createdAt ?? ctx.now
  const lock = { mode, createdAt, coolOffHours, days: 0 }
  const days = readDays(input, lockStart(snapshot, lock), ctx.now)
  if (!present) return { ...lock, days }
  if (mode === 'compliance' && coolOffHours === undefined && days >= present.days) {
    return { ...present, days }
  }
  throw new AwsError(
    'OperationNotPermitted',
    `The snapshot ${snapshot.id} is locked in compliance mode and its cooling-off period has expired: its lock can only be extended.`,
  )
}

/** The days of a lock, given or up to a moment. */
function readDays(input: LockSnapshotCommandInput, start: number, now: number): number {
  const { LockDuration: days, ExpirationDate: end } = input
  if (days !== undefined && end !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameters LockDuration and ExpirationDate cannot be used together.',
    )
  }
  if (end !== undefined) {
    if (end.getTime() > now) return Math.max(0, end.getTime() - start) / dayMs
    throw badValue(end.toISOString(), 'ExpirationDate', 'Expecting a time in the future.')
  }
  if (days === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LockDuration or ExpirationDate',
    )
  }
  if (days >= 1 && days <= 36_500) return days
  throw badValue(days, 'LockDuration', 'Expecting a value between 1 and 36500.')
}

function badValue(value: string | number, name: string, wanted: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${name} is invalid. ${wanted}`,
  )
}
