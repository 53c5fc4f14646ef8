import type { HeldTermination } from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { refuse } from '../fault.ts'
import { call } from '../sdk/call.ts'
import type { ActivityLog } from './activity.ts'

/** A held termination, until it begins. */
interface Held {
  readonly log: ActivityLog
  readonly id: number
  readonly account: string | undefined
  readonly timer: ReturnType<typeof setTimeout>
  readonly begin: () => Promise<void>
}

/**
 * Terminations that wait for a moment, so that they can be undone. They are held here and not in the page: a closed page does not
 * stop them, and the one who asked can undo them on any other.
 */
export class Terminations {
  readonly #held = new Set<Held>()
  readonly #windowMs: number

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  hold(
    log: ActivityLog,
    connection: OpenConnection,
    region: string,
    InstanceIds: readonly string[],
  ): HeldTermination {
    const dueAt = new Date(Date.now() + this.#windowMs).toISOString()
    const change = {
      connection,
      region,
      service: 'ec2',
      operation: 'TerminateInstances',
      input: { InstanceIds },
    } as const
    const id = log.open(change, { state: 'held', dueAt })
    const send = (ids: readonly string[]) =>
      call(connection, region, 'ec2', change.operation, { InstanceIds: ids })
    const begin = async () => {
      this.#forget(held)
      log.change(id, { state: 'running' })
      try {
        await log.follow(id, change.operation, () => send(InstanceIds))
      } catch {
        if (InstanceIds.length === 1) return
        // AWS refuses all for one bad instance: the others are terminated all the same
        for (const one of InstanceIds) {
          const input = { InstanceIds: [one] }
          const single = log.open({ ...change, input }, { state: 'running' })
          await log.follow(single, change.operation, () => send([one])).catch(() => undefined)
        }
      }
    }
    const timer = setTimeout(() => void begin(), this.#windowMs)
    const held: Held = { log, id, account: connection.account, timer, begin }
    this.#held.add(held)
    return { id, dueAt }
  }

  undo(log: ActivityLog, id: number): void {
    const held = this.#find(log, id)
    this.#forget(held)
    log.change(id, { state: 'cancelled' })
  }

  async beginNow(log: ActivityLog, id: number): Promise<void> {
    await this.#find(log, id).begin()
  }

  /** An account that goes back to its first day has nothing left to terminate. */
  dropAccount(account: string): void {
    for (const held of this.#held) {
      if (held.account === account) this.undo(held.log, held.id)
    }
  }

  /** Begins all that a session holds: its credentials are about to end. */
  async finish(log: ActivityLog): Promise<void> {
    await Promise.all(
      [...this.#held].filter((held) => held.log === log).map((held) => held.begin()),
    )
  }

  /** Nothing that was promised is forgotten because the server stops. */
  async close(): Promise<void> {
    await Promise.all([...this.#held].map((held) => held.begin()))
  }

  #find(log: ActivityLog, id: number): Held {
    for (const held of this.#held) if (held.log === log && held.id === id) return held
    throw refuse(404, 'NotFound', 'This termination is no longer held: it has begun or was undone.')
  }

  #forget(held: Held): void {
    clearTimeout(held.timer)
    this.#held.delete(held)
  }
}
