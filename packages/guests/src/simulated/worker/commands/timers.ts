import { strftime } from '../shell/printf.ts'
import type { TimerUnit } from '../system/timers.ts'
import type { Call } from './call.ts'
import { timeZone } from './time-zone.ts'

/** `4min 50s`: the two largest units of a span of time, as systemd shortens it. */
export function spanText(ms: number): string {
  let seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds}s`
  const units = [
    [2_629_800, 'month', 'months'],
    [604_800, 'week', 'weeks'],
    [86_400, 'day', 'days'],
    [3600, 'h', 'h'],
    [60, 'min', 'min'],
    [1, 's', 's'],
  ] as const
  const parts: string[] = []
  for (const [size, one, many] of units) {
    const count = Math.floor(seconds / size)
    seconds -= count * size
    if (count > 0) parts.push(`${count}${one.length > 3 ? ' ' : ''}${count === 1 ? one : many}`)
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

/** `systemctl list-timers`. */
export async function listTimers(call: Call, all: boolean): Promise<number> {
  const { machine } = call
  const now = await machine.outside.freshNow()
  const [east, zone] = timeZone(call.vfs, undefined)
  const date = (at: number | undefined): string =>
    at === undefined ? '-' : `${strftime('%a %Y-%m-%d %H:%M:%S', at, east)} ${zone}`
  const rows: { next: number | undefined; cells: string[] }[] = []
  for (const name of machine.timers.names) {
    const unit = await machine.timers.find(name)
    const record = machine.timers.active(name)
    if (!unit || (!record && !all)) continue
    const next = record && machine.timers.nextOf(unit, record)
    const last = record?.lastMs
    rows.push({
      next,
      cells: [
        date(next),
        next === undefined ? '-' : next <= now ? 'now' : `${spanText(next - now)} left`,
        date(last),
        last === undefined ? '-' : `${spanText(now - last)} ago`,
        `${name}.timer`,
        `${unit.activates}.service`,
      ],
    })
  }
  rows.sort((a, b) => (a.next ?? Infinity) - (b.next ?? Infinity))
  const head = ['NEXT', 'LEFT', 'LAST', 'PASSED', 'UNIT', 'ACTIVATES']
  const lines = [head, ...rows.map(({ cells }) => cells)]
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const table = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(' ')
      .trimEnd(),
  )
  await call.out(
    `${table.join('\n')}\n\n${rows.length} timers listed.\n${all ? '' : 'Pass --all to see loaded but inactive timers, too.\n'}`,
  )
  return 0
}

/** What `systemctl` does with a timer; the caller is root where that is needed. Answers its exit code. */
export async function timerVerb(
  call: Call,
  verb: string,
  typed: string,
  now: boolean,
): Promise<number> {
  const { timers } = call.machine
  const unit = await timers.find(typed)
  if (!unit) {
    await call.err(
      verb === 'enable' || verb === 'disable'
        ? `Failed to ${verb} unit: Unit file ${typed} does not exist.\n`
        : `Unit ${typed} could not be found.\n`,
    )
    return verb === 'status' ? 4 : verb === 'enable' || verb === 'disable' ? 1 : 5
  }
  const active = timers.active(unit.name) !== undefined
  switch (verb) {
    case 'start':
      await timers.start(unit)
      return 0
    case 'stop':
      await timers.stop(unit)
      return 0
    case 'restart':
      await timers.stop(unit)
      await timers.start(unit)
      return 0
    case 'enable':
      await call.err(timers.enable(unit))
      if (now) await timers.start(unit)
      return 0
    case 'disable':
      await call.err(timers.disable(unit))
      if (now) await timers.stop(unit)
      return 0
    case 'is-active':
      await call.out(`${active ? 'active' : 'inactive'}\n`)
      return active ? 0 : 3
    case 'is-enabled':
      await call.out(`${unit.enabled ? 'enabled' : 'disabled'}\n`)
      return unit.enabled ? 0 : 1
    case 'cat':
      await call.out(`# ${unit.path}\n${await call.vfs.readText(unit.path, call.cred)}`)
      return 0
    case 'status':
      return status(call, unit)
    default:
      await call.err(
        `Failed to ${verb} ${unit.name}.timer: Job type ${verb} is not applicable for unit ${unit.name}.timer.\n`,
      )
      return 1
  }
}

async function status(call: Call, unit: TimerUnit): Promise<number> {
  const { machine } = call
  const now = await machine.outside.freshNow()
  const record = machine.timers.active(unit.name)
  const next = record && machine.timers.nextOf(unit, record)
  const date = (at: number): string => strftime('%a %Y-%m-%d %H:%M:%S UTC', at)
  const state = record
    ? `active (waiting) since ${date(record.sinceMs)}; ${spanText(now - record.sinceMs)} ago`
    : 'inactive (dead)'
  const trigger =
    next === undefined ? 'n/a' : `${date(next)}; ${spanText(Math.max(0, next - now))} left`
  await call.out(
    `${record ? '●' : '○'} ${unit.name}.timer - ${unit.description}\n     Loaded: loaded (${unit.path}; ${unit.enabled ? 'enabled' : 'disabled'}; preset: disabled)\n     Active: ${state}\n    Trigger: ${trigger}\n   Triggers: ● ${unit.activates}.service\n`,
  )
  return record ? 0 : 3
}
