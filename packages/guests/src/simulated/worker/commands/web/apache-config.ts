import { apacheLayout } from './apache-layout.ts'
import { plainAddress } from '../../net/addresses.ts'
import type { Machine } from '../../system/machine.ts'
import { matchesPattern } from '../../shell/pattern.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { ApacheSyntaxError, readDirectives, type Directive } from './apache-syntax.ts'

/** What holds for a part of the tree: a directory, files of a name, a location. */
export interface ApacheRules {
  readonly kind: 'directory' | 'files' | 'location' | 'location-match'
  readonly at: string
  readonly denied?: boolean
  readonly indexes?: boolean
  readonly directoryIndex?: readonly string[]
  readonly errorDocuments: Readonly<Record<string, string>>
}

export interface ApacheHost {
  /** `*:80`, or undefined for the main server. */
  readonly addresses: readonly string[]
  readonly serverName: string | undefined
  readonly names: readonly string[]
  readonly documentRoot: string
  readonly directoryIndex: readonly string[]
  readonly aliases: readonly {
    readonly from: string
    readonly to: string
    readonly script: boolean
  }[]
  readonly redirects: readonly {
    readonly status: number
    readonly from: string
    readonly to: string
    readonly pattern: boolean
  }[]
  readonly proxies: readonly { readonly from: string; readonly to: string }[]
  readonly errorDocuments: Readonly<Record<string, string>>
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly rules: readonly ApacheRules[]
  readonly errorLog: string
  readonly logs: readonly { readonly path: string; readonly format: string }[]
  readonly tls: boolean
}

/** A whole configuration as plain data: it is kept while its guest naps. */
export interface ApacheConfig {
  readonly listens: readonly {
    readonly address: string
    readonly port: number
    readonly tls: boolean
  }[]
  readonly main: ApacheHost
  readonly hosts: readonly ApacheHost[]
  readonly user: string
  readonly charset: string | undefined
  readonly tokens: string
  readonly signature: boolean
  readonly keepAliveMs: number
  readonly types: Readonly<Record<string, string>>
  /** Said on standard error, none of it fatal. */
  readonly warnings: readonly string[]
}

/** Directives that are understood, or that change nothing that can be seen of a simulated server. */
const known = new Set(
  'serverroot listen user group serveradmin servername serveralias documentroot directoryindex errorlog loglevel customlog transferlog logformat alias aliasmatch scriptalias redirect redirectmatch redirectpermanent errordocument options allowoverride require order allow deny adddefaultcharset addtype addhandler sethandler addoutputfilter addencoding addlanguage typesconfig mimemagicfile loadmodule enablesendfile enablemmap keepalive keepalivetimeout maxkeepaliverequests timeout servertokens serversignature traceenable header requestheader proxypass proxypassreverse proxypreservehost proxyrequests pidfile mutex hostnamelookups accessfilename startservers minsparethreads maxsparethreads threadsperchild maxrequestworkers maxconnectionsperchild threadlimit serverlimit minspareservers maxspareservers maxrequestsperchild defaultruntimedir indexoptions indexignore addicon addiconbyencoding addiconbytype defaulticon readmename headername adddescription setenv setenvif setenvifnocase browsermatch passenv define undefine usecanonicalname filetag fileetag contentdigest limitrequestbody namevirtualhost sslengine sslcertificatefile sslcertificatekeyfile sslcertificatechainfile sslprotocol sslciphersuite sslpassphrasedialog sslsessioncache sslsessioncachetimeout sslrandomseed sslcryptodevice sslhonorcipherorder ssloptions sslproxyciphersuite sslproxyprotocol userdir languagepriority forcelanguagepriority mcpolicy php_value php_admin_value rewriteengine h2push protocols cgipassauth scriptsock expiresactive expiresdefault expiresbytype deflatecompressionlevel includeoptional include adddefaultcharset proxyset balancermember directoryslash fallbackresource allowencodedslashes'.split(
    ' ',
  ),
)
const sections = new Set(
  'virtualhost directory directorymatch files filesmatch location locationmatch ifmodule ifdefine ifversion limit limitexcept proxy if requireall requireany requirenone'.split(
    ' ',
  ),
)

interface Draft {
  addresses: string[]
  serverName?: string
  names: string[]
  documentRoot?: string
  directoryIndex?: string[]
  aliases: { from: string; to: string; script: boolean }[]
  redirects: { status: number; from: string; to: string; pattern: boolean }[]
  proxies: { from: string; to: string }[]
  errorDocuments: Record<string, string>
  headers: { name: string; value: string }[]
  rules: ApacheRules[]
  errorLog?: string
  logs: { path: string; format: string }[]
  tls: boolean
}

const draft = (addresses: string[] = []): Draft => ({
  addresses,
  names: [],
  aliases: [],
  redirects: [],
  proxies: [],
  errorDocuments: {},
  headers: [],
  rules: [],
  logs: [],
  tls: false,
})

/** Reads Apache's configuration from its main file; throws an `ApacheSyntaxError`. */
export async function readApacheConfig(machine: Machine): Promise<ApacheConfig> {
  const { root, file } = apacheLayout(machine.facts)
  const reader = new Reader(machine, root)
  return reader.read(await readDirectives(machine, root, file))
}

class Reader {
  readonly root: string
  readonly #machine: Machine
  readonly #listens: { address: string; port: number; tls: boolean }[] = []
  readonly #formats = new Map([
    ['common', '%h %l %u %t "%r" %>s %b'],
    ['combined', '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'],
  ])
  readonly #hosts: Draft[] = []
  readonly #main = draft()
  readonly #types: Record<string, string> = {}
  readonly #warnings: string[] = []
  #user = 'apache'
  #charset: string | undefined
  #tokens = 'Full'
  #signature = false
  #keepAliveMs = 5_000

  constructor(machine: Machine, root: string) {
    this.#machine = machine
    this.root = root
  }

  read(directives: readonly Directive[]): ApacheConfig {
    this.#apply(directives, this.#main)
    const whole = (host: Draft): ApacheHost => ({
      addresses: host.addresses,
      serverName: host.serverName ?? (host === this.#main ? undefined : this.#main.serverName),
      names: host.names,
      documentRoot: host.documentRoot ?? this.#main.documentRoot ?? '/var/www/html',
      directoryIndex: host.directoryIndex ?? this.#main.directoryIndex ?? ['index.html'],
      aliases: host === this.#main ? host.aliases : [...host.aliases, ...this.#main.aliases],
      redirects: host.redirects,
      proxies: host.proxies,
      errorDocuments: { ...this.#main.errorDocuments, ...host.errorDocuments },
      headers: host === this.#main ? host.headers : [...this.#main.headers, ...host.headers],
      rules: host === this.#main ? host.rules : [...this.#main.rules, ...host.rules],
      errorLog: host.errorLog ?? this.#main.errorLog ?? this.#path('logs/error_log'),
      logs: host.logs.length > 0 ? host.logs : this.#main.logs,
      tls: host.tls,
    })
    if (this.#main.serverName === undefined) {
      const name = apacheLayout(this.#machine.facts).server.replace('/usr/sbin/', '')
      this.#warnings.push(
        `AH00558: ${name}: Could not reliably determine the server's fully qualified domain name, using ${this.#machine.hostname}. Set the 'ServerName' directive globally to suppress this message`,
      )
    }
    for (const host of [this.#main, ...this.#hosts])
      if (
        host.documentRoot &&
        this.#machine.vfs.peek(host.documentRoot, rootCredentials)?.kind !== 'directory'
      )
        this.#warnings.push(`AH00112: Warning: DocumentRoot [${host.documentRoot}] does not exist`)
    const secure = new Set(
      this.#hosts
        .filter(({ tls }) => tls)
        .flatMap(({ addresses }) => addresses.map((one) => Number(/:(\d+)$/.exec(one)?.[1]))),
    )
    return {
      listens: this.#listens.map((one) => ({ ...one, tls: one.tls || secure.has(one.port) })),
      main: whole(this.#main),
      hosts: this.#hosts.map(whole),
      user: this.#user,
      charset: this.#charset,
      tokens: this.#tokens,
      signature: this.#signature,
      keepAliveMs: this.#keepAliveMs,
      types: this.#types,
      warnings: this.#warnings,
    }
  }

  #path(text: string): string {
    const { unit } = apacheLayout(this.#machine.facts)
    const whole = text.replaceAll('${APACHE_LOG_DIR}', '/var/log/apache2')
    if (whole.startsWith('/')) return whole
    return unit === 'httpd' && whole.startsWith('logs/')
      ? `/var/log/httpd/${whole.slice(5)}`
      : `${this.root}/${whole}`
  }

  #apply(directives: readonly Directive[], host: Draft): void {
    for (const directive of directives) {
      const name = directive.name.toLowerCase()
      if (directive.inside) {
        if (!sections.has(name)) this.#unknown(directive, `<${directive.name}`)
        this.#section(directive, name, host)
      } else if (!known.has(name)) this.#unknown(directive, directive.name)
      else this.#directive(directive, name, host)
    }
  }

  #unknown(directive: Directive, what: string): never {
    throw new ApacheSyntaxError(
      `Invalid command '${what}', perhaps misspelled or defined by a module not included in the server configuration`,
      directive,
    )
  }

  #section(directive: Directive, name: string, host: Draft): void {
    const { args, inside = [] } = directive
    const [first = ''] = args
    if (name === 'ifmodule') {
      const wants = first.replace(/^!/, '')
      if (this.#hasModule(wants) !== first.startsWith('!')) this.#apply(inside, host)
    } else if (name === 'ifversion' || name === 'requireall' || name === 'requireany')
      this.#apply(inside, host)
    else if (name === 'virtualhost') {
      const fresh = draft([...args])
      this.#hosts.push(fresh)
      this.#apply(inside, fresh)
    } else if (
      ['directory', 'files', 'filesmatch', 'location', 'locationmatch', 'directorymatch'].includes(
        name,
      )
    ) {
      // `<Directory ~ "…">` is a pattern.
      const at = first === '~' ? (args[1] ?? '') : first
      const kind = name.startsWith('files')
        ? 'files'
        : name === 'location'
          ? 'location'
          : name === 'locationmatch'
            ? 'location-match'
            : 'directory'
      const rules: { -readonly [K in keyof ApacheRules]: ApacheRules[K] } = {
        kind,
        at,
        errorDocuments: {},
      }
      for (const one of flatten(inside)) this.#rule(one, rules)
      host.rules.push(rules)
    }
  }

  #rule(directive: Directive, rules: { -readonly [K in keyof ApacheRules]: ApacheRules[K] }): void {
    const name = directive.name.toLowerCase()
    const { args } = directive
    const said = args.join(' ').toLowerCase()
    if (!known.has(name) && !sections.has(name)) this.#unknown(directive, directive.name)
    if (name === 'require') rules.denied = said === 'all denied'
    else if (name === 'deny') rules.denied = said === 'from all'
    else if (name === 'allow' && said === 'from all') rules.denied = false
    else if (name === 'options') {
      const plus = args.every((arg) => /^[-+]/.test(arg))
      const on = args.some((arg) => /^\+?(?:Indexes|All)$/i.test(arg))
      const off = args.some((arg) => /^-Indexes$/i.test(arg))
      if (on || off || !plus) rules.indexes = on
    } else if (name === 'directoryindex') rules.directoryIndex = args
    else if (name === 'errordocument')
      rules.errorDocuments = { ...rules.errorDocuments, [args[0] ?? '']: args.slice(1).join(' ') }
  }

  #directive(directive: Directive, name: string, host: Draft): void {
    const { args } = directive
    const [first = '', second = '', third = ''] = args
    const needs = (count: number, text: string): void => {
      if (args.length < count) throw new ApacheSyntaxError(`${directive.name} ${text}`, directive)
    }
    switch (name) {
      case 'listen':
        return this.#listen(directive)
      case 'user':
        this.#user = first === '${APACHE_RUN_USER}' ? 'www-data' : first
        return
      case 'servername':
        needs(1, 'takes one argument, The hostname and port of the server')
        host.serverName = first.replace(/^https?:\/\//, '').replace(/:\d+$/, '')
        return
      case 'serveralias':
        host.names.push(...args)
        return
      case 'documentroot':
        needs(1, 'takes one argument, Root directory of the document tree')
        host.documentRoot = this.#path(first).replace(/(.)\/+$/, '$1')
        return
      case 'directoryindex':
        host.directoryIndex = [...args]
        return
      case 'errorlog':
        host.errorLog = this.#path(first)
        return
      case 'logformat':
        if (second !== '')
          this.#formats.set(second, first.replaceAll(/%([IO])/g, '%b').replaceAll('\\"', '"'))
        return
      case 'customlog':
        needs(
          1,
          'takes two or three arguments, a file name, a custom log format string or format name, and an optional "env=" or "expr=" clause',
        )
        if (!first.startsWith('|'))
          host.logs.push({ path: this.#path(first), format: this.#formats.get(second) ?? second })
        return
      case 'alias':
      case 'scriptalias':
        host.aliases.push({ from: first, to: second, script: name === 'scriptalias' })
        return
      case 'redirect':
      case 'redirectmatch':
      case 'redirectpermanent': {
        const codes: Readonly<Record<string, number>> = {
          permanent: 301,
          temp: 302,
          seeother: 303,
          gone: 410,
        }
        const status =
          name === 'redirectpermanent'
            ? 301
            : (codes[first.toLowerCase()] ?? (/^\d{3}$/.test(first) ? Number(first) : undefined))
        const shifted = status !== undefined && name !== 'redirectpermanent'
        host.redirects.push({
          status: status ?? 302,
          from: shifted ? second : first,
          to: shifted ? third : second,
          pattern: name === 'redirectmatch',
        })
        return
      }
      case 'proxypass':
        if (second !== '!') host.proxies.push({ from: first, to: second })
        return
      case 'errordocument':
        host.errorDocuments[first] = args.slice(1).join(' ')
        return
      case 'header': {
        const at = first.toLowerCase() === 'always' ? 1 : 0
        if (['set', 'add', 'append'].includes((args[at] ?? '').toLowerCase()))
          host.headers.push({ name: args[at + 1] ?? '', value: args[at + 2] ?? '' })
        return
      }
      case 'adddefaultcharset':
        this.#charset = /^off$/i.test(first)
          ? undefined
          : /^on$/i.test(first)
            ? 'iso-8859-1'
            : first
        return
      case 'addtype':
        for (const extension of args.slice(1)) this.#types[extension.replace(/^\./, '')] = first
        return
      case 'servertokens':
        this.#tokens = first
        return
      case 'serversignature':
        this.#signature = /^on$/i.test(first)
        return
      case 'keepalivetimeout':
        this.#keepAliveMs = Number(first) * 1000
        return
      case 'sslengine':
        host.tls = /^on$/i.test(first)
        return
      case 'sslcertificatefile':
      case 'sslcertificatekeyfile':
        if (!this.#machine.vfs.peek(first, rootCredentials))
          throw new ApacheSyntaxError(
            `${directive.name}: file '${first}' does not exist or is empty`,
            directive,
          )
        return
      default:
    }
  }

  #listen(directive: Directive): void {
    const [first = '', protocol] = directive.args
    const [, address = '', port = ''] = /^(?:(.*):)?(\d+)$/.exec(first) ?? []
    if (port === '' || Number(port) < 1 || Number(port) > 65_535)
      throw new ApacheSyntaxError(
        first === '' ? 'Listen requires 1 or 2 arguments.' : `Port must be specified`,
        directive,
      )
    this.#listens.push({
      // One socket for both families.
      address: address === '' || address === '*' ? '::' : (plainAddress(address) ?? address),
      port: Number(port),
      tls: protocol === 'https',
    })
  }

  #hasModule(name: string): boolean {
    const plain = name
      .replace(/^mod_/, '')
      .replace(/\.c$/, '')
      .replace(/_module$/, '')
    const { vfs, facts } = this.#machine
    if (['mpm_event', 'mpm_worker'].includes(plain)) return plain === 'mpm_event'
    if (facts.family === 'debian')
      return (
        ['log_config', 'http', 'core', 'so', 'unixd', 'version'].includes(plain) ||
        vfs.peek(`/etc/apache2/mods-enabled/${plain}.load`, rootCredentials) !== undefined
      )
    if (plain === 'ssl')
      return vfs.peek('/etc/httpd/conf.modules.d/00-ssl.conf', rootCredentials) !== undefined
    return !['mime_magic', 'mpm_prefork', 'perl', 'php', 'php5', 'php7', 'userdir'].includes(plain)
  }
}

/** Rules within `<RequireAll>`, `<IfModule>` and their like count where those stand. */
function flatten(directives: readonly Directive[]): Directive[] {
  return directives.flatMap((one) => (one.inside ? flatten(one.inside) : [one]))
}

/** The host that a request is for: by address and port, then by name; the first is the default. */
export function hostFor(
  config: ApacheConfig,
  local: { address: string; port: number },
  name: string,
): ApacheHost {
  const fits = config.hosts.filter((host) =>
    host.addresses.some((one) => {
      const [, address = one, port = '*'] = /^(.*?)(?::(\d+|\*))?$/.exec(one) ?? []
      return (
        (port === '*' || Number(port) === local.port) &&
        (address === '*' || address === '_default_' || plainAddress(address) === local.address)
      )
    }),
  )
  const plain = name.replace(/:\d+$/, '').toLowerCase()
  return (
    fits.find(({ serverName, names }) =>
      [serverName, ...names].some(
        (one) => one !== undefined && matchesPattern(plain, one.toLowerCase()),
      ),
    ) ??
    fits[0] ??
    config.main
  )
}
