import { machineName } from '../../distributions.ts'
import { strftime } from '../shell/printf.ts'
import { uptimeSeconds, loadAverages } from '../base/pseudo-files.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { timeZone, zoneName, zoneNames } from './time-zone.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { lookUp } from './net/dial.ts'

const whoami: Program = async (call) => {
  await call.out(`${call.machine.users.userName(call.cred.uid)}\n`)
  return 0
}

const id: Program = async (call) => {
  const { users } = call.machine
  const { flags, operands } = options(call.args)
  const [name] = operands
  const user = name === undefined ? undefined : users.byName(name)
  if (name !== undefined && !user) return call.fail(`‘${name}’: no such user`)
  const cred = user ? users.credentials(user) : call.cred
  const named = flags.has('n')
  if (flags.has('u')) await call.out(`${named ? users.userName(cred.uid) : cred.uid}\n`)
  else if (flags.has('g')) await call.out(`${named ? users.groupName(cred.gid) : cred.gid}\n`)
  else if (flags.has('G'))
    await call.out(`${cred.groups.map((gid) => (named ? users.groupName(gid) : gid)).join(' ')}\n`)
  else
    await call.out(
      `uid=${cred.uid}(${users.userName(cred.uid)}) gid=${cred.gid}(${users.groupName(cred.gid)}) groups=${cred.groups.map((gid) => `${gid}(${users.groupName(gid)})`).join(',')}\n`,
    )
  return 0
}

const groups: Program = async (call) => {
  const user = call.args[0] === undefined ? undefined : call.machine.users.byName(call.args[0])
  const cred = user ? call.machine.users.credentials(user) : call.cred
  await call.out(
    `${user ? `${user.name} : ` : ''}${cred.groups.map((gid) => call.machine.users.groupName(gid)).join(' ')}\n`,
  )
  return 0
}

const hostname: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const { machine } = call
  if (flags.has('I') || flags.has('i'))
    await call.out(
      `${[...machine.network.addresses, ...machine.network.ipv6Addresses].join(' ')} \n`,
    )
  else if (['f', 'fqdn', 'long', 'A', 'd', 'domain'].some((flag) => flags.has(flag))) {
    const whole = await wholeName(call)
    const [, domain = ''] = whole.split(/\.(.*)/s)
    await call.out(`${flags.has('d') || flags.has('domain') ? domain : whole}\n`)
  } else if (flags.has('s') || flags.has('short'))
    await call.out(`${machine.hostname.split('.')[0]}\n`)
  else if (operands[0] === undefined) await call.out(`${machine.hostname}\n`)
  else if (call.cred.uid === 0) setHostname(call, operands[0], false)
  else return call.fail('you must be root to change the host name')
  return 0
}

/** The host name with its domain: as /etc/hosts has it, or as the VPC named the machine. */
async function wholeName(call: Call): Promise<string> {
  const { hostname: name, spec } = call.machine
  if (name.includes('.')) return name
  const hosts = await call.vfs.readText('/etc/hosts', rootCredentials).catch(() => '')
  const row = hosts
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .find(([, ...names]) => names.includes(name))
  if (row?.[1]) return row[1]
  return name === spec.hostname.split('.')[0] ? spec.hostname : name
}

function setHostname(call: Call, name: string, lasting: boolean): void {
  call.machine.hostname = name
  if (lasting) call.vfs.writeFile('/etc/hostname', `${name}\n`, rootCredentials)
  call.machine.units.changed()
}

const hostnamectl: Program = async (call) => {
  const { machine } = call
  if (call.args[0] === 'set-hostname' || call.args[0] === 'hostname') {
    if (call.cred.uid !== 0) return call.fail('Could not set static hostname: Access denied')
    setHostname(call, call.args[1] ?? '', true)
    return 0
  }
  await call.out(
    ` Static hostname: ${machine.hostname}\n       Icon name: computer-vm\n         Chassis: vm\n  Virtualization: amazon\nOperating System: ${machine.facts.prettyName}\n          Kernel: Linux ${machine.facts.kernel}.${machineName(machine.spec.architecture)}\n    Architecture: ${machine.spec.architecture === 'arm64' ? 'arm64' : 'x86-64'}\n Hardware Vendor: Amazon EC2\n  Hardware Model: ${machine.spec.instanceType}\n`,
  )
  return 0
}

const uname: Program = async (call) => {
  const { flags } = options(call.args)
  const { facts, spec, hostname: node } = call.machine
  const machine = machineName(spec.architecture)
  const release = facts.family === 'debian' ? facts.kernel : `${facts.kernel}.${machine}`
  const all = flags.has('a')
  const parts = [
    all || flags.has('s') || flags.size === 0 ? 'Linux' : '',
    all || flags.has('n') ? node : '',
    all || flags.has('r') ? release : '',
    all || flags.has('v') ? '#1 SMP PREEMPT_DYNAMIC Tue Oct 14 18:04:31 UTC 2025' : '',
    all || flags.has('m') ? machine : '',
    all || flags.has('p') ? machine : '',
    all || flags.has('i') ? machine : '',
    all || flags.has('o') ? 'GNU/Linux' : '',
  ]
  await call.out(`${parts.filter(Boolean).join(' ')}\n`)
  return 0
}

/** `date -d` as far as scripts use it. */
function parseDate(text: string, now: number): number | undefined {
  if (text.startsWith('@')) return Number(text.slice(1)) * 1000
  const words = text.trim().toLowerCase()
  const named: Readonly<Record<string, number>> = {
    now: 0,
    '': 0,
    today: 0,
    yesterday: -86_400_000,
    tomorrow: 86_400_000,
  }
  if (words in named) return now + (named[words] ?? 0)
  const units: Readonly<Record<string, number>> = {
    sec: 1e3,
    second: 1e3,
    min: 6e4,
    minute: 6e4,
    hour: 36e5,
    day: 864e5,
    week: 6048e5,
  }
  let at = now
  let rest = words
  const absolute = /^\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?)?(?:z| ?[-+]\d\d:?\d\d)?/.exec(words)
  if (absolute) {
    const iso = absolute[0].replace(' ', 'T').toUpperCase()
    at = Date.parse(/Z|[-+]\d\d:?\d\d$/.test(iso.slice(10)) || iso.length === 10 ? iso : `${iso}Z`)
    rest = words.slice(absolute[0].length).trim()
  }
  for (const match of rest.matchAll(
    /([-+]?\s*\d+)\s*(month|year|[a-z]+?)s?(\s+ago)?(?=\s|$|[-+])/g,
  )) {
    const amount = Number((match[1] ?? '').replaceAll(' ', '')) * (match[3] ? -1 : 1)
    const unit = match[2] ?? ''
    if (unit === 'month' || unit === 'year') {
      const date = new Date(at)
      if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount)
      else date.setUTCFullYear(date.getUTCFullYear() + amount)
      at = date.getTime()
    } else if (units[unit] === undefined) return undefined
    else at += amount * (units[unit] ?? 0)
  }
  if (rest !== '' && at === now && !/\d/.test(rest)) {
    const parsed = Date.parse(`${text} UTC`)
    return Number.isNaN(parsed) ? undefined : parsed
  }
  return at
}

const date: Program = async (call) => {
  const { flags, operands } = options(call.args, 'drI', ['date', 'reference'])
  const now = await call.machine.outside.freshNow()
  const text = flags.get('d') ?? flags.get('date')
  const reference = flags.get('r') ?? flags.get('reference')
  let at: number | undefined
  try {
    at =
      reference !== undefined
        ? call.vfs.find(call.absolute(reference), call.cred).mtimeMs
        : text === undefined
          ? now
          : parseDate(text, now)
  } catch (error) {
    return call.failAt(reference ?? '', error)
  }
  if (at === undefined) return call.fail(`invalid date ‘${text}’`)
  const [minutes, zone] = timeZone(call.vfs, call.env.get('TZ'))
  const format = operands.find((operand) => operand.startsWith('+'))?.slice(1)
  const iso = flags.get('I') ?? flags.get('iso-8601')
  const shape =
    iso !== undefined
      ? iso === '' || iso === 'date'
        ? '%Y-%m-%d'
        : '%Y-%m-%dT%H:%M:%S%:z'
      : flags.has('R')
        ? '%a, %d %b %Y %H:%M:%S %z'
        : format
  const standard =
    call.machine.facts.family === 'debian' ? '%a %b %e %H:%M:%S %Z %Y' : '%a %b %e %H:%M:%S %Z %Y'
  await call.out(
    `${strftime(shape ?? standard, at, flags.has('u') ? 0 : minutes, flags.has('u') ? 'UTC' : zone)}\n`,
  )
  return 0
}

const timedatectl: Program = async (call) => {
  const now = await call.machine.outside.freshNow()
  if (call.args[0] === 'list-timezones') {
    await call.out(`${zoneNames.toSorted().join('\n')}\n`)
    return 0
  }
  if (call.args[0] === 'set-timezone') {
    if (call.cred.uid !== 0)
      return call.err('Failed to set time zone: Access denied\n').then(() => 1)
    const name = call.args[1] ?? ''
    if (!zoneNames.includes(name))
      return call
        .err(`Failed to set time zone: Invalid or not installed time zone '${name}'\n`)
        .then(() => 1)
    if (call.vfs.peek('/etc/localtime', call.cred, false))
      call.vfs.remove('/etc/localtime', call.cred, 'file')
    call.vfs.symlink(`../usr/share/zoneinfo/${call.args[1] ?? 'UTC'}`, '/etc/localtime', call.cred)
    return 0
  }
  const [minutes, zone] = timeZone(call.vfs, call.env.get('TZ'))
  await call.out(
    `               Local time: ${strftime('%a %Y-%m-%d %H:%M:%S %Z', now, minutes, zone)}\n           Universal time: ${strftime('%a %Y-%m-%d %H:%M:%S UTC', now)}\n                 RTC time: ${strftime('%a %Y-%m-%d %H:%M:%S', now)}\n                Time zone: ${zoneName(call.vfs)} (${zone}, ${strftime('%z', now, minutes)})\nSystem clock synchronized: yes\n              NTP service: active\n          RTC in local TZ: no\n`,
  )
  return 0
}

const uptime: Program = async (call) => {
  const now = await call.machine.outside.freshNow()
  const total = Math.floor(uptimeSeconds(call.machine))
  const days = Math.floor(total / 86_400)
  const hours = Math.floor((total % 86_400) / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const terminals = call.machine.logins.present.length
  if (call.args[0] === '-s')
    await call.out(`${strftime('%Y-%m-%d %H:%M:%S', call.machine.bootedAt)}\n`)
  else if (call.args[0] === '-p')
    await call.out(
      `up ${days ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${hours ? `${hours} hour${hours > 1 ? 's' : ''}, ` : ''}${minutes} minute${minutes === 1 ? '' : 's'}\n`,
    )
  else
    await call.out(
      ` ${strftime('%H:%M:%S', now)} up ${days ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${hours ? `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}` : `${minutes} min`},  ${terminals} user${terminals === 1 ? '' : 's'},  load average: ${loadAverages(
        call.machine,
      )
        .map((load) => load.toFixed(2))
        .join(', ')}\n`,
    )
  return 0
}

const who: Program = async (call) => {
  const { present } = call.machine.logins
  if (call.name === 'users') await call.out(`${present.map(({ user }) => user).join(' ')}\n`)
  else if (call.name === 'w') {
    await uptime(call)
    await call.out('USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n')
    for (const { user, line, host, sinceMs } of present)
      await call.out(
        `${user.slice(0, 8).padEnd(8)} ${line.padEnd(8)} ${(host === '' ? '-' : host).padEnd(16)} ${strftime('%H:%M', sinceMs)}    0.00s  0.01s  0.00s ${programOn(call.machine, line)}\n`,
      )
  } else
    for (const { user, line, host, sinceMs } of present)
      await call.out(
        `${user.padEnd(8)} ${line.padEnd(12)} ${strftime('%Y-%m-%d %H:%M', sinceMs)}${host === '' ? '' : ` (${host})`}\n`,
      )
  return 0
}

/** What was started last on a terminal and still runs. */
function programOn(machine: Machine, line: string): string {
  const own = machine.processes.living.filter((one) => one.tty?.name === line && !one.hidden)
  return own.at(-1)?.argv.join(' ') ?? '-'
}

const last: Program = async (call) => {
  const { flags, operands } = options(call.args, 'nft', ['limit'])
  const limit = Number(
    flags.get('n') ?? flags.get('limit') ?? call.args.find((arg) => /^-\d+$/.test(arg))?.slice(1),
  )
  const rows = await call.machine.logins.past()
  const living = new Set(
    call.machine.logins.present.map(({ line, sinceMs }) => `${line} ${sinceMs}`),
  )
  const shown = rows
    .filter(
      ({ user, line }) =>
        operands.length === 0 || operands.some((one) => one === user || one === line),
    )
    .slice(0, Number.isInteger(limit) ? limit : undefined)
  for (const row of shown) {
    const from = strftime('%a %b %e %H:%M', row.sinceMs)
    const here = row.kind === 'boot' ? '  still running' : '   still logged in'
    const end =
      row.untilMs === undefined
        ? row.kind === 'boot' || living.has(`${row.line} ${row.sinceMs}`)
          ? here
          : '   gone - no logout'
        : ` - ${strftime('%H:%M', row.untilMs)}  (${duration(row.untilMs - row.sinceMs)})`
    await call.out(
      `${row.user.slice(0, 8).padEnd(8)} ${row.line.padEnd(12)} ${row.host.slice(0, 16).padEnd(16)} ${from}${end}\n`,
    )
  }
  const begins = rows.at(-1)?.sinceMs ?? call.machine.bootedAt
  await call.out(`\nwtmp begins ${strftime('%a %b %e %H:%M:%S %Y', begins)}\n`)
  return 0
}

/** `00:05`, `1+02:03` */
function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const days = Math.floor(minutes / 1440)
  const clock = `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return days > 0 ? `${days}+${clock}` : clock
}

const tty: Program = async (call) => {
  const { tty: device } = call.files.get(0) ?? {}
  await call.out(device ? `/dev/${device.name}\n` : 'not a tty\n')
  return device ? 0 : 1
}

const stty: Program = async (call) => {
  const { tty: device } = call.files.get(0) ?? {}
  if (!device) return call.fail("'standard input': Inappropriate ioctl for device")
  if (call.args[0] === 'size') await call.out(`${device.rows} ${device.cols}\n`)
  else if (call.args.includes('-echo')) call.machine.setEcho(device, false)
  else if (call.args.includes('echo') || call.args.includes('sane'))
    call.machine.setEcho(device, true)
  else if (call.args.length === 0 || call.args[0] === '-a')
    await call.out(
      `speed 38400 baud; rows ${device.rows}; columns ${device.cols}; line = 0;\nintr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D;\n`,
    )
  return 0
}

const getent: Program = async (call) => {
  const [database = '', key] = call.args
  if (/^a?hosts(?:v[46])?$/.test(database) && key !== undefined) {
    const family = database.endsWith('v6') ? 6 : database.endsWith('v4') ? 4 : undefined
    const found = await lookUp(call, key, family)
    if (typeof found === 'string') return 2
    if (database.startsWith('ahosts')) {
      // One line for each kind of socket, the name on the first.
      for (const [index, address] of found.entries())
        for (const [at, kind] of ['STREAM', 'DGRAM', 'RAW'].entries())
          await call.out(`${address.padEnd(15)} ${kind.padEnd(6)} ${index + at === 0 ? key : ''}\n`)
      return 0
    }
    // Of both families the newer alone is shown.
    const six = found.filter((address) => address.includes(':'))
    for (const address of six.length > 0 ? six : found)
      await call.out(`${address.padEnd(15)} ${key}\n`)
    return 0
  }
  const text = await call.vfs.readText(`/etc/${database}`, call.cred).catch(() => '')
  const found = text
    .split('\n')
    .filter(
      (line) =>
        line !== '' &&
        (key === undefined ||
          line.split(':')[0] === key ||
          line.split(':')[2] === key ||
          line.split(/\s+/).includes(key)),
    )
  for (const line of found) await call.out(`${line}\n`)
  return found.length > 0 ? 0 : 2
}

export const identityPrograms = {
  whoami,
  id,
  groups,
  hostname,
  hostnamectl,
  uname,
  date,
  timedatectl,
  uptime,
  who,
  w: who,
  users: who,
  tty,
  stty,
  getent,
  logname: whoami,
  nproc: async (call: Call) => {
    await call.out(`${call.machine.spec.vcpus}\n`)
    return 0
  },
  clear: async (call: Call) => {
    await call.out('\u001b[H\u001b[2J\u001b[3J')
    return 0
  },
  last,
  hostid: async (call: Call) => {
    await call.out('007f0100\n')
    return 0
  },
} satisfies Readonly<Record<string, Program>>
