import { Bash } from 'just-bash'
import { addUser } from '../tty/terminal-session.ts'
import type { Machine } from '../system/machine.ts'
import { setPassword, setPasswordHash } from '../system/passwords.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Call } from '../commands/call.ts'
import type { OutputLog } from './output-log.ts'

const root = rootCredentials

type Config = Readonly<Record<string, unknown>>

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

/** Carries out the modules that come before the scripts; what `runcmd` asks is left as a script for the end. */
export async function applyCloudConfig(call: Call, config: Config, log: OutputLog): Promise<void> {
  const { machine } = call
  for (const command of listOf(config['bootcmd']))
    await call.run(['/bin/sh', '-c', commandText(command)])
  for (const file of listOf(config['write_files'])) if (isConfig(file)) await writeFile(call, file)
  const name = textOf(config['fqdn']) || textOf(config['hostname'])
  if (name !== '' && config['preserve_hostname'] !== true) {
    machine.hostname = name
    machine.vfs.writeFile('/etc/hostname', `${name}\n`, root)
    machine.units.changed()
  }
  for (const group of listOf(config['groups']))
    await machine.users.addGroup(isConfig(group) ? (Object.keys(group)[0] ?? '') : textOf(group))
  for (const user of listOf(config['users'])) if (isConfig(user)) await makeUser(call, user)
  await applyPasswords(machine, config)
  for (const key of listOf(config['ssh_authorized_keys']))
    await authorize(call, machine.facts.defaultUser, textOf(key))
  const zone = textOf(config['timezone'])
  if (zone !== '') await call.run(['timedatectl', 'set-timezone', zone])
  const tool = { dnf: 'dnf', yum: 'yum', apt: 'apt-get', zypper: 'zypper', none: '' }[
    machine.facts.packageTool
  ]
  if (tool !== '') {
    if (
      config['package_update'] === true ||
      config['apt_update'] === true ||
      (tool === 'apt-get' && config['packages'] !== undefined)
    )
      await call.run(tool === 'apt-get' ? [tool, 'update'] : [tool, 'makecache'])
    if (config['package_upgrade'] === true || config['apt_upgrade'] === true)
      await call.run([tool, 'upgrade', '-y'])
    const packages = listOf(config['packages'])
      .map((item) => (Array.isArray(item) ? textOf(item[0]) : textOf(item)))
      .filter(Boolean)
    if (packages.length > 0 && (await call.run([tool, 'install', '-y', ...packages])) !== 0)
      await log.say(`util.py[WARNING]: Failed to install packages: ${JSON.stringify(packages)}`)
  }
  const commands = listOf(config['runcmd'])
  if (commands.length === 0) return
  machine.vfs.makeDirectories('/var/lib/cloud/instance/scripts', root)
  machine.vfs.writeFile(
    '/var/lib/cloud/instance/scripts/runcmd',
    `#!/bin/sh\n${commands.map((command) => `${commandText(command)}\n`).join('')}`,
    root,
    0o700,
  )
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

async function makeUser(call: Call, user: Config): Promise<void> {
  const { machine } = call
  const name = textOf(user['name'])
  if (name === '' || name === 'default') return
  if (!machine.users.byName(name)) {
    const shell = textOf(user['shell'])
    await addUser(machine, name, {
      comment: textOf(user['gecos']),
      ...(shell === '' ? {} : { shell }),
    })
  }
  for (const group of listOf(user['groups'])
    .flatMap((item) => textOf(item).split(/[, ]+/))
    .filter(Boolean)) {
    await machine.users.addGroup(group)
    await machine.users.join(name, group)
  }
  for (const rule of listOf(user['sudo']))
    if (textOf(rule) !== '')
      await machine.vfs.appendFile(
        '/etc/sudoers.d/90-cloud-init-users',
        `${name} ${textOf(rule)}\n`,
        root,
      )
  for (const key of listOf(user['ssh_authorized_keys'])) await authorize(call, name, textOf(key))
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
