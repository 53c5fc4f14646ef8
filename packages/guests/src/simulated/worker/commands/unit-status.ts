import { unitCommand } from '../base/unit-files.ts'
import { strftime } from '../shell/printf.ts'
import type { RunningUnit } from '../../protocol.ts'
import type { Call } from './call.ts'
import { journalLines } from './journal.ts'
import { isAbout } from './journalctl.ts'

function ago(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [
    [86_400, 'day'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const
  const at = parts.findIndex(([size]) => seconds >= size)
  if (at < 0) return '0s ago'
  return `${parts
    .slice(at, at + 2)
    .map(([size, name], index) => {
      const value = Math.floor(
        index === 0 ? seconds / size : (seconds % (parts[at]?.[0] ?? 1)) / size,
      )
      return `${value}${name === 'day' ? (value === 1 ? ' day' : ' days') : name}`
    })
    .join(' ')} ago`
}

function activeText(record: RunningUnit | undefined, now: number, tty: boolean): string {
  if (!record) return 'inactive (dead)'
  const coloured = (text: string, colour: string): string =>
    tty ? `\u001b[0;1;${colour}m${text}\u001b[0m` : text
  const since = `since ${strftime('%a %Y-%m-%d %H:%M:%S UTC', record.sinceMs)}; ${ago(now - record.sinceMs)}`
  if (record.state === 'failed')
    return `${coloured('failed', '31')} (Result: ${record.result ?? 'exit-code'}) ${since}`
  if (record.state === 'activating')
    return `activating (${record.result ? `auto-restart) (Result: ${record.result}` : 'start'}) ${since}`
  return `${coloured(record.exited ? 'active (exited)' : 'active (running)', '32')} ${since}`
}

/** What `systemctl status` tells of one unit; answers its exit code. */
export async function unitStatus(call: Call, name: string): Promise<number> {
  const { machine } = call
  const unit = machine.units.find(name)
  if (!unit) {
    await call.err(`Unit ${name.replace(/\.service$/, '')}.service could not be found.\n`)
    return 4
  }
  const file = await machine.units.file(unit)
  const now = await machine.outside.freshNow()
  const record = machine.units.state(unit.name)
  const tty = call.tty !== undefined
  const marks = { active: '●', activating: '●', failed: '×' }
  const mark = record ? marks[record.state] : '○'
  const colour = record?.state === 'failed' ? '31' : '32'
  const loaded = unit.masked
    ? `masked (Reason: Unit ${unit.name}.service is masked.)`
    : `loaded (${unit.path}; ${unit.enabled ? 'enabled' : 'disabled'}; preset: ${unit.enabled && !unit.path.startsWith('/etc') ? 'enabled' : 'disabled'})`
  let text = `${tty && record ? `\u001b[0;1;${colour}m${mark}\u001b[0m` : mark} ${unit.name}.service - ${file.description}\n     Loaded: ${loaded}\n     Active: ${activeText(record, now, tty)}\n`
  if (record && record.state !== 'active' && record.pid > 0 && record.end)
    text += `   Main PID: ${record.pid} (${record.end})\n        CPU: 12ms\n`
  if (record?.state === 'active' && !record.exited) text += processLines(call, unit.name, record)
  const lines = (await journalLines(machine))
    .filter(await isAbout(call, unit.name))
    .slice(-10)
    .map(({ line }) => line)
  await call.out(`${text}${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`)
  return record?.state === 'active' ? 0 : 3
}

function processLines(call: Call, name: string, record: RunningUnit): string {
  const living = call.machine.processes.ofUnit(name)
  const rows =
    record.pids === undefined
      ? [{ pid: record.pid, command: unitCommand(name), memoryKiB: 9_100 }]
      : living.map(({ pid, argv, memoryKiB }) => ({ pid, command: argv.join(' '), memoryKiB }))
  const program = (rows[0]?.command.split(' ')[0]?.split('/').at(-1) ?? name).replace(':', '')
  const memory = rows.reduce((sum, row) => sum + row.memoryKiB, 0) / 1024
  const tree = rows.map(
    ({ pid, command }, index) =>
      `             ${index === rows.length - 1 ? '└─' : '├─'}${pid} ${command}\n`,
  )
  return `   Main PID: ${record.pid} (${program})\n      Tasks: ${rows.length} (limit: 1059)\n     Memory: ${memory.toFixed(1)}M\n        CPU: 31ms\n     CGroup: /system.slice/${name}.service\n${tree.join('')}`
}
