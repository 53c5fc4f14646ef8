import { unitCommand } from '../base/unit-files.ts'
import type { Machine } from './machine.ts'
import type { Process } from './process.ts'

/** A process as `ps` and /proc show it. */
export interface ProcessRow {
  readonly user: string
  readonly pid: number
  readonly ppid: number
  /** Share of a processor at present, and over its life. */
  readonly cpu: number
  readonly average: number
  readonly cpuMs: number
  readonly memoryKiB: number
  readonly tty: string
  readonly state: string
  readonly startMs: number
  readonly command: string
  readonly background: boolean
}

/** All processes: the kernel's, the services', and what runs here. */
export function processRows(machine: Machine): ProcessRow[] {
  const rows: ProcessRow[] = []
  const add = (
    pid: number,
    ppid: number,
    command: string,
    memoryKiB: number,
    startMs: number,
  ): void => {
    rows.push({
      user: 'root',
      pid,
      ppid,
      cpu: 0,
      average: 0,
      cpuMs: 20 + (pid % 7) * 10,
      memoryKiB,
      tty: '?',
      state: command.startsWith('[') ? 'I' : 'Ss',
      startMs,
      command,
      background: true,
    })
  }
  add(
    1,
    0,
    '/usr/lib/systemd/systemd --switched-root --system --deserialize=32',
    16_900,
    machine.bootedAt,
  )
  for (const [pid, name] of [
    [2, '[kthreadd]'],
    [3, '[rcu_gp]'],
    [11, '[kworker/u30:0-events_unbound]'],
    [14, '[ksoftirqd/0]'],
    [16, '[migration/0]'],
    [42, '[kcompactd0]'],
  ] as const)
    add(pid, pid === 2 ? 0 : 2, name, 0, machine.bootedAt)
  for (const unit of machine.units.all.filter((one) => one.pids === undefined && !one.exited))
    add(
      unit.pid,
      1,
      unitCommand(unit.name),
      unit.name.includes('ssm') ? 18_400 : 8_900,
      unit.sinceMs,
    )
  add(
    1899,
    1,
    '/sbin/agetty -o -p -- \\u --keep-baud 115200,57600,38400,9600 - vt220',
    1_100,
    machine.bootedAt + machine.facts.bootMs,
  )
  for (const process of machine.processes.living.filter((one) => !one.hidden))
    rows.push({
      user: machine.users.userName(process.cred.uid),
      pid: process.pid,
      ppid: process.ppid,
      cpu: machine.scheduler.percentOf(process),
      average: averageOf(machine, process),
      cpuMs: machine.scheduler.timeOf(process),
      memoryKiB: process.memoryKiB,
      tty: process.tty?.name ?? '?',
      state: stateOf(machine, process),
      startMs: process.startMs,
      command: process.argv.join(' '),
      background: process.background,
    })
  return rows.sort((a, b) => a.pid - b.pid)
}

function stateOf(machine: Machine, process: Process): string {
  const state = machine.scheduler.percentOf(process) > 0 ? 'R' : process.state
  return state + (process.background ? '' : '+')
}

/** What `ps` calls %CPU: time on a processor over time since the start. */
function averageOf(machine: Machine, process: Process): number {
  const lived = machine.outside.now() - process.startMs
  const cpuMs = machine.scheduler.timeOf(process)
  return lived > 1_000 ? Math.min(100, (cpuMs / lived) * 100) : machine.scheduler.percentOf(process)
}

/** `nginx` of `nginx: worker process` and `/usr/sbin/nginx -g …`: what the kernel calls a program, in 15 letters at most. */
export function programName(argv: readonly string[]): string {
  const first = (argv[0] ?? '').replace(/: .*$/, '').split(' ')[0]?.split('/').at(-1) ?? ''
  return first.replace(/^-|:$/g, '').slice(0, 15)
}
