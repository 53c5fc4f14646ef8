import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

type SessionStatus = 'Connected' | 'Connecting' | 'Disconnected'

/** A Session Manager session, running or past. */
export interface SessionRecord {
  /** `admin-0a1b2c3d4e5f67890` */
  readonly id: string
  /** Instance id. */
  readonly target: string
  readonly documentName: string
  /** ARN of who started it. */
  readonly owner: string
  readonly reason?: string
  readonly maxDurationMs?: number
  readonly startTime: number
  /** Whether a client is there; of no meaning once it has ended. */
  readonly status: SessionStatus
  /** Absent while it runs. */
  readonly endTime?: number
}

export const sessions = collection<SessionRecord, 'target'>({
  name: 'ssm/session',
  scope: 'region',
  indexes: { target: (session) => session.target },
})

/** Session Manager forgets sessions after 30 days. */
export const historyMs = 30 * 24 * 3_600_000

/** Notes the end of a session that still counts as running. */
export function closeSession(ctx: Context, sessionId: string, endTime: number): void {
  const session = ctx.db.get(sessions, sessionId)
  if (session !== undefined && session.endTime === undefined) {
    ctx.db.put(sessions, { ...session, endTime })
  }
}

/** Notes that a client came or went. */
export function noteStatus(ctx: Context, sessionId: string, status: SessionStatus): void {
  const session = ctx.db.get(sessions, sessionId)
  if (session !== undefined && session.endTime === undefined && session.status !== status) {
    ctx.db.put(sessions, { ...session, status })
  }
}

/** `<name of the caller>-<17 digits>`: what the caller's ARN ends in, as Session Manager takes it. */
export function makeSessionId(ctx: Context): string {
  const name = ctx.caller.split(/[/:]/).at(-1) ?? 'root'
  return `${name}-${ctx.chance.hex(17)}`
}
