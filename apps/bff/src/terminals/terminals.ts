import type { Clock } from '@brume/session-channel'
import { refuse } from '../fault.ts'
import type { HostedTerminal, TerminalOptions } from './terminal.ts'

export interface TerminalsOptions {
  readonly clock: Clock
  readonly maxPerOwner?: number
  /** Without a page for this long a terminal is ended. */
  readonly abandonedMs?: number
  /** For this long a closed terminal still shows its last screen. */
  readonly closedMs?: number
  readonly failed: (error: unknown) => void
}

const defaultMaxPerOwner = 50
const defaultAbandonedMs = 60 * 60_000
const defaultClosedMs = 10 * 60_000

/** All terminals of the console, each known to the browser session that opened it and to no other. */
export class TerminalRegistry {
  readonly #options: TerminalsOptions
  readonly #terminals = new Map<string, HostedTerminal>()
  readonly #cancels = new Map<string, () => void>()

  constructor(options: TerminalsOptions) {
    this.#options = options
  }

  /** Starts a session and holds its terminal. Throws when there are too many, or what StartSession refuses. */
  async open(
    options: Omit<TerminalOptions, 'closed' | 'linked' | 'failed'>,
  ): Promise<HostedTerminal> {
    // A terminal emulator is a tenth of a second of loading: only when the first is opened.
    const { HostedTerminal: Hosted } = await import('./terminal.ts')
    const max = this.#options.maxPerOwner ?? defaultMaxPerOwner
    const open = this.list(options.owner).filter((terminal) => !terminal.isClosed)
    if (open.length >= max) {
      throw refuse(
        429,
        'TooManyTerminals',
        `At most ${max} terminals can be open. Close one first.`,
      )
    }
    const terminal: HostedTerminal = new Hosted({
      ...options,
      closed: () => this.#expire(terminal),
      linked: () => this.#expire(terminal),
      failed: this.#options.failed,
    })
    this.#terminals.set(terminal.id, terminal)
    try {
      await terminal.open()
    } catch (error) {
      this.#forget(terminal)
      throw error
    }
    this.#expire(terminal)
    return terminal
  }

  /** In the order in which they were opened. */
  list(owner: string): HostedTerminal[] {
    return [...this.#terminals.values()].filter((terminal) => terminal.options.owner === owner)
  }

  /** Undefined for terminals of others, as for those that do not exist. */
  find(owner: string, id: string): HostedTerminal | undefined {
    const terminal = this.#terminals.get(id)
    return terminal?.options.owner === owner ? terminal : undefined
  }

  async end(terminal: HostedTerminal): Promise<void> {
    try {
      await terminal.end()
    } finally {
      this.#forget(terminal)
    }
  }

  /** Ends every session. */
  async close(): Promise<void> {
    const all = [...this.#terminals.values()]
    await Promise.allSettled(all.map((terminal) => this.end(terminal)))
  }

  /** Sets when the terminal goes by itself: some time after its session, or after its last page. */
  #expire(terminal: HostedTerminal): void {
    this.#cancels.get(terminal.id)?.()
    this.#cancels.delete(terminal.id)
    if (!this.#terminals.has(terminal.id)) return
    const { closedMs = defaultClosedMs, abandonedMs = defaultAbandonedMs } = this.#options
    if (!terminal.isClosed && terminal.isLinked) return
    const cancel = this.#options.clock.after(terminal.isClosed ? closedMs : abandonedMs, () => {
      this.end(terminal).catch(this.#options.failed)
    })
    this.#cancels.set(terminal.id, cancel)
  }

  #forget(terminal: HostedTerminal): void {
    this.#cancels.get(terminal.id)?.()
    this.#cancels.delete(terminal.id)
    this.#terminals.delete(terminal.id)
    terminal.discard()
  }
}
