import type { ApiError } from '@brume/console-api'
import { ApiFailure, asApiError, type Call, type Scope } from '../../api/index.ts'

/** What the work of one row is given. */
export interface RowTools {
  /** Sends to the row's own place. */
  readonly call: Call
  /** Looks again and again until it says yes; in a rehearsal it has said so already. */
  readonly wait: (look: () => Promise<boolean>) => Promise<void>
}

/** One thing of a list that is worked off. */
export interface JobRow {
  readonly id: string
  readonly place: Scope
  /** Rows that must have succeeded before this one begins. */
  readonly after?: readonly string[]
  readonly run: (tools: RowTools) => Promise<unknown>
}

export interface RowOutcome {
  /**
   * `blocked`: one that it waits for has failed. Of a dry run, `unknown`: AWS has none for it; `later`: it can be judged only when what
   * comes before it has happened.
   */
  readonly state:
    | 'waiting'
    | 'working'
    | 'succeeded'
    | 'failed'
    | 'blocked'
    | 'cancelled'
    | 'unknown'
    | 'later'
  readonly error?: ApiError
}

export type Outcomes = ReadonlyMap<string, RowOutcome>

const atOnce = 4
const lookEveryMs = 1_000
/** A NAT gateway takes minutes to go, an instance that hangs ten. */
const waitAtMostMs = 15 * 60_000

export interface JobOptions {
  readonly callAt: (place: Scope) => Call
  /** Ends what has not begun, and waiting; a call under way is finished. */
  readonly signal: AbortSignal
  readonly onChange: (outcomes: Outcomes) => void
  /** What earlier attempts came to: what has succeeded is not done again. */
  readonly before?: Outcomes
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Works the rows off, a few at once and each after those it waits for. Never throws: every row has its outcome. */
export async function runJob(rows: readonly JobRow[], options: JobOptions): Promise<Outcomes> {
  const { callAt, signal, onChange, before, pause = sleep } = options
  const outcomes = new Map<string, RowOutcome>(
    rows.map(({ id }) => [
      id,
      before?.get(id)?.state === 'succeeded' ? { state: 'succeeded' } : { state: 'waiting' },
    ]),
  )
  const set = (id: string, outcome: RowOutcome) => {
    outcomes.set(id, outcome)
    onChange(new Map(outcomes))
  }
  const stateOf = (id: string) => outcomes.get(id)?.state
  const wait = async (look: () => Promise<boolean>) => {
    const until = performance.now() + waitAtMostMs
    while (!(await look())) {
      if (signal.aborted) throw stopped()
      if (performance.now() > until) throw tooLong()
      await pause(lookEveryMs, signal)
    }
  }
  const underWay = new Map<string, Promise<void>>()
  const work = async (row: JobRow) => {
    set(row.id, { state: 'working' })
    try {
      await row.run({ call: callAt(row.place), wait })
      set(row.id, { state: 'succeeded' })
    } catch (thrown) {
      set(row.id, { state: 'failed', error: asApiError(thrown) })
    } finally {
      underWay.delete(row.id)
    }
  }
  onChange(new Map(outcomes))
  for (;;) {
    for (const row of rows) {
      if (stateOf(row.id) !== 'waiting') continue
      // what is not part of the job holds nobody up
      const needed = (row.after ?? []).map(stateOf).filter((state) => state !== undefined)
      if (signal.aborted) set(row.id, { state: 'cancelled' })
      else if (needed.some((state) => isOver(state) && state !== 'succeeded')) {
        set(row.id, { state: 'blocked' })
      } else if (needed.every((state) => state === 'succeeded') && underWay.size < atOnce) {
        underWay.set(row.id, work(row))
      }
    }
    if (underWay.size === 0) break
    await Promise.race(underWay.values())
  }
  return outcomes
}

/** What can be tried again: all that did not come to its end. */
export function isOver(state: RowOutcome['state']): boolean {
  return state !== 'waiting' && state !== 'working'
}

/** Refusals that hang on what earlier steps, which a dry run does not take, would have changed. */
const ofState = /^Incorrect\w*State$|^DependencyViolation$|InUse$|NotAttached$/

/** Changes that are made so that a later one is possible. */
const movesOn = /^(Start|Stop|Terminate|Detach|Disassociate|Delete|Deregister|Revoke)/

/** Asks of each row whether it would be allowed: the same calls, each as a dry run. */
export function dryRunJob(
  rows: readonly JobRow[],
  options: Omit<JobOptions, 'before' | 'pause'>,
): Promise<Outcomes> {
  const doubts = new Map<string, 'unknown' | 'later'>()
  const alone = rows.map((row): JobRow => {
    let follows = (row.after ?? []).length > 0
    const run = async ({ call }: { readonly call: Call }) => {
      const dry: Call = async (service, operation, input, signal) => {
        try {
          return await call(service, operation, { ...Object(input), DryRun: true }, signal)
        } catch (thrown) {
          const { code, member } = asApiError(thrown)
          // it would have succeeded; AWS says that as a refusal
          if (code === 'DryRunOperation') follows ||= movesOn.test(operation)
          else if (member === 'DryRun') doubts.set(row.id, 'unknown')
          else if (follows && ofState.test(code)) doubts.set(row.id, 'later')
          else throw thrown
          return JSON.parse('{}')
        }
      }
      await row.run({ call: dry, wait: () => Promise.resolve() })
    }
    return { id: row.id, place: row.place, run }
  })
  const tell = (outcomes: Outcomes): Outcomes =>
    new Map(
      [...outcomes].map(([id, outcome]) => {
        const doubt = doubts.get(id)
        return [id, outcome.state === 'succeeded' && doubt ? { state: doubt } : outcome]
      }),
    )
  const { onChange } = options
  return runJob(alone, { ...options, onChange: (outcomes) => onChange(tell(outcomes)) }).then(tell)
}

function stopped(): ApiFailure {
  return new ApiFailure({ code: 'Stopped', message: 'Stopped while waiting.', status: 0 })
}

function tooLong(): ApiFailure {
  return new ApiFailure({
    code: 'Timeout',
    message: 'It has not come to its end in fifteen minutes.',
    status: 0,
    hint: 'try-again',
  })
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
