import { createHmac } from 'node:crypto'
import type { Call } from '../../commands/call.ts'
import { fingerprint } from '../auth.ts'
import { matchesPattern } from '../sshd-config.ts'
import type { ClientSettings } from './client-config.ts'
import type { Console } from './console.ts'

interface Entry {
  readonly file: string
  readonly line: number
  readonly names: string
  readonly type: string
  readonly key: string
}

const frame = '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@'

/** Whether the server is the one that is known; asks, remembers and warns as OpenSSH does. False ends the connection. */
export async function verifyHost(
  call: Call,
  console: Console,
  settings: ClientSettings,
  address: string,
  blob: Buffer,
): Promise<boolean> {
  const name = hostNameOf(settings)
  const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1')
  const kind = kindOf(type)
  const entries = await readKnownHosts(call, settings.knownHostsFiles)
  const own = entries.filter(({ names }) => namesMatch(names, name))
  if (own.some(({ key }) => key === blob.toString('base64'))) return true
  const changed = own.find((entry) => entry.type === type)
  const strict = settings.strictHostKeyChecking
  if (changed) {
    await call.err(
      `${frame}\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n${frame}\nIT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\nSomeone could be eavesdropping on you right now (man-in-the-middle attack)!\nIt is also possible that a host key has just been changed.\nThe fingerprint for the ${kind} key sent by the remote host is\n${fingerprint(blob)}.\nPlease contact your system administrator.\nAdd correct host key in ${settings.knownHostsFiles[0]} to get rid of this message.\nOffending ${kind} key in ${changed.file}:${changed.line}\n  remove with:\n  ssh-keygen -f "${changed.file}" -R "${name}"\n`,
    )
    if (strict === 'no') {
      await call.err('Password authentication is disabled to avoid man-in-the-middle attacks.\n')
      return true
    }
    await call.err(
      `Host key for ${name} has changed and you have requested strict checking.\nHost key verification failed.\n`,
    )
    return false
  }
  if (strict === 'yes') {
    await call.err(
      `No ${kind} host key is known for ${name} and you have requested strict checking.\nHost key verification failed.\n`,
    )
    return false
  }
  if (strict === 'ask' && !(await confirm(call, console, settings, name, address, kind, blob))) {
    await call.err('Host key verification failed.\n')
    return false
  }
  await remember(call, settings, name, type, blob)
  if (!settings.quiet)
    await call.err(`Warning: Permanently added '${name}' (${kind}) to the list of known hosts.\n`)
  return true
}

async function confirm(
  call: Call,
  console: Console,
  settings: ClientSettings,
  name: string,
  address: string,
  kind: string,
  blob: Buffer,
): Promise<boolean> {
  if (settings.batchMode || !console.present) return false
  const print = fingerprint(blob)
  const shown = settings.hostKeyAlias === undefined ? `${name} (${address})` : name
  let prompt = `The authenticity of host '${shown}' can't be established.\n${kind} key fingerprint is ${print}.\nThis key is not known by any other names.\nAre you sure you want to continue connecting (yes/no/[fingerprint])? `
  for (;;) {
    const answer = await console.ask(prompt, false)
    if (answer === undefined || answer.trim().toLowerCase() === 'no') return false
    if (answer.trim().toLowerCase() === 'yes' || answer.trim() === print) return true
    call.signal.throwIfAborted()
    prompt = "Please type 'yes', 'no' or the fingerprint: "
  }
}

function hostNameOf({ hostKeyAlias, typed, hostName, port }: ClientSettings): string {
  if (hostKeyAlias !== undefined) return hostKeyAlias
  const name = hostName === typed ? typed : hostName
  return port === 22 ? name : `[${name}]:${port}`
}

async function remember(
  call: Call,
  settings: ClientSettings,
  name: string,
  type: string,
  blob: Buffer,
): Promise<void> {
  const [file] = settings.knownHostsFiles
  if (file === undefined || file === '/dev/null') return
  const directory = file.replace(/\/[^/]*$/, '')
  try {
    if (!call.vfs.peek(directory, call.cred))
      call.vfs.create(directory, 'directory', 0o700, call.cred)
    const shown = settings.hashKnownHosts ? hashed(call, name) : name
    await call.vfs.appendFile(
      file,
      `${shown} ${type} ${blob.toString('base64')}\n`,
      call.cred,
      0o600,
    )
  } catch {
    await call.err(`Failed to add the host to the list of known hosts (${file}).\n`)
  }
}

/** Takes a host out of the file, as `ssh-keygen -R` does; answers the lines that went. */
export async function forgetHost(call: Call, file: string, name: string): Promise<number[]> {
  const entries = await readKnownHosts(call, [file])
  const gone = new Set(
    entries.filter(({ names }) => namesMatch(names, name)).map(({ line }) => line),
  )
  if (gone.size === 0) return []
  const text = await call.vfs.readText(file, call.cred)
  call.vfs.writeFile(`${file}.old`, text, call.cred, 0o600)
  const kept = text.split('\n').filter((_, index) => !gone.has(index + 1))
  call.vfs.writeFile(file, kept.join('\n'), call.cred, 0o600)
  return [...gone]
}

async function readKnownHosts(call: Call, files: readonly string[]): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const file of files) {
    const text = await call.vfs.readText(file, call.cred).catch(() => '')
    for (const [index, line] of text.split('\n').entries()) {
      const [names = '', type = '', key = ''] = line.trim().split(/\s+/)
      if (key !== '' && !names.startsWith('#'))
        entries.push({ file, line: index + 1, names, type, key })
    }
  }
  return entries
}

function namesMatch(names: string, name: string): boolean {
  const hash = /^\|1\|([^|]+)\|(.+)$/.exec(names)
  if (hash)
    return (
      createHmac('sha1', Buffer.from(hash[1] ?? '', 'base64'))
        .update(name)
        .digest('base64') === hash[2]
    )
  return names.split(',').some((pattern) => pattern === name || matchesPattern(name, pattern))
}

function hashed(call: Call, name: string): string {
  const salt = Buffer.from(call.machine.randomBytes(20))
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
}

export function kindOf(type: string): string {
  return type.startsWith('ecdsa') ? 'ECDSA' : type.replace('ssh-', '').toUpperCase()
}
