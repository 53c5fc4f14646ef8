import { readMade, withoutSecrets, type ActivityEntry, type ServiceName } from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { call, type Answer } from '../sdk/call.ts'
import { toApiError } from '../sdk/errors.ts'
import type { Session } from '../security/sessions.ts'
import { namedIds } from './named-ids.ts'

/** A session keeps this many entries, and of their inputs this many characters. */
const keptEntries = 1_000
const keptCharacters = 4_000_000

/** One change that somebody asks for. */
export interface Change {
  readonly connection: OpenConnection
  readonly region: string
  readonly service: ServiceName
  readonly operation: string
  readonly input: unknown
}

type Listener = (entry: ActivityEntry) => void

/** What was changed from one session, oldest first; the oldest goes when there is too much. */
export class ActivityLog {
  readonly #entries = new Map<number, ActivityEntry>()
  readonly #sizes = new Map<number, number>()
  readonly #listeners = new Set<Listener>()
  #size = 0
  // a restarted server must not give the numbers again that a tab still knows
  #nextId = Date.now()

  get entries(): readonly ActivityEntry[] {
    return [...this.#entries.values()]
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(change: Change, state: { state: 'running' } | { state: 'held'; dueAt: string }): number {
    const id = this.#nextId++
    const { connection, region, service, operation } = change
    const input = withoutSecrets(operation, change.input)
    const size = JSON.stringify(input).length
    this.#sizes.set(id, size)
    this.#size += size
    this.#put({
      id,
      startedAt: new Date().toISOString(),
      connection: connection.info.id,
      region,
      service,
      operation,
      input,
      resources: namedIds(input),
      ...state,
    })
    void identityOf(connection, region).then(
      (identity) => identity && this.change(id, { identity }),
    )
    this.#forgetOldest()
    return id
  }

  /** A change of an entry that is no longer kept is lost. */
  change(id: number, more: Partial<ActivityEntry>): void {
    const known = this.#entries.get(id)
    if (known) this.#put({ ...known, ...more })
  }

  /** Carries a change out; the entry tells how it ended, the caller gets the answer or the error. */
  async follow(id: number, operation: string, work: () => Promise<Answer>): Promise<Answer> {
    const startedAt = performance.now()
    const durationMs = () => Math.round(performance.now() - startedAt)
    try {
      const answer = await work()
      const made = readMade(operation, answer.output)
      const named = this.#entries.get(id)?.resources ?? []
      const resources = [...new Set([...(made === undefined ? [] : [made]), ...named])]
      const { requestId } = answer
      this.change(id, { state: 'succeeded', durationMs: durationMs(), requestId, made, resources })
      return answer
    } catch (thrown) {
      const error = toApiError(thrown)
      const { requestId } = error
      this.change(id, { state: 'failed', durationMs: durationMs(), error, requestId })
      throw thrown
    }
  }

  #put(entry: ActivityEntry): void {
    this.#entries.set(entry.id, entry)
    for (const listener of this.#listeners) listener(entry)
  }

  #forgetOldest(): void {
    for (const { id, state } of this.#entries.values()) {
      if (this.#entries.size <= keptEntries && this.#size <= keptCharacters) return
      if (state === 'running' || state === 'held') continue
      this.#entries.delete(id)
      this.#size -= this.#sizes.get(id) ?? 0
      this.#sizes.delete(id)
    }
  }
}

/** The activity of every session, kept as long as the session is. */
export class Activity {
  readonly #logs = new WeakMap<Session, ActivityLog>()

  of(session: Session): ActivityLog {
    let log = this.#logs.get(session)
    if (!log) this.#logs.set(session, (log = new ActivityLog()))
    return log
  }

  /** Who signs in next must not read what the one before did. */
  forget(session: Session): void {
    this.#logs.delete(session)
  }
}

const identities = new WeakMap<OpenConnection, Promise<string | undefined>>()

/** Who a connection acts as; asked once, and again when there was no answer. */
function identityOf(connection: OpenConnection, region: string): Promise<string | undefined> {
  let known = identities.get(connection)
  if (!known) {
    known = call(connection, region, 'sts', 'GetCallerIdentity', {}).then(
      ({ output }) => ('Arn' in output && typeof output.Arn === 'string' ? output.Arn : undefined),
      () => {
        identities.delete(connection)
        return undefined
      },
    )
    identities.set(connection, known)
  }
  return known
}
