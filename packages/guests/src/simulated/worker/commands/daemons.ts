import { sshd } from '../ssh/sshd.ts'
import type { Call } from './call.ts'

/** A program that serves until it is ended; says when it is ready to. What it holds must be found again after a wake. */
export type Daemon = (call: Call, ready: () => void) => Promise<number>

/** The programs that serve when their unit starts, by the name that their file holds. */
export const daemons: Readonly<Record<string, Daemon>> = { sshd }
