import { unitCommand } from '../base/unit-files.ts'
import { strftime } from '../shell/printf.ts'
import type { Unit } from '../system/units.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { power } from './power.ts'

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

async function status(call: Call, name: string): Promise<number> {
  const { machine } = call
  const unit = machine.units.find(name)
  if (!unit)
    return call
      .fail(`Unit ${name.replace(/\.service$/, '')}.service could not be found.`, 4)
      .then(() => 4)
  const now = await machine.outside.freshNow()
  const running = machine.units.running(unit.name)
  const green = (text: string): string => (call.tty ? `\u001b[0;1;32m${text}\u001b[0m` : text)
  const state = running
    ? `${green('active (running)')} since ${strftime('%a %Y-%m-%d %H:%M:%S UTC', running.sinceMs)}; ${ago(now - running.sinceMs)}`
    : 'inactive (dead)'
  let text = `${running ? green('●') : '○'} ${unit.name}.service - ${unit.description}\n     Loaded: loaded (${unit.path}; ${unit.enabled ? green('enabled') : 'disabled'}; preset: ${unit.enabled ? 'enabled' : 'disabled'})\n     Active: ${state}\n`
  if (running) {
    const command = unitCommand(unit.name)
    text += `   Main PID: ${running.pid} (${command.split(' ')[0]?.split('/').at(-1)?.replace(':', '')})\n      Tasks: 1 (limit: 1059)\n     Memory: 8.9M\n        CPU: 31ms\n     CGroup: /system.slice/${unit.name}.service\n             └─${running.pid} ${command}\n`
  }
  const lines = (await journal(call))
    .filter((line) => line.includes(`${unit.name}.service`) || line.includes(` ${unit.name}[`))
    .slice(-10)
  await call.out(`${text}${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`)
  return running ? 0 : 3
}

async function list(call: Call): Promise<number> {
  const rows = call.machine.units.all.map(
    (unit) =>
      `  ${`${unit.name}.service`.padEnd(40)} loaded active running ${call.machine.units.find(unit.name)?.description ?? ''}`,
  )
  await call.out(
    `  UNIT                                     LOAD   ACTIVE SUB     DESCRIPTION\n${rows.join('\n')}\n\n${rows.length} loaded units listed.\n`,
  )
  return 0
}

async function listFiles(call: Call): Promise<number> {
  const names = [
    ...(call.vfs.peek('/usr/lib/systemd/system', call.cred)?.children?.keys() ?? []),
  ].sort()
  const rows = names.map(
    (name) =>
      `${name.padEnd(44)} ${call.machine.units.find(name)?.enabled ? 'enabled ' : 'disabled'}        ${call.machine.units.find(name)?.enabled ? 'enabled' : 'disabled'}`,
  )
  await call.out(
    `${'UNIT FILE'.padEnd(44)} STATE           PRESET\n${rows.join('\n')}\n\n${rows.length} unit files listed.\n`,
  )
  return 0
}

async function act(call: Call, verb: string, unit: Unit, now: boolean): Promise<number> {
  const { units } = call.machine
  switch (verb) {
    case 'start':
      return started(call, unit)
    case 'stop':
      await units.stop(unit)
      return 0
    case 'restart':
    case 'try-restart':
      await units.stop(unit)
      return started(call, unit)
    case 'reload':
    case 'reload-or-restart':
      if (units.running(unit.name)) {
        units.reload(unit)
        return 0
      }
      if (verb === 'reload')
        return call.err(`${unit.name}.service is not active, cannot reload.\n`).then(() => 1)
      return started(call, unit)
    case 'enable':
    case 'reenable':
      await call.err(units.enable(unit) ?? '')
      return now ? started(call, unit) : 0
    case 'disable':
      await call.err(units.disable(unit) ?? '')
      if (now) await units.stop(unit)
      return 0
    default:
      return 0
  }
}

async function started(call: Call, unit: Unit): Promise<number> {
  if (await call.machine.units.start(unit)) return 0
  const name = `${unit.name}.service`
  await call.err(
    `Job for ${name} failed because the control process exited with error code.\nSee "systemctl status ${name}" and "journalctl -xeu ${name}" for details.\n`,
  )
  return 1
}

const systemctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'tnp', ['type', 'state', 'lines', 'property'])
  const [verb = 'list-units', ...names] = operands
  const { machine } = call
  switch (verb) {
    case 'status':
      if (names.length > 0) {
        let worst = 0
        for (const name of names) worst = Math.max(worst, await status(call, name))
        return worst
      }
      await call.out(
        `● ${machine.hostname.split('.')[0]}\n    State: running\n     Jobs: 0 queued\n   Failed: 0 units\n    Since: ${strftime('%a %Y-%m-%d %H:%M:%S UTC', machine.bootedAt)}\n`,
      )
      return 0
    case 'list-units':
      return list(call)
    case 'list-unit-files':
      return listFiles(call)
    case 'is-active':
    case 'is-enabled': {
      let failed = 0
      for (const name of names) {
        const unit = machine.units.find(name)
        const yes =
          unit &&
          (verb === 'is-active' ? machine.units.running(unit.name) !== undefined : unit.enabled)
        if (!flags.has('q') && !flags.has('quiet'))
          await call.out(
            `${verb === 'is-active' ? (yes ? 'active' : 'inactive') : yes ? 'enabled' : 'disabled'}\n`,
          )
        if (!yes) failed = verb === 'is-active' ? 3 : 1
      }
      return failed
    }
    case 'is-system-running':
      await call.out('running\n')
      return 0
    case 'daemon-reload':
    case 'daemon-reexec':
    case 'reset-failed':
      return 0
    case 'get-default':
      await call.out('multi-user.target\n')
      return 0
    case 'cat': {
      for (const name of names) {
        const unit = machine.units.find(name)
        if (!unit) return call.err(`No files found for ${name}.service.\n`).then(() => 1)
        await call.out(`# ${unit.path}\n${await call.vfs.readText(unit.path, call.cred)}`)
      }
      return 0
    }
    case 'show': {
      const unit = machine.units.find(names[0] ?? '')
      const running = unit && machine.units.running(unit.name)
      const all: Readonly<Record<string, string>> = {
        Id: `${names[0]}.service`,
        MainPID: String(running?.pid ?? 0),
        ActiveState: running ? 'active' : 'inactive',
        SubState: running ? 'running' : 'dead',
        UnitFileState: unit?.enabled ? 'enabled' : 'disabled',
      }
      const wanted = flags.get('p') ?? flags.get('property')
      for (const [key, value] of Object.entries(all))
        if (wanted === undefined || wanted.split(',').includes(key))
          await call.out(flags.has('value') ? `${value}\n` : `${key}=${value}\n`)
      return 0
    }
    case 'reboot':
    case 'poweroff':
    case 'halt':
      return power(call, verb === 'reboot' ? 'reboot' : 'poweroff')
    default:
  }
  if (
    ![
      'start',
      'stop',
      'restart',
      'try-restart',
      'reload',
      'reload-or-restart',
      'enable',
      'reenable',
      'disable',
      'mask',
      'unmask',
      'kill',
    ].includes(verb)
  )
    return call.err(`Unknown command verb ${verb}.\n`).then(() => 1)
  if (call.cred.uid !== 0)
    return call
      .err(
        `Failed to ${verb} ${names[0] ?? ''}.service: Access denied\nSee system logs and 'systemctl status ${names[0] ?? ''}.service' for details.\n`,
      )
      .then(() => 4)
  let result = 0
  for (const name of names) {
    if (/\.(?:target|socket|timer|mount)$/.test(name)) continue
    const unit = machine.units.find(name)
    if (unit) result = Math.max(result, await act(call, verb, unit, flags.has('now')))
    else {
      const full = `${name.replace(/\.service$/, '')}.service`
      await call.err(
        verb === 'start' || verb === 'restart'
          ? `Failed to ${verb} ${full}: Unit ${full} not found.\n`
          : verb === 'stop'
            ? `Failed to stop ${full}: Unit ${full} not loaded.\n`
            : `Failed to ${verb} unit: Unit file ${full} does not exist.\n`,
      )
      result = verb === 'enable' || verb === 'disable' ? 1 : 5
    }
  }
  return result
}

const service: Program = async (call) => {
  const [name = '', verb = 'status'] = call.args
  if (call.args[0] === '--status-all') return list(call)
  if (verb !== 'status') await call.err(`Redirecting to /bin/systemctl ${verb} ${name}.service\n`)
  return call.run(['systemctl', verb, name])
}

async function journal(call: Call): Promise<string[]> {
  const file = call.machine.facts.family === 'debian' ? '/var/log/syslog' : '/var/log/messages'
  const text = await call.vfs.readText(file, { uid: 0, gid: 0, groups: [] }).catch(() => '')
  return text.split('\n').filter(Boolean)
}

const journalctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'unpS', [
    'unit',
    'lines',
    'since',
    'until',
    'priority',
  ])
  const unit = flags.get('u') ?? flags.get('unit')
  const name =
    unit === undefined
      ? undefined
      : (call.machine.units.find(unit)?.name ?? unit.replace(/\.service$/, ''))
  const matches = (line: string): boolean =>
    name === undefined ||
    line.includes(`${name}.service`) ||
    line.includes(` ${name}[`) ||
    line.includes(` ${name}:`)
  const all = (await journal(call)).filter(
    (line) => matches(line) && operands.every((word) => line.includes(word)),
  )
  const count = flags.get('n') ?? flags.get('lines')
  const shown =
    count === undefined ? (flags.has('f') ? all.slice(-10) : all) : all.slice(-Number(count))
  await call.out(shown.length > 0 ? `${shown.join('\n')}\n` : '-- No entries --\n')
  let seen = all.length
  while (flags.has('f') || flags.has('follow')) {
    await call.machine.outside.sleep(1_000, call.signal)
    const lines = (await journal(call)).filter(matches)
    for (const line of lines.slice(seen)) await call.out(`${line}\n`)
    seen = lines.length
  }
  return 0
}

const logger: Program = async (call) => {
  const { flags, operands } = options(call.args, 'tp')
  const tag = flags.get('t') ?? call.env.get('USER') ?? 'root'
  const log = async (text: string): Promise<void> => {
    await call.machine.log(tag, text)
    if (flags.has('s')) await call.err(`<13>${tag}: ${text}\n`)
  }
  if (operands.length > 0) {
    await log(operands.join(' '))
    return 0
  }
  let rest = ''
  for (
    let bytes = await call.files.get(0)?.read(65_536, call.signal);
    bytes;
    bytes = await call.files.get(0)?.read(65_536, call.signal)
  ) {
    const lines = (rest + Buffer.from(bytes).toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) await log(line)
  }
  if (rest !== '') await log(rest)
  return 0
}

export const servicePrograms = { systemctl, service, journalctl, logger } satisfies Readonly<
  Record<string, Program>
>
