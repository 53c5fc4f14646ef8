/** The last archiving or restoring of a snapshot; what it has come to follows from its times. */
export interface Tiering {
  readonly operation: 'archival' | 'temporary-restore' | 'permanent-restore'
  readonly startTime: number
  readonly completeTime: number
  /** When the archive was complete. */
  readonly archivedAt: number
  /** Of a temporary restore: when it is archived again. */
  readonly restoreExpiresAt?: number
  readonly restoreDays?: number
}

/** Where a snapshot's blocks are: out of the archive alone it can be used. */
export function tierOf(
  { tiering }: { readonly tiering?: Tiering },
  now: number,
): 'standard' | 'archive' {
  if (!tiering) return 'standard'
  if (tiering.operation === 'archival') return isDone(tiering, now) ? 'archive' : 'standard'
  if (!isDone(tiering, now)) return 'archive'
  return now >= (tiering.restoreExpiresAt ?? Infinity) ? 'archive' : 'standard'
}

export function isDone(tiering: Tiering, now: number): boolean {
  return now >= tiering.completeTime
}

export function tieringStatus(
  tiering: Tiering,
  now: number,
): `${Tiering['operation']}-${'in-progress' | 'completed'}` {
  return `${tiering.operation}-${isDone(tiering, now) ? 'completed' : 'in-progress'}`
}
