import type { Duplex } from 'node:stream'
import type { OpenProgram } from './program.ts'

/** What a session is for, as its document says. */
export type SessionService = ShellService | CommandService | PortService

/** A terminal: the user's shell, or a program of the document's. */
export interface ShellService {
  readonly sessionType: 'Standard_Stream' | 'InteractiveCommands'
  readonly properties?: unknown
  readonly open: OpenProgram
}

/** A command without a terminal. Nothing reaches it but the keys that stand for signals. */
export interface CommandService {
  readonly sessionType: 'NonInteractiveCommands'
  readonly properties?: unknown
  readonly open: OpenProgram
  /** Whether standard error and exit code travel apart. */
  readonly separatesOutput?: boolean
}

/** Connections to one port. */
export interface PortService {
  readonly sessionType: 'Port'
  readonly properties: PortProperties
  /** Opens one connection. Rejects with an error that names the cause. */
  readonly connect: () => Promise<Duplex>
}

/** As the agent tells them to the client: all strings. Without a type it is the SSH mode: one connection, raw bytes. */
export interface PortProperties {
  readonly portNumber: string
  readonly localPortNumber?: string
  readonly host?: string
  readonly type?: 'LocalPortForwarding'
}
