import { httpDate, type HttpExchange } from '../../net/http-service.ts'
import { covers } from '../../net/bound.ts'
import { allowed, type Credentials } from '../../vfs/inode.ts'
import { FsError } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import { escapeHtml } from './apache-answer.ts'
import { bodyBytes, logLine, logTime } from './log-file.ts'
import type { NginxConfig, NginxLocation, NginxRules, NginxServer } from './nginx-config.ts'
import { phpHandles, runPhp } from './php-handler.ts'
import { proxyTo } from './proxy.ts'
import { cleanPath, sendFile } from './static-file.ts'

const titles: Readonly<Record<number, string>> = {
  301: '301 Moved Permanently',
  302: '302 Found',
  303: '303 See Other',
  307: '307 Temporary Redirect',
  308: '308 Permanent Redirect',
  400: '400 Bad Request',
  401: '401 Authorization Required',
  403: '403 Forbidden',
  404: '404 Not Found',
  405: '405 Not Allowed',
  410: '410 Gone',
  416: '416 Requested Range Not Satisfiable',
  500: '500 Internal Server Error',
  502: '502 Bad Gateway',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
}

/** Answers requests as nginx would with a configuration. */
export class NginxAnswer {
  readonly #call: Call
  readonly #config: NginxConfig
  readonly #cred: Credentials
  readonly #product: string

  constructor(call: Call, config: NginxConfig) {
    this.#call = call
    this.#config = config
    const user = call.machine.users.byName(config.user)
    this.#cred = user
      ? call.machine.users.credentials(user)
      : { uid: 65_534, gid: 65_534, groups: [] }
    this.#product = nginxProduct(call, config.tokens)
  }

  async handle(exchange: HttpExchange): Promise<void> {
    const { request, response } = exchange
    const { machine } = this.#call
    const server = this.#server(exchange)
    response.setHeader('Server', this.#product)
    response.setHeader('Date', httpDate(machine.outside.now()))
    const path = cleanPath(request.url ?? '/')
    const rules = path === undefined ? server.rules : (locate(server, path)?.rules ?? server.rules)
    if (path === undefined) await this.#refuse(exchange, server, server.rules, 400)
    else await this.#serve(exchange, server, path)
    const log = rules.accessLog
    if (!log) return
    const bytes = bodyBytes(exchange)
    const values: Readonly<Record<string, string>> = this.#variables(exchange, path ?? '/', {
      status: String(response.statusCode),
      body_bytes_sent: String(bytes),
      bytes_sent: String(bytes),
      time_local: logTime(machine.outside.now()),
      request_time: '0.000',
    })
    await logLine(
      machine,
      log.path,
      log.format.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => values[name] || '-'),
    )
  }

  #server({ request, peer }: HttpExchange): NginxServer {
    const fits = this.#config.servers.filter(({ listens }) =>
      listens.some((one) => one.port === peer.local.port && covers(one, peer.local.address)),
    )
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
    const named = (test: (name: string) => boolean): NginxServer | undefined =>
      fits.find(({ names }) => names.some(test))
    const found =
      named((name) => name === host) ??
      named((name) => name.startsWith('*.') && host.endsWith(name.slice(1))) ??
      named((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
      named((name) => name.startsWith('~') && safeTest(name.slice(1), host)) ??
      fits.find(({ listens }) =>
        listens.some(({ port, isDefault }) => isDefault && port === peer.local.port),
      ) ??
      fits[0]
    return found ?? { listens: [], names: [], rules: {}, locations: [] }
  }

  #variables(
    { request, peer }: HttpExchange,
    path: string,
    more: Readonly<Record<string, string>> = {},
  ): Record<string, string> {
    const url = request.url ?? '/'
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        `http_${name.replaceAll('-', '_')}`,
        String(value),
      ]),
    )
    return {
      ...headers,
      remote_addr: peer.address,
      remote_port: String(peer.port),
      remote_user: '',
      request: `${request.method} ${url} HTTP/${request.httpVersion}`,
      request_method: request.method ?? 'GET',
      request_uri: url,
      uri: path,
      document_uri: path,
      args: url.split('?')[1] ?? '',
      query_string: url.split('?')[1] ?? '',
      is_args: url.includes('?') ? '?' : '',
      host: (request.headers.host ?? '').replace(/:\d+$/, ''),
      http_host: request.headers.host ?? '',
      hostname: this.#call.machine.hostname,
      server_addr: peer.local.address,
      server_port: String(peer.local.port),
      server_name: (request.headers.host ?? '').replace(/:\d+$/, ''),
      scheme: peer.tls ? 'https' : 'http',
      proxy_add_x_forwarded_for: [request.headers['x-forwarded-for'], peer.address]
        .filter(Boolean)
        .join(', '),
      server_protocol: `HTTP/${request.httpVersion}`,
      ...more,
    }
  }

  #fill(exchange: HttpExchange, path: string, text: string): string {
    const values = this.#variables(exchange, path)
    return text.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => values[name] ?? '')
  }

  async #serve(
    exchange: HttpExchange,
    server: NginxServer,
    path: string,
    inner?: number,
    depth = 0,
  ): Promise<void> {
    const { response } = exchange
    const location = locate(server, path)
    const rules = location?.rules ?? server.rules
    if (depth > 10) return this.#refuse(exchange, server, {}, 500)
    const returns = server.rules.returns ?? rules.returns
    if (returns && inner === undefined) return this.#return(exchange, server, rules, returns, path)
    if (rules.denied) {
      await this.#complain(exchange, rules, 'error', `access forbidden by rule`)
      return this.#refuse(exchange, server, rules, 403, depth)
    }
    if (rules.proxyPass !== undefined) return this.#proxy(exchange, server, rules, location, path)
    const place = placeOf(rules, location, path)
    if (rules.tryFiles && depth === 0) return this.#try(exchange, server, rules, location, path)
    if (rules.fastcgi) {
      if (!phpHandles(this.#call, 'nginx')) {
        await this.#complain(
          exchange,
          rules,
          'crit',
          `connect() to unix:/run/php-fpm/www.sock failed (2: No such file or directory) while connecting to upstream`,
        )
        return this.#refuse(exchange, server, rules, 502, depth)
      }
      const { vfs } = this.#call.machine
      if (vfs.peek(place, this.#cred)?.kind !== 'file') {
        response.writeHead(404, { 'Content-Type': 'text/html; charset=UTF-8' })
        response.end('File not found.\n')
        return
      }
      return runPhp(this.#call, exchange, {
        file: place,
        root: rules.root ?? '/usr/share/nginx/html',
        path,
        cred: this.#cred,
        server: this.#product,
        onError: (text) =>
          this.#complain(
            exchange,
            rules,
            'error',
            `FastCGI sent in stderr: "${text}" while reading response header from upstream`,
          ),
      })
    }
    return this.#file(exchange, server, rules, path, place, inner, depth)
  }

  async #file(
    exchange: HttpExchange,
    server: NginxServer,
    rules: NginxRules,
    path: string,
    place: string,
    inner: number | undefined,
    depth: number,
  ): Promise<void> {
    const { request, response, peer } = exchange
    const { vfs } = this.#call.machine
    let inode
    try {
      inode = vfs.find(place.replace(/(.)\/$/, '$1'), this.#cred)
    } catch (error) {
      const denied = error instanceof FsError && error.code === 'EACCES'
      await this.#complain(
        exchange,
        rules,
        'error',
        denied
          ? `open() "${place}" failed (13: Permission denied)`
          : path.endsWith('/')
            ? `"${place}${rules.index?.[0] ?? 'index.html'}" is not found (2: No such file or directory)`
            : `open() "${place}" failed (2: No such file or directory)`,
      )
      return this.#refuse(exchange, server, rules, denied ? 403 : 404, depth)
    }
    if (inode.kind === 'directory') {
      if (!path.endsWith('/')) {
        const name = request.headers.host ?? peer.local.address
        return this.#move(
          exchange,
          301,
          `${peer.tls ? 'https' : 'http'}://${name}${encodeURI(path)}/`,
        )
      }
      for (const name of rules.index ?? ['index.html'])
        if (
          vfs.peek(`${place}${place.endsWith('/') ? '' : '/'}${name}`, this.#cred)?.kind === 'file'
        )
          return this.#serve(exchange, server, `${path}${name}`, inner, depth + 1)
      if (rules.autoindex)
        return this.#page(exchange, 200, listing(this.#call, place, path, this.#cred), 'text/html')
      await this.#complain(
        exchange,
        rules,
        'error',
        `directory index of "${place.replace(/\/?$/, '/')}" is forbidden`,
      )
      return this.#refuse(exchange, server, rules, 403, depth)
    }
    if (path.endsWith('/')) {
      await this.#complain(
        exchange,
        rules,
        'error',
        `"${place}index.html" is not found (20: Not a directory)`,
      )
      return this.#refuse(exchange, server, rules, 404, depth)
    }
    if (!allowed(inode, this.#cred, 4)) {
      await this.#complain(
        exchange,
        rules,
        'error',
        `open() "${place}" failed (13: Permission denied)`,
      )
      return this.#refuse(exchange, server, rules, 403, depth)
    }
    const type =
      this.#config.types[/\.([^./]+)$/.exec(place)?.[1]?.toLowerCase() ?? ''] ??
      rules.defaultType ??
      'text/plain'
    for (const [name, value] of rules.headers ?? [])
      response.setHeader(name, this.#fill(exchange, path, value))
    if (inner !== undefined) {
      const bytes = Buffer.from((await inode.content?.readAll(vfs.fetch)) ?? new Uint8Array(0))
      return this.#page(exchange, inner, bytes, type)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return this.#refuse(exchange, server, rules, 405, depth)
    const etag = `"${Math.floor(inode.mtimeMs / 1000).toString(16)}-${inode.size.toString(16)}"`
    await sendFile(this.#call.machine, request, response, {
      inode,
      etag,
      headers: ({ lastModified, length, range, hasBody }) => ({
        ...(hasBody ? { 'Content-Type': type } : {}),
        ...(length === undefined ? {} : { 'Content-Length': length }),
        'Last-Modified': lastModified,
        Connection: response.shouldKeepAlive ? 'keep-alive' : 'close',
        ETag: etag,
        ...(range === undefined
          ? hasBody
            ? { 'Accept-Ranges': 'bytes' }
            : {}
          : { 'Content-Range': range }),
      }),
    })
  }

  async #try(
    exchange: HttpExchange,
    server: NginxServer,
    rules: NginxRules,
    location: NginxLocation | undefined,
    path: string,
  ): Promise<void> {
    const { vfs } = this.#call.machine
    const candidates = (rules.tryFiles ?? []).map((text) => this.#fill(exchange, path, text))
    for (const candidate of candidates.slice(0, -1)) {
      const kind = vfs.peek(placeOf(rules, location, candidate), this.#cred)?.kind
      if (kind !== (candidate.endsWith('/') ? 'directory' : 'file')) continue
      if (rules.fastcgi) return this.#serve(exchange, server, candidate, undefined, 1)
      return this.#file(
        exchange,
        server,
        rules,
        candidate,
        placeOf(rules, location, candidate),
        undefined,
        1,
      )
    }
    const last = candidates.at(-1) ?? '=404'
    if (last.startsWith('=')) return this.#refuse(exchange, server, rules, Number(last.slice(1)))
    if (last.startsWith('@')) {
      const named = server.locations.find((one) => one.path === last)
      return named?.rules.proxyPass
        ? this.#proxy(exchange, server, named.rules, undefined, path)
        : this.#refuse(exchange, server, rules, 500)
    }
    return this.#serve(exchange, server, last.replace(/\?.*$/, ''), undefined, 1)
  }

  async #proxy(
    exchange: HttpExchange,
    server: NginxServer,
    rules: NginxRules,
    location: NginxLocation | undefined,
    path: string,
  ): Promise<void> {
    const { request, response } = exchange
    const to = this.#fill(exchange, path, rules.proxyPass ?? '')
    const [, scheme = 'http', where = '', rest = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(to) ?? []
    const upstream = this.#config.upstreams[where]
    const tries = upstream && upstream.length > 0 ? upstream : [where]
    const url = request.url ?? '/'
    const target = rest === '' ? url : `${rest}${url.slice(location?.path.length ?? 0)}`
    const headers = Object.fromEntries(
      Object.entries(rules.proxyHeaders ?? { Host: '$proxy_host' })
        .map(([name, value]) => [
          name,
          value === '$proxy_host' ? where : this.#fill(exchange, path, value),
        ])
        .filter(([, value]) => value !== ''),
    )
    let failure: string | undefined
    for (const one of tries) {
      const failed = await proxyTo(
        this.#call,
        request,
        response,
        `${scheme}://${one}${target}`,
        headers,
      )
      if (!failed) return
      failure = failed.failure
      const reason =
        {
          refused: '111: Connection refused',
          'timed-out': '110: Connection timed out',
          'gave-up': '110: Connection timed out',
          'no-route': '113: No route to host',
        }[String(failure)] ?? failure
      await this.#complain(
        exchange,
        rules,
        'error',
        `connect() failed (${reason}) while connecting to upstream`,
        `, upstream: "${scheme}://${one}${target}"`,
      )
    }
    return this.#refuse(
      exchange,
      server,
      rules,
      failure === 'timed-out' || failure === 'gave-up' || failure === 'over-time' ? 504 : 502,
    )
  }

  async #return(
    exchange: HttpExchange,
    server: NginxServer,
    rules: NginxRules,
    { status, text }: NonNullable<NginxRules['returns']>,
    path: string,
  ): Promise<void> {
    const filled = this.#fill(exchange, path, text)
    if ([301, 302, 303, 307, 308].includes(status)) {
      const host = exchange.request.headers.host ?? exchange.peer.local.address
      return this.#move(
        exchange,
        status,
        filled.startsWith('/')
          ? `${exchange.peer.tls ? 'https' : 'http'}://${host}${filled}`
          : filled,
      )
    }
    if (status === 444) {
      exchange.request.socket.destroy()
      return
    }
    if (text === '' && status >= 400) return this.#refuse(exchange, server, rules, status)
    for (const [name, value] of rules.headers ?? [])
      exchange.response.setHeader(name, this.#fill(exchange, path, value))
    return this.#page(exchange, status, filled, rules.defaultType ?? 'text/plain')
  }

  async #refuse(
    exchange: HttpExchange,
    server: NginxServer,
    rules: NginxRules,
    status: number,
    depth = 0,
  ): Promise<void> {
    exchange.request.resume()
    const own = rules.errorPages?.[String(status)] ?? server.rules.errorPages?.[String(status)]
    if (own && depth < 5 && own.path.startsWith('/')) {
      const place = placeOf(
        locate(server, own.path)?.rules ?? server.rules,
        locate(server, own.path),
        own.path,
      )
      if (this.#call.vfs.peek(place, this.#cred)?.kind === 'file')
        return this.#serve(exchange, server, own.path, own.status ?? status, depth + 5)
    }
    return this.#page(exchange, status, this.#errorPage(status), 'text/html')
  }

  #errorPage(status: number): string {
    const title = titles[status] ?? String(status)
    return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${this.#product}</center>\r\n</body>\r\n</html>\r\n`
  }

  #move(exchange: HttpExchange, status: number, to: string): Promise<void> {
    exchange.response.setHeader('Location', to)
    return this.#page(exchange, status, this.#errorPage(status), 'text/html')
  }

  async #page(
    { request, response }: HttpExchange,
    status: number,
    body: string | Buffer,
    type: string,
  ): Promise<void> {
    response.writeHead(status, titles[status]?.slice(4), {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      Connection: response.shouldKeepAlive ? 'keep-alive' : 'close',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  async #complain(
    { request, peer }: HttpExchange,
    rules: NginxRules,
    level: string,
    text: string,
    more = '',
  ): Promise<void> {
    const { machine, process } = this.#call
    const at = new Date(machine.outside.now())
      .toISOString()
      .replaceAll('-', '/')
      .replace('T', ' ')
      .slice(0, 19)
    await logLine(
      machine,
      rules.errorLog ?? this.#config.errorLog,
      `${at} [${level}] ${process.pid + 1}#${process.pid + 1}: *1 ${text}, client: ${peer.address}, server: ${(request.headers.host ?? '').replace(/:\d+$/, '') || '_'}, request: "${request.method} ${request.url} HTTP/${request.httpVersion}"${more}, host: "${request.headers.host ?? ''}"`,
    )
  }
}

export function nginxProduct(call: Call, tokens = true): string {
  const versions: Readonly<Record<string, string>> = {
    al2023: '1.28.0',
    al2: '1.22.1',
    'ubuntu-24.04': '1.24.0',
    'ubuntu-22.04': '1.18.0',
    'debian-12': '1.22.1',
    'rhel-9': '1.20.1',
    'sles-15': '1.21.5',
  }
  const { spec } = call.machine
  const system = spec.distribution.startsWith('ubuntu') ? ' (Ubuntu)' : ''
  return tokens ? `nginx/${versions[spec.distribution] ?? '1.28.0'}${system}` : 'nginx'
}

function safeTest(pattern: string, text: string, flags = ''): boolean {
  try {
    return new RegExp(pattern, flags).test(text)
  } catch {
    return false
  }
}

/** nginx's order: exact, the longest prefix if it is `^~`, the first pattern that fits, the longest prefix. */
function locate(server: NginxServer, path: string): NginxLocation | undefined {
  const exact = server.locations.find(({ modifier, path: at }) => modifier === '=' && at === path)
  if (exact) return exact
  const [prefix] = server.locations
    .filter(
      ({ modifier, path: at }) => (modifier === '' || modifier === '^~') && path.startsWith(at),
    )
    .toSorted((a, b) => b.path.length - a.path.length)
  if (prefix?.modifier === '^~') return prefix
  return (
    server.locations.find(
      ({ modifier, path: at }) =>
        (modifier === '~' && safeTest(at, path)) || (modifier === '~*' && safeTest(at, path, 'i')),
    ) ?? prefix
  )
}

function placeOf(rules: NginxRules, location: NginxLocation | undefined, path: string): string {
  if (rules.alias !== undefined && location)
    return `${rules.alias}${path.slice(location.path.length)}`
  return `${rules.root ?? '/usr/share/nginx/html'}${path}`
}

function listing(call: Call, place: string, path: string, cred: Credentials): string {
  const rows = call.vfs
    .list(place, cred)
    .filter(([name]) => !name.startsWith('.'))
    .map(([name, inode]) => {
      const shown = inode.kind === 'directory' ? `${name}/` : name
      const [, day = '', month = '', year = '', time = ''] =
        /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(new Date(inode.mtimeMs).toUTCString()) ?? []
      return `<a href="${encodeURI(shown)}">${escapeHtml(shown)}</a>${' '.repeat(Math.max(1, 51 - shown.length))}${day}-${month}-${year} ${time} ${(inode.kind === 'directory' ? '-' : String(inode.size)).padStart(19)}\r\n`
    })
  return `<html>\r\n<head><title>Index of ${escapeHtml(path)}</title></head>\r\n<body>\r\n<h1>Index of ${escapeHtml(path)}</h1><hr><pre><a href="../">../</a>\r\n${rows.join('')}</pre><hr></body>\r\n</html>\r\n`
}
