import { bootLines } from '../system/boot-lines.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'

/** A line of the journal. */
export interface JournalLine {
  readonly atMs: number
  readonly host: string
  /** Who says it: `systemd`, `sshd`, `kernel`. */
  readonly unit: string
  readonly pid: number | undefined
  readonly text: string
  /** As it stands in the file. */
  readonly line: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const form = /^(\w{3}) +(\d+) (\d\d):(\d\d):(\d\d) (\S+) ([^:[\s]+)(?:\[(\d+)\])?: (.*)$/

/** Everything that was logged, oldest first; the file knows no years, so the newest that fits is taken. */
export async function journalLines(machine: Machine): Promise<JournalLine[]> {
  const file = machine.facts.family === 'debian' ? '/var/log/syslog' : '/var/log/messages'
  const text = await machine.vfs.readText(file, rootCredentials).catch(() => '')
  const now = machine.outside.now()
  const year = new Date(now).getUTCFullYear()
  const lines = `${bootLines(machine)}${text}`.split('\n').flatMap((line) => {
    const match = form.exec(line)
    if (!match) return []
    const [, month = '', day, hours, minutes, seconds, host = '', unit = '', pid, said = ''] = match
    const at = (inYear: number): number =>
      Date.UTC(
        inYear,
        months.indexOf(month),
        Number(day),
        Number(hours),
        Number(minutes),
        Number(seconds),
      )
    const atMs = at(year) > now + 86_400_000 ? at(year - 1) : at(year)
    // The journal writes days with two digits, the file does not.
    const shown = line.replace(/^(\w{3})  (\d) /, '$1 0$2 ')
    return [
      {
        atMs,
        host,
        unit,
        pid: pid === undefined ? undefined : Number(pid),
        text: said,
        line: shown,
      },
    ]
  })
  return lines.toSorted((a, b) => a.atMs - b.atMs)
}
