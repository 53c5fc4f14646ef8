import { randomUUID } from 'node:crypto'
import {
  terminalCloseCodes,
  type Terminal,
  type TerminalState,
  type TerminalTarget,
} from '@brume/console-api'
import { systemClock } from '@brume/session-channel'
import type { WebSocket } from 'ws'
import { BrowserLink } from './browser-link.ts'
import { endOf } from './end-of.ts'
import { IdleWatch } from './idle-watch.ts'
import type { MakeRemote, RemoteTerminal } from './remote-terminal.ts'
import { Screen } from './screen.ts'

export interface TerminalOptions {
  /** Id of the browser session that it belongs to. */
  readonly owner: string
  readonly connection: string
  readonly region: string
  readonly target: TerminalTarget
  readonly cols: number
  readonly rows: number
  readonly remote: MakeRemote
  /** Its session is over. */
  readonly closed: () => void
  /** A browser came or went. */
  readonly linked: () => void
  readonly failed: (error: unknown) => void
}

/** Above this, unprocessed by page or screen, the session is paused; below half of it, resumed. */
const maxUnprocessedBytes = 512 * 1024
/** Above this, not taken by the instance, the page is no longer read. */
const maxPendingInputBytes = 1024 * 1024
/** What a page may push in while the instance takes nothing. */
const inputLimitBytes = 16 * 1024 * 1024
/** How long a page has to tell its size before the screen is restored at the size that it had. */
const sizeWaitMs = 300
const tryAgainLater = 1013

/** A terminal in an instance held for a browser, which may come and go: the session and what it shows stay. */
export class HostedTerminal {
  readonly id = randomUUID()
  readonly options: TerminalOptions
  readonly #openedAt = new Date().toISOString()
  readonly #session: RemoteTerminal
  readonly #screen: Screen
  readonly #idle: IdleWatch
  #link: BrowserLink | undefined
  #state: TerminalState = 'connecting'
  #reason = ''
  #isOutputPaused = false

  constructor(options: TerminalOptions) {
    this.options = options
    const { cols, rows, remote } = options
    this.#screen = new Screen(cols, rows, () => this.#regulate())
    this.#idle = new IdleWatch(systemClock, (secondsLeft) =>
      this.#link?.notice({ type: 'idle-warning', secondsLeft }),
    )
    this.#session = remote(
      { cols, rows },
      {
        output: (bytes) => this.#output(bytes),
        state: (state, reason) => this.#become(state, reason),
        inputDrained: () => this.#regulate(),
      },
    )
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }
  get isLinked(): boolean {
    return this.#link !== undefined
  }

  /** Opens what is behind it; rejects with what keeps it from that. */
  async open(): Promise<void> {
    await this.#session.open()
    void this.#learnIdleTimeout()
  }

  async #learnIdleTimeout(): Promise<void> {
    const timeoutMs = await this.#session.idleTimeoutMs?.()
    if (timeoutMs !== undefined && !this.isClosed) this.#idle.expect(timeoutMs)
  }

  describe(): Terminal {
    const { connection, region, target } = this.options
    return {
      id: this.id,
      connection,
      region,
      target,
      sessionId: this.#session.sessionId ?? '',
      state: this.#state,
      openedAt: this.#openedAt,
    }
  }

  /** Takes a page's socket, in place of any other. The screen is sent once the page has told its size. */
  attach(socket: WebSocket): void {
    this.#link?.close(terminalCloseCodes.elsewhere, 'opened elsewhere')
    let isRestored = false
    const restore = (): void => {
      cancelWait()
      if (isRestored || this.#link !== link) return
      isRestored = true
      link.prepare()
      this.#screen.snapshot((bytes) => link.begin(bytes))
    }
    const cancelWait = systemClock.after(sizeWaitMs, restore)
    const link: BrowserLink = new BrowserLink(socket, {
      input: (bytes) => this.#input(link, bytes),
      size: (cols, rows) => {
        this.#resize(link, cols, rows)
        restore()
      },
      end: () => void this.end().catch(this.options.failed),
      acknowledged: () => this.#regulate(),
      closed: () => {
        cancelWait()
        this.#unlink(link)
      },
    })
    this.#link = link
    link.notice(this.#stateNotice())
    const secondsLeft = this.#idle.secondsLeft()
    if (secondsLeft !== undefined) link.notice({ type: 'idle-warning', secondsLeft })
    // Whoever opens a terminal wants it now, not after the present wait.
    this.#session.reconnectNow()
    this.#regulate()
    this.options.linked()
  }

  /** Ends the session at the instance too. */
  async end(): Promise<void> {
    await this.#session.terminate()
  }

  /** Drops the page and the screen; for terminals that are closed, or with the server. */
  discard(): void {
    this.#link?.close(terminalCloseCodes.gone, 'ended')
    this.#idle.stop()
    this.#screen.close()
  }

  #output(bytes: Uint8Array): void {
    this.#screen.write(bytes)
    this.#link?.output(bytes)
    this.#regulate()
  }

  #input(link: BrowserLink, bytes: Uint8Array): void {
    if (link !== this.#link) return
    if (this.#session.pendingInputBytes + bytes.length > inputLimitBytes) {
      return link.close(tryAgainLater, 'the instance does not take this much input')
    }
    this.#active()
    this.#session.write(bytes)
    this.#regulate()
  }

  #resize(link: BrowserLink, cols: number, rows: number): void {
    const { size } = this.#session
    if (link !== this.#link || (size.cols === cols && size.rows === rows)) return
    this.#active()
    this.#screen.resize(cols, rows)
    this.#session.resize({ cols, rows })
  }

  /** Only Session Manager ends what nobody types into. */
  #active(): void {
    if (this.options.target.kind === 'session-manager') this.#idle.touch()
  }

  /** Holds back whichever side is ahead of the other. */
  #regulate(): void {
    const linkBytes = this.#link?.unacknowledgedBytes ?? 0
    const unprocessed = Math.max(linkBytes, this.#screen.pendingBytes)
    if (unprocessed > maxUnprocessedBytes) this.#isOutputPaused = true
    else if (unprocessed < maxUnprocessedBytes / 2) this.#isOutputPaused = false
    if (this.#isOutputPaused) this.#session.pauseOutput()
    else this.#session.resumeOutput()
    // While output is paused the page must be read: its acknowledgements are what ends the pause.
    const isInputFull = this.#session.pendingInputBytes > maxPendingInputBytes
    if (isInputFull && !this.#isOutputPaused) this.#link?.pauseInput()
    else this.#link?.resumeInput()
  }

  #unlink(link: BrowserLink): void {
    if (link !== this.#link) return
    this.#link = undefined
    this.#regulate()
    this.options.linked()
  }

  #become(state: TerminalState, reason: string): void {
    this.#state = state
    this.#reason = reason
    if (state === 'connected') this.#active()
    this.#link?.notice(this.#stateNotice())
    if (state !== 'closed') return
    this.#idle.stop()
    this.#link?.resumeInput()
    this.options.closed()
  }

  #stateNotice() {
    const state = this.#state
    const end = state === 'closed' ? endOf(this.#reason) : undefined
    const reason = this.#reason === '' ? {} : { reason: this.#reason }
    return { type: 'state', state, ...reason, ...(end === undefined ? {} : { end }) } as const
  }
}
