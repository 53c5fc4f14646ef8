import { strftime } from '../shell/printf.ts'
import type { Unit } from '../system/units.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { power } from './power.ts'
import { listTimers, timerVerb } from './timers.ts'
import { unitStatus } from './unit-status.ts'

async function list(call: Call, failedOnly: boolean): Promise<number> {
  const { units } = call.machine
  const rows: string[] = []
  for (const record of units.states) {
    if (failedOnly && record.state !== 'failed') continue
    const unit = units.find(record.name)
    const description = unit ? (await units.file(unit)).description : ''
    const sub = record.exited ? 'exited' : record.state === 'active' ? 'running' : record.state
    const mark = record.state === 'failed' ? '●' : ' '
    rows.push(
      `${mark} ${`${record.name}.service`.padEnd(40)} loaded ${record.state.padEnd(6)} ${sub.padEnd(7)} ${description}`,
    )
  }
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

/** `systemctl start` and its like; says what went wrong. */
async function start(call: Call, unit: Unit): Promise<number> {
  const full = `${unit.name}.service`
  if (unit.masked) {
    await call.err(`Failed to start ${full}: Unit ${full} is masked.\n`)
    return 1
  }
  if (await call.machine.units.start(unit)) return 0
  const old = call.machine.facts.packageTool === 'yum'
  await call.err(
    `Job for ${full} failed because the control process exited with error code.\nSee "systemctl status ${full}" and "journalctl -xe${old ? '' : `u ${full}`}" for details.\n`,
  )
  return 1
}

async function reload(call: Call, unit: Unit): Promise<number> {
  const full = `${unit.name}.service`
  const { units } = call.machine
  if (!units.running(unit.name)) {
    await call.err(`${full} is not active, cannot reload.\n`)
    return 1
  }
  const wrong = await units.service(unit.name).reload()
  if (wrong === 'not-applicable')
    await call.err(
      `Failed to reload ${full}: Job type reload is not applicable for unit ${full}.\nSee system logs and 'systemctl status ${full}' for details.\n`,
    )
  if (wrong === 'failed')
    await call.err(
      `Job for ${full} failed because the control process exited with error code.\nSee "systemctl status ${full}" and "journalctl -xeu ${full}" for details.\n`,
    )
  return wrong ? 1 : 0
}

async function act(call: Call, verb: string, unit: Unit, now: boolean): Promise<number> {
  const { units } = call.machine
  switch (verb) {
    case 'start':
      return start(call, unit)
    case 'stop':
      await units.stop(unit)
      return 0
    case 'try-restart':
    case 'restart':
      if (verb === 'try-restart' && !units.running(unit.name)) return 0
      await units.stop(unit)
      return start(call, unit)
    case 'reload':
      return reload(call, unit)
    case 'reload-or-restart':
      if (units.running(unit.name) && (await units.file(unit)).reload.length > 0)
        return reload(call, unit)
      await units.stop(unit)
      return start(call, unit)
    case 'enable':
    case 'reenable':
      await call.err((await units.enable(unit)) ?? '')
      return now ? start(call, unit) : 0
    case 'disable':
      await call.err(units.disable(unit) ?? '')
      if (now) await units.stop(unit)
      return 0
    case 'mask':
      await call.err(units.mask(unit))
      return 0
    case 'unmask':
      await call.err(units.unmask(unit))
      return 0
    case 'kill':
      for (const process of call.machine.processes.ofUnit(unit.name)) process.deliver(15)
      return 0
    default:
      return 0
  }
}

const systemctl: Program = async (call) => {
  const { flags, operands } = options(call.args, 'tnp', ['type', 'state', 'lines', 'property'])
  const [verb = 'list-units', ...names] = operands
  const { machine } = call
  switch (verb) {
    case 'status':
      if (names.length > 0) {
        let worst = 0
        for (const name of names)
          worst = Math.max(
            worst,
            await (name.endsWith('.timer')
              ? timerVerb(call, verb, name, false)
              : unitStatus(call, name)),
          )
        return worst
      }
      await call.out(
        `● ${machine.hostname.split('.')[0]}\n    State: running\n     Jobs: 0 queued\n   Failed: ${machine.units.states.filter(({ state }) => state === 'failed').length} units\n    Since: ${strftime('%a %Y-%m-%d %H:%M:%S UTC', machine.bootedAt)}\n`,
      )
      return 0
    case 'list-units':
      return list(call, flags.get('state') === 'failed' || flags.has('failed'))
    case 'list-timers':
      return listTimers(call, flags.has('all') || flags.has('a'))
    case 'list-unit-files':
      return listFiles(call)
    case 'is-failed': {
      const record = machine.units.state(machine.units.find(names[0] ?? '')?.name ?? '')
      await call.out(`${record?.state ?? 'inactive'}\n`)
      return record?.state === 'failed' ? 0 : 1
    }
    case 'is-active':
    case 'is-enabled': {
      let failed = 0
      for (const name of names) {
        if (name.endsWith('.timer')) {
          failed = Math.max(failed, await timerVerb(call, verb, name, false))
          continue
        }
        const unit = machine.units.find(name)
        const yes =
          unit &&
          (verb === 'is-active' ? machine.units.running(unit.name) !== undefined : unit.enabled)
        if (!flags.has('q') && !flags.has('quiet'))
          await call.out(
            `${verb === 'is-active' ? ((unit && machine.units.state(unit.name)?.state) ?? 'inactive') : unit?.masked ? 'masked' : yes ? 'enabled' : 'disabled'}\n`,
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
      return 0
    case 'reset-failed':
      for (const record of machine.units.states)
        if (record.state === 'failed' && (names.length === 0 || names.includes(record.name)))
          await machine.units.service(record.name).stop()
      return 0
    case 'get-default':
      await call.out('multi-user.target\n')
      return 0
    case 'cat': {
      for (const name of names) {
        if (name.endsWith('.timer')) return timerVerb(call, verb, name, false)
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
        ActiveState: (unit && machine.units.state(unit.name)?.state) ?? 'inactive',
        SubState: running ? (running.exited ? 'exited' : 'running') : 'dead',
        NRestarts: String(running?.restarts ?? 0),
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
    if (/\.(?:target|socket|mount)$/.test(name)) continue
    if (name.endsWith('.timer')) {
      result = Math.max(result, await timerVerb(call, verb, name, flags.has('now')))
      continue
    }
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
  if (call.args[0] === '--status-all') return list(call, false)
  if (verb !== 'status') await call.err(`Redirecting to /bin/systemctl ${verb} ${name}.service\n`)
  return call.run(['systemctl', verb, name])
}

export const servicePrograms = { systemctl, service } satisfies Readonly<Record<string, Program>>
