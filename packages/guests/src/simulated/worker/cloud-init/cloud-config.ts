import { Bash } from 'just-bash'
import { addUser } from '../tty/terminal-session.ts'
import type { Machine } from '../system/machine.ts'
import { setPassword, setPasswordHash } from '../system/passwords.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call } from '../commands/call.ts'
import type { Messages } from './messages.ts'
import { userScripts } from './scripts.ts'

const root = rootCredentials

export type Config = Readonly<Record<string, unknown>>

function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** A cloud-config's YAML; undefined when it cannot be read. */
export async function readCloudConfig(text: string): Promise<Config | undefined> {
  const bash = new Bash({ commands: ['yq'], defenseInDepth: false })
  const result = await bash.exec('yq', { args: ['-o', 'json', '.'], stdin: text })
  if (result.exitCode !== 0) return undefined
  try {
    const value: unknown = JSON.parse(result.stdout)
    return isConfig(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** `bootcmd`: one shell runs it all, at every boot. */
export async function runBootCommands(
  call: Call,
  config: Config,
  messages: Messages,
): Promise<void> {
  if (config['bootcmd'] === undefined) return
  const path = '/run/cloud-init/tmp/bootcmd.sh'
  call.vfs.makeDirectories('/run/cloud-init/tmp', root)
  call.vfs.writeFile(path, shellText(config['bootcmd']), root, 0o700)
  const status = await call.run(['/bin/sh', path])
  if (status !== 0)
    await messages.moduleFailed('bootcmd', [
      'cc_bootcmd.py',
      'Failed to run bootcmd module bootcmd',
    ])
}

/** Carries out the modules that come before the scripts; what `runcmd` asks is left as a script for the end. */
export async function applyCloudConfig(
  call: Call,
  config: Config,
  messages: Messages,
): Promise<void> {
  const { machine } = call
  const files = listOf(config['write_files']).filter(isConfig)
  for (const file of files) if (file['defer'] !== true) await writeFile(call, file)
  await setNames(call, config)
  await applyUsers(call, config)
  await applyPasswords(machine, config)
  for (const key of listOf(config['ssh_authorized_keys']))
    await authorize(call, machine.facts.defaultUser, textOf(key))
  await mountAll(call, config)
  const locale = textOf(config['locale'])
  if (locale !== '') machine.vfs.writeFile('/etc/locale.conf', `LANG=${locale}\n`, root)
  const zone = textOf(config['timezone'])
  if (zone !== '') await call.run(['timedatectl', 'set-timezone', zone])
  await installPackages(call, config, messages)
  for (const file of files) if (file['defer'] === true) await writeFile(call, file)
  if (config['runcmd'] === undefined) return
  machine.vfs.makeDirectories(userScripts, root)
  machine.vfs.writeFile(`${userScripts}/runcmd`, shellText(config['runcmd']), root, 0o700)
}

async function setNames(call: Call, config: Config): Promise<void> {
  const { machine } = call
  const fqdn = textOf(config['fqdn'])
  const name = textOf(config['hostname']) || fqdn
  if (name === '' || config['preserve_hostname'] === true) return
  // The short name, unless the distribution prefers the whole one.
  const whole = machine.facts.family === 'debian' ? name : fqdn || name
  machine.hostname = whole
  machine.vfs.writeFile('/etc/hostname', `${whole}\n`, root)
  machine.units.changed()
  const wanted = config['manage_etc_hosts']
  if (wanted !== true && wanted !== 'localhost') return
  const names = [...new Set([fqdn || name, name.split('.')[0] ?? name])].join(' ')
  const hosts = await machine.vfs.readText('/etc/hosts', root).catch(() => '')
  machine.vfs.writeFile('/etc/hosts', `127.0.1.1 ${names}\n${hosts}`, root)
}

async function installPackages(call: Call, config: Config, messages: Messages): Promise<void> {
  const { packageTool } = call.machine.facts
  const tool = { dnf: 'dnf', yum: 'yum', apt: 'apt-get', zypper: 'zypper', none: '' }[packageTool]
  if (tool === '') return
  const packages = listOf(config['packages'])
    .map((item) =>
      Array.isArray(item) ? item.map(textOf).join(tool === 'apt-get' ? '=' : '-') : textOf(item),
    )
    .filter(Boolean)
  const failed: string[] = []
  const refresh = tool === 'dnf' || tool === 'yum' ? 'makecache' : 'update'
  if (
    [config['package_update'], config['apt_update']].includes(true) ||
    (tool === 'apt-get' && packages.length > 0)
  )
    if ((await call.run([tool, refresh])) !== 0) failed.push('update')
  if ([config['package_upgrade'], config['apt_upgrade']].includes(true))
    if ((await call.run([tool, 'upgrade', '-y'])) !== 0) failed.push('upgrade')
  if (packages.length > 0 && (await call.run([tool, 'install', '-y', ...packages])) !== 0) {
    await messages.warn('util.py', `Failed to install packages: ${pythonList(packages)}`)
    failed.push('install')
  }
  if (failed.length === 0) return
  await messages.moduleFailed('package_update_upgrade_install', [
    'cc_package_update_upgrade_install.py',
    `${failed.length} failed with exceptions, re-raising the last one`,
  ])
}

/** `mounts` and `swap`: lines of /etc/fstab, and what they say done at once. */
async function mountAll(call: Call, config: Config): Promise<void> {
  const { swap } = config
  const size = isConfig(swap) ? Number(swap['size'] ?? 0) : 0
  if (isConfig(swap) && size > 0) {
    const path = textOf(swap['filename']) || '/swap.img'
    await call.run(['fallocate', '-l', String(size), path])
    await call.run(['chmod', '600', path])
    await call.run(['mkswap', path])
    await call.vfs.appendFile(
      '/etc/fstab',
      `${path}\tnone\tswap\tsw,comment=cloudconfig\t0\t0\n`,
      root,
    )
    await call.run(['swapon', '-a'])
  }
  const rows = listOf(config['mounts']).filter(Array.isArray)
  for (const row of rows) {
    const given = row.map(textOf)
    const defaults = ['', '', 'auto', 'defaults,nofail', '0', '2']
    const [device = '', path = '', ...rest] = defaults.map((value, at) => given[at] || value)
    if (device === '' || path === '') continue
    const full = /^(?:sd|xvd|nvme)/.test(device) ? `/dev/${device}` : device
    if (path.startsWith('/')) call.vfs.makeDirectories(path, root)
    const options = `${rest[1] ?? ''},comment=cloudconfig`
    const line = [full, path, rest[0], options, rest[2], rest[3]].join('\t')
    await call.vfs.appendFile('/etc/fstab', `${line}\n`, root)
  }
  if (rows.length > 0) await call.run(['mount', '-a'])
}

/** What is printed of a Python list. */
function pythonList(items: readonly string[]): string {
  return `[${items.map((item) => `'${item}'`).join(', ')}]`
}

function shellText(commands: unknown): string {
  return `#!/bin/sh\n${listOf(commands)
    .map((command) => `${commandText(command)}\n`)
    .join('')}`
}

/** `password`, `chpasswd` and `ssh_pwauth`; sshd is told, for it started before cloud-init came so far. */
async function applyPasswords(machine: Machine, config: Config): Promise<void> {
  const own = textOf(config['password'])
  if (own !== '') await setPassword(machine, machine.facts.defaultUser, own)
  const { chpasswd } = config
  if (isConfig(chpasswd)) {
    const lines =
      typeof chpasswd['list'] === 'string' ? chpasswd['list'].split('\n') : listOf(chpasswd['list'])
    for (const line of [...lines, ...listOf(chpasswd['users'])]) {
      const [name, secret] = isConfig(line)
        ? [textOf(line['name']), textOf(line['password'])]
        : [textOf(line).replace(/:.*$/, ''), textOf(line).replace(/^[^:]*:/, '')]
      if (!machine.users.byName(name)) continue
      if (secret.startsWith('$6$')) await setPasswordHash(machine, name, secret)
      else await setPassword(machine, name, secret)
    }
  }
  const wanted = config['ssh_pwauth']
  if (wanted === undefined) return
  const on = wanted === true || /^(?:yes|true|on|1)$/i.test(textOf(wanted))
  machine.vfs.makeDirectories('/etc/ssh/sshd_config.d', root)
  const text = `PasswordAuthentication ${on ? 'yes' : 'no'}\n`
  if (machine.spec.distribution !== 'al2')
    machine.vfs.writeFile('/etc/ssh/sshd_config.d/50-cloud-init.conf', text, root, 0o600)
  else {
    const path = '/etc/ssh/sshd_config'
    const before = await machine.vfs.readText(path, root).catch(() => '')
    machine.vfs.writeFile(path, before.replace(/^PasswordAuthentication .*\n/m, text), root, 0o600)
  }
  const unit = machine.units.find(machine.facts.sshUnit)
  if (unit) await machine.units.service(unit.name).reload()
}

/** A list is a command with its arguments, a text is for the shell. */
function commandText(command: unknown): string {
  return Array.isArray(command)
    ? command.map((word) => `'${textOf(word).replaceAll("'", "'\\''")}'`).join(' ')
    : textOf(command)
}

async function writeFile(call: Call, file: Config): Promise<void> {
  const path = textOf(file['path'])
  if (!path.startsWith('/')) return
  const encoding = textOf(file['encoding'])
  let bytes: Uint8Array = Buffer.from(textOf(file['content']))
  if (/^(?:b64|base64|gz\+b64|gz\+base64|gzip\+base64)$/.test(encoding))
    bytes = Buffer.from(Buffer.from(bytes).toString(), 'base64')
  if (encoding.startsWith('gz')) {
    const { gunzipSync } = await import('node:zlib')
    bytes = gunzipSync(bytes, { maxOutputLength: 16 * 1024 * 1024 })
  }
  const { vfs, users } = call.machine
  vfs.makeDirectories(path.replace(/\/[^/]*$/, '') || '/', root)
  if (file['append'] === true) await vfs.appendFile(path, bytes, root)
  else vfs.writeFile(path, bytes, root)
  const mode = textOf(file['permissions'])
  if (mode !== '') vfs.chmod(path, Number.parseInt(mode.replace(/^0o/, ''), 8) || 0o644, root)
  const [user = '', group] = textOf(file['owner']).split(':')
  if (user !== '') vfs.chown(path, users.byName(user)?.uid, users.group(group ?? user)?.gid, root)
}

async function applyUsers(call: Call, config: Config): Promise<void> {
  const { users } = call.machine
  for (const group of listOf(config['groups']).flatMap((item) => textOf(item).split(/, */)))
    if (group !== '') await users.addGroup(group)
  const withMembers = listOf(config['groups'])
    .filter(isConfig)
    .flatMap(Object.entries<unknown>)
  for (const [group] of withMembers) await users.addGroup(group)
  const typed = config['users']
  for (const user of listOf(typeof typed === 'string' ? typed.split(/, */) : typed))
    await makeUser(call, isConfig(user) ? user : { name: user })
  for (const [group, members] of withMembers)
    for (const member of listOf(members)) await users.join(textOf(member), group)
}

async function makeUser(call: Call, user: Config): Promise<void> {
  const { machine } = call
  const name = textOf(user['name'])
  if (name === '' || name === 'default') return
  if (!machine.users.byName(name)) await addNew(machine, name, user)
  for (const group of listOf(user['groups'])
    .flatMap((item) => textOf(item).split(/[, ]+/))
    .filter(Boolean)) {
    await machine.users.addGroup(group)
    await machine.users.join(name, group)
  }
  const plain = textOf(user['plain_text_passwd'])
  const hash = textOf(user['hashed_passwd']) || textOf(user['passwd'])
  if (user['lock_passwd'] === false || user['lock-passwd'] === false) {
    if (plain !== '') await setPassword(machine, name, plain)
    else if (hash !== '') await setPasswordHash(machine, name, hash)
  }
  const rules = listOf(user['sudo'])
    .map(textOf)
    .filter((rule) => rule !== '' && rule !== 'false')
  for (const rule of rules)
    await machine.vfs.appendFile('/etc/sudoers.d/90-cloud-init-users', `${name} ${rule}\n`, root)
  const keys = [...listOf(user['ssh_authorized_keys']), ...listOf(user['ssh-authorized-keys'])]
  for (const key of keys) await authorize(call, name, textOf(key))
}

async function addNew(machine: Machine, name: string, user: Config): Promise<void> {
  const shell = textOf(user['shell'])
  const home = textOf(user['homedir'])
  const options = {
    comment: textOf(user['gecos']),
    system: user['system'] === true,
    ...(shell !== '' && { shell }),
    ...(home !== '' && { home }),
  }
  if (user['system'] === true || user['no_create_home'] === true)
    await machine.users.add(name, options)
  else await addUser(machine, name, options)
}

async function authorize(call: Call, name: string, key: string): Promise<void> {
  const user = call.machine.users.byName(name)
  if (!user || key === '') return
  const { vfs } = call.machine
  const directory = `${user.home}/.ssh`
  vfs.makeDirectories(directory, root, 0o700)
  vfs.chown(directory, user.uid, user.gid, root)
  await vfs.appendFile(`${directory}/authorized_keys`, `${key.trim()}\n`, root, 0o600)
  vfs.chown(`${directory}/authorized_keys`, user.uid, user.gid, root)
}
