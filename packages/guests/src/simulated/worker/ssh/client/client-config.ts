import type { Call } from '../../commands/call.ts'
import { matchesPattern, wordsOf } from '../sshd-config.ts'

/** `-L [bind:]port:host:hostport` */
export interface LocalForward {
  readonly bind: string
  readonly port: number
  readonly host: string
  readonly hostPort: number
}

/** What one connection is made with: the command line before `~/.ssh/config` before `/etc/ssh/ssh_config`. */
export interface ClientSettings {
  /** As it was typed: what known_hosts and messages call it. */
  readonly typed: string
  readonly hostName: string
  readonly user: string
  readonly port: number
  readonly identityFiles: readonly string[]
  /** Whether the files above were named, so that a missing one is worth a warning. */
  readonly identitiesNamed: boolean
  readonly strictHostKeyChecking: 'yes' | 'no' | 'ask' | 'accept-new'
  readonly knownHostsFiles: readonly string[]
  readonly hostKeyAlias: string | undefined
  readonly hashKnownHosts: boolean
  readonly connectTimeoutSeconds: number | undefined
  readonly batchMode: boolean
  readonly passwordAuthentication: boolean
  readonly pubkeyAuthentication: boolean
  readonly proxyJump: string | undefined
  readonly localForwards: readonly LocalForward[]
  readonly requestTty: 'yes' | 'no' | 'auto' | 'force'
  readonly quiet: boolean
  readonly verbose: boolean
  readonly sendEnv: readonly string[]
  readonly numberOfPasswordPrompts: number
}

/** Options by lower-case name, the first value counts. */
export type GivenOptions = Map<string, string[]>

export const defaultIdentities = ['id_rsa', 'id_ecdsa', 'id_ed25519']

/** Puts together what was given and what the files say for a host. */
export async function clientSettings(
  call: Call,
  typed: string,
  given: GivenOptions,
): Promise<ClientSettings> {
  const { machine } = call
  const own = machine.users.byUid(call.cred.uid)
  const home = own?.home ?? call.env.get('HOME') ?? '/'
  const options: GivenOptions = new Map([...given].map(([name, values]) => [name, [...values]]))
  const configFile = given.get('configfile')?.[0]
  const files =
    configFile === undefined
      ? [`${home}/.ssh/config`, '/etc/ssh/ssh_config']
      : [call.absolute(configFile)]
  for (const file of files) {
    const text = await call.vfs.readText(file, call.cred).catch(() => '')
    readConfig(text, typed, options)
  }
  const first = (name: string): string | undefined => options.get(name)?.[0]
  const yes = (name: string, fallback: boolean): boolean => {
    const value = first(name)?.toLowerCase()
    return value === undefined ? fallback : value === 'yes' || value === 'true'
  }
  const expand = (path: string): string =>
    call.absolute(
      path
        .replace(/^~(?=\/|$)/, home)
        .replaceAll('%d', home)
        .replaceAll('%h', typed)
        .replaceAll('%u', own?.name ?? ''),
    )
  const strict = first('stricthostkeychecking')?.toLowerCase()
  const tty = first('requesttty')?.toLowerCase()
  const named = options.get('identityfile') ?? []
  const timeout = Number(first('connecttimeout'))
  return {
    typed,
    hostName: (first('hostname') ?? typed).replaceAll('%h', typed),
    user: first('user') ?? own?.name ?? 'root',
    port: Number(first('port') ?? 22),
    identityFiles:
      named.length > 0
        ? named.map(expand)
        : defaultIdentities.map((name) => `${home}/.ssh/${name}`),
    identitiesNamed: named.length > 0,
    strictHostKeyChecking:
      strict === 'yes' || strict === 'accept-new'
        ? strict
        : strict === 'no' || strict === 'off'
          ? 'no'
          : 'ask',
    knownHostsFiles: (first('userknownhostsfile') ?? `${home}/.ssh/known_hosts`)
      .split(/\s+/)
      .map(expand),
    hostKeyAlias: first('hostkeyalias'),
    hashKnownHosts: yes('hashknownhosts', machine.facts.family === 'debian'),
    connectTimeoutSeconds: timeout > 0 ? timeout : undefined,
    batchMode: yes('batchmode', false),
    passwordAuthentication: yes('passwordauthentication', true),
    pubkeyAuthentication: yes('pubkeyauthentication', true),
    proxyJump: first('proxyjump')?.toLowerCase() === 'none' ? undefined : first('proxyjump'),
    localForwards: (options.get('localforward') ?? []).flatMap((text) => readForward(text) ?? []),
    requestTty: tty === 'yes' || tty === 'no' || tty === 'force' ? tty : 'auto',
    quiet: /^(?:quiet|fatal|error)$/i.test(first('loglevel') ?? ''),
    verbose: /^(?:verbose|debug\d?)$/i.test(first('loglevel') ?? ''),
    sendEnv: (options.get('sendenv') ?? ['LANG LC_*']).flatMap((text) => text.split(/\s+/)),
    numberOfPasswordPrompts: Number(first('numberofpasswordprompts') ?? 3),
  }
}

/** Options that count every time they are given. */
const repeated = new Set(['identityfile', 'localforward', 'sendenv'])

function readConfig(text: string, typed: string, options: GivenOptions): void {
  let applies = true
  for (const line of text.split('\n')) {
    const [head = '', ...args] = wordsOf(line)
    const keyword = head.toLowerCase()
    if (keyword === '' || keyword.startsWith('#')) continue
    if (keyword === 'host') applies = matchesHost(typed, args)
    else if (keyword === 'match') applies = args[0]?.toLowerCase() === 'all'
    else if (applies) addOption(options, keyword, args.join(' '))
  }
}

export function addOption(options: GivenOptions, keyword: string, value: string): void {
  const before = options.get(keyword)
  if (before === undefined) options.set(keyword, [value])
  else if (repeated.has(keyword)) before.push(value)
}

function matchesHost(typed: string, patterns: readonly string[]): boolean {
  if (patterns.some((each) => each.startsWith('!') && matchesPattern(typed, each.slice(1))))
    return false
  return patterns.some((each) => !each.startsWith('!') && matchesPattern(typed, each))
}

/** `8080:localhost:80`, `127.0.0.1:8080:10.0.1.5:80`, and `8080 localhost:80` as the file has it. */
export function readForward(text: string): LocalForward | undefined {
  const parts = text.trim().replace(/\s+/, ':').split(':')
  const [hostPort, host = '', port, bind = '127.0.0.1'] = parts.toReversed()
  const [from, to] = [Number(port), Number(hostPort)]
  const valid = parts.length >= 3 && parts.length <= 4 && from > 0 && to > 0 && host !== ''
  return valid
    ? { bind: bind === '*' ? '0.0.0.0' : bind, port: from, host, hostPort: to }
    : undefined
}
