import { rootCredentials } from '../vfs/inode.ts'
import { options, type Program } from './call.ts'

/** `chkconfig`: what was SysV's, handed on to systemd. */
const chkconfig: Program = async (call) => {
  const { flags, operands } = options(call.args, '', ['level', 'type'])
  const [name, verb] = operands
  if (flags.has('list') || name === undefined) {
    await call.out(
      "\nNote: This output shows SysV services only and does not include native\n      systemd services. SysV configuration data might be overridden by native\n      systemd configuration.\n\n      If you want to list systemd services use 'systemctl list-unit-files'.\n      To see services enabled on particular target use\n      'systemctl list-dependencies [target]'.\n\n",
    )
    return 0
  }
  const unit = call.machine.units.find(name)
  if (verb === undefined) {
    if (!unit)
      return call
        .err(`error reading information on service ${name}: No such file or directory\n`)
        .then(() => 1)
    return unit.enabled ? 0 : 1
  }
  if (!unit)
    return call
      .err(`error reading information on service ${name}: No such file or directory\n`)
      .then(() => 1)
  if (verb !== 'on' && verb !== 'off' && verb !== 'reset')
    return call
      .err('chkconfig version 1.15 - Copyright (C) 1997-2000 Red Hat, Inc.\n')
      .then(() => 1)
  if (call.cred.uid !== 0)
    return call.err('You do not have enough privileges to perform this operation.\n').then(() => 1)
  const action = verb === 'off' ? 'disable' : 'enable'
  await call.err(`Note: Forwarding request to 'systemctl ${action} ${unit.name}.service'.\n`)
  return call.run(['systemctl', action, unit.name])
}

/** `localectl`: the language that programs of this system speak. */
const localectl: Program = async (call) => {
  const [verb, ...settings] = call.args
  if (verb === 'set-locale') {
    if (call.cred.uid !== 0)
      return call.err('Failed to issue method call: Access denied\n').then(() => 1)
    const lines = settings.map((setting) => (setting.includes('=') ? setting : `LANG=${setting}`))
    call.vfs.writeFile('/etc/locale.conf', `${lines.join('\n')}\n`, rootCredentials)
    return 0
  }
  if (verb === 'list-locales') return call.out('C.UTF-8\nen_US.UTF-8\nko_KR.UTF-8\n').then(() => 0)
  const text = await call.vfs.readText('/etc/locale.conf', rootCredentials).catch(() => '')
  await call.out(
    `   System Locale: ${text.trim().split('\n').join('\n                  ') || 'n/a'}\n       VC Keymap: n/a\n      X11 Layout: n/a\n`,
  )
  return 0
}

const renice: Program = async (call) => {
  const { flags, operands } = options(call.args, 'np', ['priority', 'pid'])
  const [first, ...rest] = operands
  const priority = Number(flags.get('n') ?? flags.get('priority') ?? first)
  const pids = flags.has('n') || flags.has('priority') ? operands : rest
  if (flags.has('p')) pids.push(flags.get('p') ?? '')
  if (!Number.isInteger(priority) || pids.length === 0) return call.fail('not enough arguments')
  let status = 0
  for (const text of pids) {
    const process = call.machine.processes.byPid(Number(text))
    if (!process)
      status = await call.fail(`failed to get priority for ${text} (process ID): No such process`)
    else if (call.cred.uid !== 0 && (priority < 0 || process.cred.uid !== call.cred.uid))
      status = await call.fail(`failed to set priority for ${text} (process ID): Permission denied`)
    else await call.out(`${text} (process ID) old priority 0, new priority ${priority}\n`)
  }
  return status
}

export const settingPrograms = {
  chkconfig,
  localectl,
  renice,
} satisfies Readonly<Record<string, Program>>
