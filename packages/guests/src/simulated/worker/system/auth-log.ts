import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'

const writing = new WeakMap<Machine, Promise<void>>()

/** A line about who came in: in the journal, and in the file that the distribution's syslog keeps for it, where it has one. */
export function authLog(
  machine: Machine,
  program: string,
  pid: number,
  text: string,
): Promise<void> {
  // One after another: two appends at once would write to the same place.
  const line = (writing.get(machine) ?? Promise.resolve()).then(() =>
    write(machine, program, pid, text),
  )
  writing.set(machine, line)
  return line
}

async function write(machine: Machine, program: string, pid: number, text: string): Promise<void> {
  await machine.outside.freshNow()
  const written = await machine.log(program, text, pid)
  const file = fileOf(machine)
  if (file !== undefined) await machine.vfs.appendFile(file, written, rootCredentials, 0o600)
}

/** Amazon Linux 2023 and Debian 12 keep the journal alone. */
function fileOf({ spec }: Machine): string | undefined {
  if (spec.distribution.startsWith('ubuntu')) return '/var/log/auth.log'
  return spec.distribution === 'al2' || spec.distribution === 'rhel-9'
    ? '/var/log/secure'
    : undefined
}
