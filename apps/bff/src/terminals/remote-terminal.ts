import type { ClientState } from '@brume/session-channel'

/** The far end of a terminal, whatever leads to it. */
export interface RemoteTerminal {
  /** Session Manager's. */
  readonly sessionId: string | undefined
  readonly size: TerminalSize
  /** Not yet taken by the instance. */
  readonly pendingInputBytes: number
  /** Rejects with what keeps it from being opened. */
  open(): Promise<unknown>
  write(bytes: Uint8Array): void
  resize(size: TerminalSize): void
  pauseOutput(): void
  resumeOutput(): void
  /** Ends a wait before the next try, where there is one. */
  reconnectNow(): void
  terminate(): Promise<void>
  /** After how long without input it is ended; undefined where that is not known, or not done. */
  idleTimeoutMs?(): Promise<number | undefined>
}

export interface TerminalSize {
  readonly cols: number
  readonly rows: number
}

export interface RemoteEvents {
  output(bytes: Uint8Array): void
  state(state: ClientState, reason: string): void
  /** Input that waited was taken. */
  inputDrained(): void
}

/** Makes the terminal; nothing happens before `open`. */
export type MakeRemote = (size: TerminalSize, events: RemoteEvents) => RemoteTerminal
