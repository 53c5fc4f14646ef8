import type { RunningUnit } from '../../protocol.ts'
import { bootSays, isFromBoot } from '../base/unit-journal.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'

/** What services that are only noted as running said at boot: computed, so that a boot writes nothing. */
export function bootLines(machine: Machine): string {
  return machine.units.all
    .filter((record) => isFromBoot(machine, record))
    .map((record) => linesOf(machine, record))
    .join('')
}

/** Writes down what a service said at boot, before it says something else. */
export async function keepBootLines(machine: Machine, record: RunningUnit): Promise<void> {
  const file = machine.facts.family === 'debian' ? '/var/log/syslog' : '/var/log/messages'
  await machine.vfs.appendFile(file, linesOf(machine, record), rootCredentials, 0o640)
}

function linesOf(machine: Machine, record: RunningUnit): string {
  return bootSays(machine, record)
    .map(({ identifier, text, pid, afterMs }) =>
      machine.logLine(identifier, text, pid, record.sinceMs + afterMs),
    )
    .join('')
}
