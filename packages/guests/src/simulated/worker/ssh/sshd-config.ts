import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'

/** One line of the configuration, where it stands. */
interface ConfigLine {
  readonly file: string
  readonly number: number
  readonly keyword: string
  readonly args: readonly string[]
}

/** Who connects: what `Match` blocks look at. */
export interface MatchFacts {
  readonly user: string
  readonly groups: readonly string[]
  readonly address: string
}

/** The settings of sshd that a guest honours, as `sshd_config` and what it includes give them. */
export interface SshdSettings {
  readonly ports: readonly number[]
  readonly listenAddresses: readonly string[]
  readonly hostKeys: readonly string[]
  readonly passwordAuthentication: boolean
  readonly kbdInteractiveAuthentication: boolean
  readonly pubkeyAuthentication: boolean
  readonly gssapiAuthentication: boolean
  readonly permitEmptyPasswords: boolean
  readonly permitRootLogin: 'yes' | 'no' | 'prohibit-password' | 'forced-commands-only'
  readonly strictModes: boolean
  readonly authorizedKeysFiles: readonly string[]
  readonly authorizedKeysCommand: string | undefined
  readonly authorizedKeysCommandUser: string | undefined
  readonly allowUsers: readonly string[]
  readonly denyUsers: readonly string[]
  readonly allowGroups: readonly string[]
  readonly denyGroups: readonly string[]
  readonly maxAuthTries: number
  readonly maxSessions: number
  readonly maxStartups: readonly [begin: number, rate: number, full: number]
  readonly loginGraceSeconds: number
  readonly banner: string | undefined
  readonly printMotd: boolean
  readonly printLastLog: boolean
  readonly permitTty: boolean
  readonly allowTcpForwarding: 'yes' | 'no' | 'local' | 'remote'
  readonly acceptEnv: readonly string[]
  readonly forceCommand: string | undefined
  readonly sftp: string | undefined
}

/** Every keyword that OpenSSH knows; another one keeps sshd from starting. */
const keywords = new Set(
  `acceptenv addressfamily allowagentforwarding allowgroups allowstreamlocalforwarding allowtcpforwarding allowusers
  authenticationmethods authorizedkeyscommand authorizedkeyscommanduser authorizedkeysfile authorizedprincipalscommand
  authorizedprincipalscommanduser authorizedprincipalsfile banner casignaturealgorithms challengeresponseauthentication
  channeltimeout chrootdirectory ciphers clientalivecountmax clientaliveinterval compression denygroups denyusers
  disableforwarding exposeauthinfo fingerprinthash forcecommand gatewayports gssapiauthentication gssapicleanupcredentials
  gssapikeyexchange gssapistrictacceptorcheck gssapistorecredentialsonrekey gssapikexalgorithms gssapienablek5users
  hostbasedacceptedalgorithms hostbasedauthentication hostbasedusesnamefrompacketonly hostcertificate hostkey hostkeyagent
  hostkeyalgorithms ignorerhosts ignoreuserknownhosts include ipqos kbdinteractiveauthentication kerberosauthentication
  kerberosgetafstoken kerberosorlocalpasswd kerberosticketcleanup kerberosuniqueccache kerberosusekuserok kexalgorithms
  listenaddress logingracetime loglevel logverbose macs match maxauthtries maxsessions maxstartups modulifile
  passwordauthentication permitemptypasswords permitlisten permitopen permitrootlogin permittty permittunnel
  permituserenvironment permituserrc persourcemaxstartups persourcenetblocksize persourcepenalties pidfile port printlastlog
  printmotd protocol pubkeyacceptedalgorithms pubkeyacceptedkeytypes pubkeyauthoptions pubkeyauthentication rdomain
  rekeylimit requiredrsasize revokedkeys securitykeyprovider setenv showpatchlevel skeyregenerationinterval
  streamlocalbindmask streamlocalbindunlink strictmodes subsystem syslogfacility tcpkeepalive trustedusercakeys
  unusedconnectiontimeout usedns uselogin usepam useprivilegeseparation versionaddendum x11displayoffset x11forwarding
  x11uselocalhost xauthlocation`.split(/\s+/),
)
const flags = new Set(
  `passwordauthentication kbdinteractiveauthentication challengeresponseauthentication pubkeyauthentication
  gssapiauthentication permitemptypasswords strictmodes printmotd printlastlog permittty usepam usedns`.split(
    /\s+/,
  ),
)
const numbers = new Set(['port', 'maxauthtries', 'maxsessions', 'clientaliveinterval'])

const path = '/etc/ssh/sshd_config'
const maxIncludes = 16

/** What `sshd` reads when it starts: the lines in their order, and what is wrong with them. */
export class SshdConfig {
  readonly #lines: readonly ConfigLine[]
  /** As `sshd -t` says it; sshd does not start while there is any. */
  readonly faults: readonly string[]

  private constructor(lines: readonly ConfigLine[], faults: readonly string[]) {
    this.#lines = lines
    this.faults = faults
  }

  static async read(machine: Machine): Promise<SshdConfig> {
    const lines: ConfigLine[] = []
    const faults: string[] = []
    if (!machine.vfs.peek(path, rootCredentials))
      return new SshdConfig([], [`${path}: No such file or directory`])
    await readInto(machine, path, lines, faults, 0)
    // What a unit's drop-in gives on the command line counts before the file, as Ubuntu's ec2-instance-connect does it.
    const unit = `/usr/lib/systemd/system/${machine.facts.sshUnit}.service.d/ec2-instance-connect.conf`
    const dropIn = await machine.vfs.readText(unit, rootCredentials).catch(() => '')
    const given = [...dropIn.matchAll(/-o "?(\w+)[= ]([^"\n]*?)"?(?= -o |\s*$)/gm)].map(
      ([, keyword = '', value = '']): ConfigLine => ({
        file: unit,
        number: 0,
        keyword: keyword.toLowerCase(),
        args: value.replaceAll('%%', '%').trim().split(/\s+/),
      }),
    )
    if (faults.length > 0)
      faults.push(`${path}: terminating, ${faults.length} bad configuration options`)
    return new SshdConfig([...given, ...lines], faults)
  }

  /** The settings for one connection; without facts those of the daemon itself. */
  settings(facts?: MatchFacts): SshdSettings {
    const found = new Map<string, (readonly string[])[]>()
    let applies = true
    for (const { keyword, args } of this.#lines) {
      if (keyword === 'match') applies = facts !== undefined && matches(args, facts)
      else if (applies) found.set(keyword, [...(found.get(keyword) ?? []), args])
    }
    const first = (keyword: string): readonly string[] | undefined => found.get(keyword)?.[0]
    const all = (keyword: string): string[] => (found.get(keyword) ?? []).flat()
    const flag = (keyword: string, fallback: boolean): boolean => {
      const value = first(keyword)?.[0]?.toLowerCase()
      return value === undefined ? fallback : value === 'yes'
    }
    const number = (keyword: string, fallback: number): number =>
      Number(first(keyword)?.[0] ?? fallback)
    const text = (keyword: string): string | undefined => {
      const value = first(keyword)?.join(' ')
      return value === undefined || value.toLowerCase() === 'none' ? undefined : value
    }
    const [begin = 10, rate = 30, full = 100] = (first('maxstartups')?.[0] ?? '10:30:100')
      .split(':')
      .map(Number)
    const root = first('permitrootlogin')?.[0]?.toLowerCase()
    const forwarding = first('allowtcpforwarding')?.[0]?.toLowerCase()
    return {
      ports: all('port').length > 0 ? all('port').map(Number) : [22],
      listenAddresses: all('listenaddress').filter((address) => /^[\d.]+$/.test(address)),
      hostKeys:
        all('hostkey').length > 0
          ? all('hostkey')
          : ['rsa', 'ecdsa', 'ed25519'].map((kind) => `/etc/ssh/ssh_host_${kind}_key`),
      passwordAuthentication: flag('passwordauthentication', true),
      kbdInteractiveAuthentication: flag(
        'kbdinteractiveauthentication',
        flag('challengeresponseauthentication', true),
      ),
      pubkeyAuthentication: flag('pubkeyauthentication', true),
      gssapiAuthentication: flag('gssapiauthentication', false),
      permitEmptyPasswords: flag('permitemptypasswords', false),
      permitRootLogin:
        root === 'yes' || root === 'no' || root === 'forced-commands-only'
          ? root
          : 'prohibit-password',
      strictModes: flag('strictmodes', true),
      authorizedKeysFiles: first('authorizedkeysfile') ?? [
        '.ssh/authorized_keys',
        '.ssh/authorized_keys2',
      ],
      authorizedKeysCommand: text('authorizedkeyscommand'),
      authorizedKeysCommandUser: text('authorizedkeyscommanduser'),
      allowUsers: all('allowusers'),
      denyUsers: all('denyusers'),
      allowGroups: all('allowgroups'),
      denyGroups: all('denygroups'),
      maxAuthTries: number('maxauthtries', 6),
      maxSessions: number('maxsessions', 10),
      maxStartups: [begin, rate, full],
      loginGraceSeconds: seconds(first('logingracetime')?.[0] ?? '120'),
      banner: text('banner'),
      printMotd: flag('printmotd', true),
      printLastLog: flag('printlastlog', true),
      permitTty: flag('permittty', true),
      allowTcpForwarding:
        flag('disableforwarding', false) || forwarding === 'no'
          ? 'no'
          : forwarding === 'local' || forwarding === 'remote'
            ? forwarding
            : 'yes',
      acceptEnv: all('acceptenv'),
      forceCommand: text('forcecommand'),
      sftp: (found.get('subsystem') ?? []).find(([name]) => name === 'sftp')?.[1],
    }
  }
}

async function readInto(
  machine: Machine,
  file: string,
  lines: ConfigLine[],
  faults: string[],
  depth: number,
): Promise<void> {
  const text = await machine.vfs.readText(file, rootCredentials).catch(() => '')
  for (const [index, raw] of text.split('\n').entries()) {
    const words = wordsOf(raw)
    const [head, ...args] = words
    if (head === undefined) continue
    const keyword = head.toLowerCase()
    const where = `${file} line ${index + 1}`
    if (!keywords.has(keyword))
      faults.push(`${file}: line ${index + 1}: Bad configuration option: ${head}`)
    else if (args.length === 0) faults.push(`${where}: no argument after keyword "${head}"`)
    else if (flags.has(keyword) && !/^(?:yes|no)$/i.test(args[0] ?? ''))
      faults.push(`${where}: unsupported option "${args[0]}".`)
    else if (numbers.has(keyword) && !/^\d+$/.test(args[0] ?? ''))
      faults.push(
        keyword === 'port'
          ? `${where}: Badly formatted port number.`
          : `${where}: integer value ${args[0]}.`,
      )
    else if (keyword === 'include') {
      if (depth < maxIncludes)
        for (const pattern of args)
          for (const included of includedFiles(machine, pattern))
            await readInto(machine, included, lines, faults, depth + 1)
    } else lines.push({ file, number: index + 1, keyword, args })
  }
}

/** `Keyword value`, `Keyword=value`, quoted words, comments. */
export function wordsOf(line: string): string[] {
  const words: string[] = []
  for (const [, quoted, plain] of line
    .trim()
    .replace(/^(\w+)\s*=\s*/, '$1 ')
    .matchAll(/"([^"]*)"|(\S+)/g)) {
    if (plain?.startsWith('#')) break
    words.push(quoted ?? plain ?? '')
  }
  return words
}

function includedFiles(machine: Machine, pattern: string): string[] {
  const absolute = pattern.startsWith('/') ? pattern : `/etc/ssh/${pattern}`
  const directory = absolute.replace(/\/[^/]*$/, '')
  const name = absolute.slice(directory.length + 1)
  if (machine.vfs.peek(directory, rootCredentials)?.kind !== 'directory') return []
  return machine.vfs
    .list(directory, rootCredentials)
    .map(([file]) => file)
    .filter((file) => matchesPattern(file, name) && (name.startsWith('.') || !file.startsWith('.')))
    .map((file) => `${directory}/${file}`)
}

function matches(criteria: readonly string[], facts: MatchFacts): boolean {
  if (criteria[0]?.toLowerCase() === 'all') return true
  for (let at = 0; at < criteria.length; at += 2) {
    const patterns = criteria[at + 1] ?? ''
    const kind = criteria[at]?.toLowerCase()
    const holds =
      kind === 'user'
        ? matchesList(facts.user, patterns)
        : kind === 'group'
          ? facts.groups.some((group) => matchesList(group, patterns))
          : kind === 'address' || kind === 'host'
            ? matchesList(facts.address, patterns)
            : false
    if (!holds) return false
  }
  return true
}

/** `a,b*,!c`: one that begins with `!` excludes. */
function matchesList(value: string, list: string): boolean {
  const patterns = list.split(',')
  if (patterns.some((each) => each.startsWith('!') && matchesPattern(value, each.slice(1))))
    return false
  return patterns.some((each) => !each.startsWith('!') && matchesPattern(value, each))
}

/** `*` and `?` alone are special; written without a regular expression, for patterns come from the guest. */
export function matchesPattern(value: string, pattern: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  for (let position = 0; position < value.length;) {
    if (pattern[at] === '*') {
      star = at++
      resume = position
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[position])) {
      at++
      position++
    } else if (star >= 0) {
      at = star + 1
      position = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

/** `120`, `2m`, `1h30m` in seconds. */
function seconds(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
  let sum = 0
  for (const [, count, unit = 's'] of text.toLowerCase().matchAll(/(\d+)([smhd]?)/g))
    sum += Number(count) * (units[unit === '' ? 's' : unit] ?? 1)
  return sum
}
