import { lookup } from 'mrmime'
import { httpDate, type HttpExchange } from '../../net/http-service.ts'
import { matchesPattern } from '../../shell/pattern.ts'
import { allowed, type Credentials, type Inode } from '../../vfs/inode.ts'
import { FsError } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import { hostFor, type ApacheConfig, type ApacheHost, type ApacheRules } from './apache-config.ts'
import { bodyBytes, logLine, logTime } from './log-file.ts'
import { phpHandles, runPhp } from './php-handler.ts'
import { proxyTo } from './proxy.ts'
import { cleanPath, sendFile } from './static-file.ts'

const titles: Readonly<Record<number, readonly [title: string, text: string]>> = {
  301: ['Moved Permanently', '<p>The document has moved <a href="%s">here</a>.</p>'],
  302: ['Found', '<p>The document has moved <a href="%s">here</a>.</p>'],
  400: [
    'Bad Request',
    '<p>Your browser sent a request that this server could not understand.<br />\n</p>',
  ],
  403: ['Forbidden', "<p>You don't have permission to access this resource.</p>"],
  404: ['Not Found', '<p>The requested URL was not found on this server.</p>'],
  405: ['Method Not Allowed', '<p>The requested method %s is not allowed for this URL.</p>'],
  410: [
    'Gone',
    '<p>The requested resource is no longer available on this server\nand there is no forwarding address.\nPlease remove all references to this resource.</p>',
  ],
  500: [
    'Internal Server Error',
    '<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.</p>',
  ],
  503: [
    'Service Unavailable',
    '<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>',
  ],
}

/** Answers requests as Apache would with a configuration. */
export class ApacheAnswer {
  readonly #call: Call
  readonly #config: ApacheConfig
  readonly #cred: Credentials
  readonly #product: string

  constructor(call: Call, config: ApacheConfig) {
    this.#call = call
    this.#config = config
    const user = call.machine.users.byName(config.user)
    this.#cred = user ? call.machine.users.credentials(user) : { uid: 48, gid: 48, groups: [48] }
    this.#product = productOf(call, config.tokens)
  }

  async handle(exchange: HttpExchange): Promise<void> {
    const { request, response, peer } = exchange
    const { machine } = this.#call
    const host = hostFor(this.#config, peer.local, request.headers.host ?? '')
    response.removeHeader('Connection')
    response.setHeader('Date', httpDate(machine.outside.now()))
    response.setHeader('Server', this.#product)
    for (const { name, value } of host.headers) response.setHeader(name, value)
    await this.#answer(exchange, host)
    const bytes = bodyBytes(exchange)
    for (const log of host.logs) {
      const line = logText(log.format, exchange, response.statusCode, bytes, machine.outside.now())
      await logLine(machine, log.path, line)
    }
  }

  async #answer(exchange: HttpExchange, host: ApacheHost): Promise<void> {
    const { request, response } = exchange
    const url = request.url ?? '/'
    const path = cleanPath(url)
    // Plain HTTP to a port for TLS is as wrong as a path that leads nowhere.
    const secure = this.#config.listens.some(
      ({ port, tls }) => tls && port === exchange.peer.local.port,
    )
    if (path === undefined || (secure && !exchange.peer.tls))
      return this.#refuse(exchange, host, 400, [])
    for (const one of host.redirects) {
      const to = redirectTarget(one, path)
      if (to === undefined) continue
      if (one.status === 410 || one.status >= 400)
        return this.#refuse(exchange, host, one.status, [])
      return this.#move(exchange, host, one.status, to)
    }
    const proxy = host.proxies.find(({ from }) => path.startsWith(from))
    if (proxy) {
      const failed = await proxyTo(
        this.#call,
        request,
        response,
        `${proxy.to}${url.slice(proxy.from.length)}`,
        {
          'X-Forwarded-For': exchange.peer.address,
          'X-Forwarded-Host': request.headers.host ?? '',
          'X-Forwarded-Server': host.serverName ?? this.#call.machine.hostname,
        },
      )
      if (!failed) return
      await this.#complain(
        exchange,
        host,
        'proxy:error',
        `AH00957: HTTP: attempt to connect to ${new URL(proxy.to).host} failed`,
      )
      return this.#refuse(exchange, host, 503, [])
    }
    await this.#serve(exchange, host, path)
  }

  /** `inner`: for an error document, whose status stays. */
  async #serve(
    exchange: HttpExchange,
    host: ApacheHost,
    path: string,
    inner?: number,
  ): Promise<void> {
    const { request, response } = exchange
    const { vfs } = this.#call.machine
    const alias = host.aliases.find(
      ({ from }) => path === from || path.startsWith(from.endsWith('/') ? from : `${from}/`),
    )
    const place = alias
      ? `${alias.to.replace(/\/$/, '')}${alias.from.endsWith('/') ? '/' : ''}${path.slice(alias.from.length)}`
      : `${host.documentRoot}${path}`
    const rules = rulesFor(host, path, place)
    if (
      rules.some(({ denied }) => denied !== undefined) &&
      rules.findLast(({ denied }) => denied !== undefined)?.denied
    ) {
      await this.#complain(
        exchange,
        host,
        'authz_core:error',
        `AH01630: client denied by server configuration: ${place}`,
      )
      return this.#refuse(exchange, host, 403, rules, inner)
    }
    let inode: Inode
    try {
      inode = vfs.find(place, this.#cred)
    } catch (error) {
      const code = error instanceof FsError ? error.code : ''
      if (code === 'EACCES') {
        await this.#complain(
          exchange,
          host,
          'core:error',
          `(13)Permission denied: AH00035: access to ${path} denied (filesystem path '${place}') because search permissions are missing on a component of the path`,
        )
        return this.#refuse(exchange, host, 403, rules, inner)
      }
      return this.#refuse(exchange, host, code === 'ENAMETOOLONG' ? 403 : 404, rules, inner)
    }
    if (inode.kind === 'directory') return this.#directory(exchange, host, path, place, rules)
    if (alias?.script) {
      await this.#complain(
        exchange,
        host,
        'cgi:error',
        `AH01215: CGI programs do not run in a simulated guest: ${place}`,
      )
      return this.#refuse(exchange, host, 500, rules, inner)
    }
    if (!allowed(inode, this.#cred, 4)) {
      await this.#complain(
        exchange,
        host,
        'core:error',
        `(13)Permission denied: AH00132: file permissions deny server access: ${place}`,
      )
      return this.#refuse(exchange, host, 403, rules, inner)
    }
    if (place.endsWith('.php') && phpHandles(this.#call, 'apache'))
      return runPhp(this.#call, exchange, {
        file: place,
        root: host.documentRoot,
        path,
        cred: this.#cred,
        server: this.#product,
        onError: (text) => this.#complain(exchange, host, 'php:error', text),
      })
    if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
      response.setHeader('Allow', 'GET,POST,OPTIONS,HEAD')
      if (request.method === 'OPTIONS') {
        response.writeHead(200, { 'Content-Length': 0 })
        response.end()
        return
      }
      return this.#refuse(exchange, host, 405, rules, inner)
    }
    const etag = `"${inode.size.toString(16)}-${Math.floor(inode.mtimeMs * 1000).toString(16)}"`
    const type = this.#type(place)
    if (inner !== undefined) return this.#sendAs(exchange, inode, inner, type)
    await sendFile(this.#call.machine, request, response, {
      inode,
      etag,
      headers: ({ lastModified, length, range, hasBody }) => ({
        'Last-Modified': lastModified,
        ETag: etag,
        'Accept-Ranges': 'bytes',
        ...(length === undefined ? {} : { 'Content-Length': length }),
        ...(range === undefined ? {} : { 'Content-Range': range }),
        ...(hasBody && type !== undefined ? { 'Content-Type': type } : {}),
      }),
    })
  }

  async #directory(
    exchange: HttpExchange,
    host: ApacheHost,
    path: string,
    place: string,
    rules: readonly ApacheRules[],
  ): Promise<void> {
    const { vfs } = this.#call.machine
    if (!path.endsWith('/')) {
      const secure = exchange.peer.tls !== undefined
      const name = exchange.request.headers.host ?? exchange.peer.local.address
      return this.#move(
        exchange,
        host,
        301,
        `${secure ? 'https' : 'http'}://${name}${encodeURI(path)}/`,
      )
    }
    const indexes =
      rules.findLast(({ directoryIndex }) => directoryIndex)?.directoryIndex ?? host.directoryIndex
    for (const name of indexes)
      if (vfs.peek(`${place}${place.endsWith('/') ? '' : '/'}${name}`, this.#cred)?.kind === 'file')
        return this.#serve(exchange, host, `${path}${name}`)
    if (
      rules.findLast(({ indexes }) => indexes !== undefined)?.indexes &&
      allowed(vfs.find(place, this.#cred), this.#cred, 5)
    )
      return this.#page(
        exchange,
        200,
        listing(this.#call, place, path, this.#cred),
        'text/html;charset=UTF-8',
      )
    await this.#complain(
      exchange,
      host,
      'autoindex:error',
      `AH01276: Cannot serve directory ${place.replace(/\/?$/, '/')}: No matching DirectoryIndex (${indexes.join(',')}) found, and server-generated directory index forbidden by Options directive`,
    )
    return this.#refuse(exchange, host, 403, rules)
  }

  async #sendAs(
    exchange: HttpExchange,
    inode: Inode,
    status: number,
    type: string | undefined,
  ): Promise<void> {
    const bytes = Buffer.from(
      (await inode.content?.readAll(this.#call.vfs.fetch)) ?? new Uint8Array(0),
    )
    await this.#page(exchange, status, bytes, type ?? 'text/html')
  }

  async #page(
    { request, response }: HttpExchange,
    status: number,
    body: string | Buffer,
    type: string,
  ): Promise<void> {
    response.writeHead(status, titles[status]?.[0] ?? (status === 200 ? 'OK' : ''), {
      'Content-Length': Buffer.byteLength(body),
      'Content-Type': type,
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  #move(exchange: HttpExchange, _host: ApacheHost, status: number, to: string): Promise<void> {
    exchange.response.setHeader('Location', to)
    return this.#page(
      exchange,
      status,
      this.#errorPage(exchange, status, to),
      'text/html; charset=iso-8859-1',
    )
  }

  async #refuse(
    exchange: HttpExchange,
    host: ApacheHost,
    status: number,
    rules: readonly ApacheRules[],
    inner?: number,
  ): Promise<void> {
    exchange.request.resume()
    const own =
      rules.findLast(({ errorDocuments }) => errorDocuments[String(status)] !== undefined)
        ?.errorDocuments[String(status)] ?? host.errorDocuments[String(status)]
    if (own !== undefined && inner === undefined) {
      if (own.startsWith('/')) return this.#serve(exchange, host, own, status)
      if (/^https?:/.test(own)) return this.#move(exchange, host, 302, own)
      return this.#page(exchange, status, own.replace(/^"/, ''), 'text/html; charset=iso-8859-1')
    }
    return this.#page(
      exchange,
      inner ?? status,
      this.#errorPage(exchange, inner ?? status),
      'text/html; charset=iso-8859-1',
    )
  }

  #errorPage({ request, peer }: HttpExchange, status: number, to = ''): string {
    const [title, text] = titles[status] ?? [String(status), '']
    const said = text.replace('%s', escapeHtml(to || (request.method ?? '')))
    const signature = this.#config.signature
      ? `<hr>\n<address>${this.#product} Server at ${escapeHtml((request.headers.host ?? peer.local.address).replace(/:\d+$/, ''))} Port ${peer.local.port}</address>\n`
      : ''
    return `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n${said}\n${signature}</body></html>\n`
  }

  #type(path: string): string | undefined {
    const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
    const type = this.#config.types[extension] ?? lookup(path)
    const { charset } = this.#config
    return charset !== undefined && (type === 'text/html' || type === 'text/plain')
      ? `${type}; charset=${charset}`
      : type
  }

  async #complain(
    { peer }: HttpExchange,
    host: ApacheHost,
    level: string,
    text: string,
  ): Promise<void> {
    const { machine, process } = this.#call
    const at = new Date(machine.outside.now())
    const [day, date, month, year, time] = at.toUTCString().replace(',', '').split(' ')
    await logLine(
      machine,
      host.errorLog,
      `[${day} ${month} ${date} ${time}.${String(at.getUTCMilliseconds()).padStart(3, '0')}000 ${year}] [${level}] [pid ${process.pid}:tid ${process.pid}] [client ${peer.address}:${peer.port}] ${text}`,
    )
  }
}

export function productOf(call: Call, tokens: string): string {
  const { facts, spec } = call.machine
  const version =
    facts.family === 'debian'
      ? spec.distribution === 'debian-12'
        ? '2.4.65'
        : spec.distribution === 'ubuntu-22.04'
          ? '2.4.52'
          : '2.4.58'
      : spec.distribution === 'rhel-9'
        ? '2.4.62'
        : '2.4.65'
  const systems: Readonly<Record<string, string>> = {
    al2023: ' (Amazon Linux)',
    al2: ' ()',
    'debian-12': ' (Debian)',
    'rhel-9': ' (Red Hat Enterprise Linux)',
    'sles-15': ' (Linux/SUSE)',
  }
  if (/^prod/i.test(tokens)) return 'Apache'
  if (/^(?:min|minimal)$/i.test(tokens)) return `Apache/${version}`
  return `Apache/${version}${systems[spec.distribution] ?? ' (Ubuntu)'}`
}

function redirectTarget(one: ApacheHost['redirects'][number], path: string): string | undefined {
  if (!one.pattern) {
    if (path !== one.from && !path.startsWith(one.from.endsWith('/') ? one.from : `${one.from}/`))
      return undefined
    return `${one.to}${path.slice(one.from.length)}`
  }
  try {
    const match = new RegExp(one.from).exec(path)
    return match
      ? one.to.replaceAll(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? '')
      : undefined
  } catch {
    return undefined
  }
}

/** The rules that hold, the most particular last. */
function rulesFor(host: ApacheHost, path: string, place: string): ApacheRules[] {
  const name = place.split('/').at(-1) ?? ''
  const directories = host.rules
    .filter(
      ({ kind, at }) =>
        kind === 'directory' &&
        (at === '/' ||
          place === at.replace(/\/$/, '') ||
          place.startsWith(at.replace(/\/?$/, '/')) ||
          (at.includes('*') && matchesPattern(place, `${at.replace(/\/$/, '')}/*`))),
    )
    .toSorted((a, b) => a.at.length - b.at.length)
  const files = host.rules.filter(
    ({ kind, at }) => kind === 'files' && (matchesPattern(name, at) || regexFits(at, name)),
  )
  const locations = host.rules.filter(
    ({ kind, at }) =>
      (kind === 'location' &&
        (at === '/' || path === at || path.startsWith(at.replace(/\/?$/, '/')))) ||
      (kind === 'location-match' && regexFits(at, path)),
  )
  return [...directories, ...files, ...locations]
}

function regexFits(pattern: string, text: string): boolean {
  try {
    return /[\^$\\|()]/.test(pattern) && new RegExp(pattern).test(text)
  } catch {
    return false
  }
}

function logText(
  format: string,
  { request, peer, response }: HttpExchange,
  status: number,
  bytes: number,
  now: number,
): string {
  const plain: Readonly<Record<string, string>> = {
    h: peer.address,
    a: peer.address,
    l: '-',
    u: '-',
    t: `[${logTime(now)}]`,
    r: `${request.method} ${request.url} HTTP/${request.httpVersion}`,
    s: String(status),
    b: bytes === 0 ? '-' : String(bytes),
    B: String(bytes),
    O: String(bytes),
    m: request.method ?? '',
    U: (request.url ?? '').replace(/\?.*$/, ''),
    v: (request.headers.host ?? '').replace(/:\d+$/, ''),
    V: (request.headers.host ?? '').replace(/:\d+$/, ''),
    p: String(peer.local.port),
    D: '420',
    T: '0',
  }
  return format.replaceAll(
    /%(?:[<>])?(?:\{([^}]*)\})?([a-zA-Z])/g,
    (whole, name: string | undefined, letter: string) => {
      if (name !== undefined && letter === 'i')
        return String(request.headers[name.toLowerCase()] ?? '-')
      if (name !== undefined && letter === 'o') return String(response.getHeader(name) ?? '-')
      return plain[letter] ?? whole
    },
  )
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function listing(call: Call, place: string, path: string, cred: Credentials): string {
  const rows = call.vfs
    .list(place, cred)
    .filter(([name]) => !name.startsWith('.'))
    .map(([name, inode]) => {
      const shown = inode.kind === 'directory' ? `${name}/` : name
      const date = new Date(inode.mtimeMs).toISOString().slice(0, 16).replace('T', ' ')
      return `<tr><td><a href="${encodeURI(shown)}">${escapeHtml(shown)}</a></td><td align="right">${date}  </td><td align="right">${inode.kind === 'directory' ? '  - ' : inode.size}</td></tr>`
    })
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${escapeHtml(path)}</title>\n </head>\n <body>\n<h1>Index of ${escapeHtml(path)}</h1>\n  <table>\n   <tr><th>Name</th><th>Last modified</th><th>Size</th></tr>\n${rows.join('\n')}\n</table>\n</body></html>\n`
}
