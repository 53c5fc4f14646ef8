import type { TerminalSize } from './terminal-size.ts'

/** What a session is connected to: a terminal in a guest, or a command without one. */
export interface Program {
  write(bytes: Uint8Array): void
  resize(size: TerminalSize): void
  /** Flow control: while paused, output waits at its source. */
  pause(): void
  resume(): void
  /** Ends it; `exited` need not follow. */
  close(): void
}

export interface ProgramHost {
  readonly size: TerminalSize
  output(bytes: Uint8Array): void
  /** Only for commands without a terminal. */
  errorOutput(bytes: Uint8Array): void
  exited(code: number): void
}

/** Starts the program of a session, once its client is ready. Rejects with an error whose message the user sees. */
export type OpenProgram = (host: ProgramHost) => Promise<Program>
