import type { Machine } from '../system/machine.ts'
import type { User } from '../system/users.ts'
import { rootCredentials, type Inode } from '../vfs/inode.ts'
import { ssh2 } from './library.ts'
import { matchesPattern } from './sshd-config.ts'

/** One key that may log in, with what its options allow. */
export interface AuthorizedKey {
  /** The wire form that clients offer. */
  readonly blob: Buffer
  readonly command: string | undefined
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly from: string | undefined
  readonly pty: boolean
  readonly portForwarding: boolean
}

/** The keys of a file in authorized_keys format; lines that are none are passed over, as sshd does. */
export function readAuthorizedKeys(text: string): AuthorizedKey[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return []
    const at = startOfKey(line)
    if (at === undefined) return []
    const [type = '', base64 = ''] = line.slice(at).split(/\s+/)
    const parsed = ssh2().utils.parseKey(`${type} ${base64}`)
    if (parsed instanceof Error) return []
    return [{ blob: parsed.getPublicSSH(), ...readOptions(line.slice(0, at).trim()) }]
  })
}

const keyType = /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-(?:ssh|ecdsa)-\S+)\s/

/** Options come before the key, and may hold blanks within quotes. */
function startOfKey(line: string): number | undefined {
  if (keyType.test(line)) return 0
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\' && line[at + 1] === '"') at++
    else if (line[at] === '"') quoted = !quoted
    else if (!quoted && line[at] === ' ')
      return keyType.test(line.slice(at + 1)) ? at + 1 : undefined
  }
  return undefined
}

function readOptions(text: string): Omit<AuthorizedKey, 'blob'> {
  const options = [...text.matchAll(/([\w@.-]+)(?:="((?:[^"\\]|\\.)*)")?/g)].map(
    ([, name = '', value]) => [name.toLowerCase(), value?.replaceAll('\\"', '"')] as const,
  )
  const restrict = options.some(([name]) => name === 'restrict')
  const allows = (name: string): boolean =>
    restrict
      ? options.some(([each]) => each === name)
      : !options.some(([each]) => each === `no-${name}`)
  const value = (name: string): string | undefined =>
    options.find(([each, text]) => each === name && text !== undefined)?.[1]
  return {
    command: value('command'),
    from: value('from'),
    environment: options.flatMap(([name, given]) => {
      const pair = name === 'environment' ? /^(\w+)=(.*)$/s.exec(given ?? '') : null
      return pair ? [[pair[1] ?? '', pair[2] ?? ''] as const] : []
    }),
    pty: allows('pty'),
    portForwarding: allows('port-forwarding'),
  }
}

/** Whether a key's `from=` lets this address in. */
export function fromAllows(from: string | undefined, address: string): boolean {
  if (from === undefined) return true
  const patterns = from.split(',')
  const fits = (pattern: string): boolean =>
    pattern.includes('/') ? inNetwork(address, pattern) : matchesPattern(address, pattern)
  if (patterns.some((each) => each.startsWith('!') && fits(each.slice(1)))) return false
  return patterns.some((each) => !each.startsWith('!') && fits(each))
}

function inNetwork(address: string, network: string): boolean {
  const [base = '', prefix = '32'] = network.split('/')
  const number = (text: string): number =>
    text.split('.').reduce((sum, part) => (sum * 256 + Number(part)) >>> 0, 0)
  const shift = 32 - Number(prefix)
  return shift >= 32 || number(address) >>> shift === number(base) >>> shift
}

/** The files of `AuthorizedKeysFile` for a user. */
export function authorizedKeysPath(pattern: string, user: User): string {
  const path = pattern
    .replaceAll('%h', user.home)
    .replaceAll('%u', user.name)
    .replaceAll('%U', String(user.uid))
    .replaceAll('%%', '%')
  return path.startsWith('/') ? path : `${user.home}/${path}`
}

/** What StrictModes says against a file: it and the directories up to the home must be the user's alone. */
export function strictModesFault(machine: Machine, path: string, user: User): string | undefined {
  const bad = (inode: Inode | undefined): boolean =>
    inode !== undefined &&
    ((inode.uid !== 0 && inode.uid !== user.uid) || (inode.mode & 0o022) !== 0)
  if (bad(machine.vfs.peek(path, rootCredentials)))
    return `Authentication refused: bad ownership or modes for file ${path}`
  for (let at = path.replace(/\/[^/]*$/, ''); at !== ''; at = at.replace(/\/[^/]*$/, '')) {
    if (bad(machine.vfs.peek(at, rootCredentials)))
      return `Authentication refused: bad ownership or modes for directory ${at}`
    if (at === user.home) break
  }
  return undefined
}
