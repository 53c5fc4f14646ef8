import { text } from 'node:stream/consumers'
import type { Guest } from '@brume/guests'
import type { RunAs } from '../services/ssm/sessions/session-plan.ts'

export const agentUser = 'ssm-user'

/** Runs a short program as root and says how it ended. */
async function succeeds(guest: Guest, argv: readonly string[]): Promise<boolean> {
  const process = await guest.execute({ user: 'root', argv })
  process.stdin.end()
  const [{ code }] = await Promise.all([process.exit, text(process.stdout), text(process.stderr)])
  return code === 0
}

/** The user that a session runs as. The agent makes its own; another one must exist. Rejects in the agent's words. */
export async function sessionUser(guest: Guest, runAs: RunAs): Promise<string> {
  if ('failure' in runAs) throw new Error(`Unable to start command: ${runAs.failure}`)
  const { user } = runAs
  if (user === 'root') return user
  const exists = await succeeds(guest, ['id', '-u', user])
  if (exists) return user
  if (user === agentUser && (await succeeds(guest, ['useradd', '-m', user]))) return user
  throw new Error(
    `Unable to start command: failed to start pty since RunAs user ${user} does not exist`,
  )
}
