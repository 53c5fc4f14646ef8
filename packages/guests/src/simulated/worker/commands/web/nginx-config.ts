import { plainAddress } from '../../net/addresses.ts'
import type { Machine } from '../../system/machine.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import { expand } from './apache-syntax.ts'

/** A directive with its place, and those within its braces. */
interface Node {
  readonly name: string
  readonly args: readonly string[]
  readonly inside?: readonly Node[]
  readonly file: string
  readonly line: number
}

export interface NginxRules {
  readonly root?: string
  readonly alias?: string
  readonly index?: readonly string[]
  readonly tryFiles?: readonly string[]
  readonly returns?: { readonly status: number; readonly text: string }
  readonly proxyPass?: string
  readonly proxyHeaders?: Readonly<Record<string, string>>
  readonly fastcgi?: boolean
  readonly autoindex?: boolean
  readonly denied?: boolean
  readonly errorPages?: Readonly<
    Record<string, { readonly path: string; readonly status?: number }>
  >
  readonly accessLog?: { readonly path: string; readonly format: string }
  readonly errorLog?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly defaultType?: string
}

export interface NginxLocation {
  readonly modifier: '' | '=' | '~' | '~*' | '^~' | '@'
  readonly path: string
  readonly rules: NginxRules
}

export interface NginxServer {
  readonly listens: readonly {
    readonly address: string
    readonly port: number
    readonly tls: boolean
    readonly onlyIpv6: boolean
    readonly isDefault: boolean
  }[]
  readonly names: readonly string[]
  readonly rules: NginxRules
  readonly locations: readonly NginxLocation[]
}

/** A whole configuration as plain data: it is kept while its guest naps. */
export interface NginxConfig {
  readonly user: string
  readonly servers: readonly NginxServer[]
  readonly upstreams: Readonly<Record<string, readonly string[]>>
  readonly types: Readonly<Record<string, string>>
  readonly keepAliveMs: number
  readonly tokens: boolean
  readonly errorLog: string
}

/** What is wrong, as nginx says it after `[emerg]`. */
export class NginxError extends Error {
  override readonly name = 'NginxError'
}

export const nginxMain = '/etc/nginx/nginx.conf'

const known = new Set(
  'user worker_processes error_log pid include events worker_connections multi_accept use http server listen server_name root alias index location return proxy_pass proxy_set_header proxy_http_version proxy_redirect proxy_read_timeout proxy_connect_timeout proxy_send_timeout proxy_buffering proxy_cache_bypass proxy_pass_request_headers try_files error_page access_log log_format sendfile tcp_nopush tcp_nodelay keepalive_timeout keepalive_requests types_hash_max_size types_hash_bucket_size server_names_hash_bucket_size default_type types gzip gzip_types gzip_vary gzip_proxied gzip_comp_level gzip_min_length gzip_disable server_tokens client_max_body_size client_body_timeout client_header_timeout send_timeout large_client_header_buffers add_header expires autoindex deny allow fastcgi_pass fastcgi_param fastcgi_index fastcgi_split_path_info fastcgi_read_timeout fastcgi_buffers fastcgi_buffer_size fastcgi_intercept_errors fastcgi_keep_conn upstream ssl_certificate ssl_certificate_key ssl_protocols ssl_ciphers ssl_prefer_server_ciphers ssl_session_cache ssl_session_timeout ssl_session_tickets ssl_dhparam http2 charset rewrite if set internal resolver map load_module worker_rlimit_nofile daemon least_conn ip_hash keepalive stub_status limit_req limit_req_zone limit_except satisfy auth_basic auth_basic_user_file reset_timedout_connection open_file_cache etag if_modified_since log_not_found merge_slashes port_in_redirect server_name_in_redirect absolute_redirect'.split(
    ' ',
  ),
)

async function parse(machine: Machine, file: string, from?: Node): Promise<Node[]> {
  let text: string
  try {
    text = await machine.vfs.readText(file, rootCredentials)
  } catch (error) {
    throw new NginxError(
      `open() "${file}" failed (${error instanceof FsError && error.code === 'EACCES' ? 13 : 2}: ${reasonOf(error)})${from ? ` in ${from.file}:${from.line}` : ''}`,
    )
  }
  const tokens: { text: string; line: number; quoted: boolean }[] = []
  let line = 1
  for (const match of text.matchAll(
    /\n|#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[{};]|(?:\$\{\w+\}|[^\s{};"'#]|(?<=\S)[#"'])+|[ \t\r]+/g,
  )) {
    const [whole, double, single] = match
    if (!/^[\s#]/.test(whole) || double !== undefined)
      tokens.push({
        text: double ?? single ?? whole,
        line,
        quoted: double !== undefined || single !== undefined,
      })
    line += whole.split('\n').length - 1
  }
  let at = 0
  const block = async (closes: boolean): Promise<Node[]> => {
    const nodes: Node[] = []
    for (;;) {
      const token = tokens[at]
      if (!token) {
        if (closes) throw new NginxError(`unexpected end of file, expecting "}" in ${file}:${line}`)
        return nodes
      }
      if (!token.quoted && token.text === '}') {
        if (!closes) throw new NginxError(`unexpected "}" in ${file}:${token.line}`)
        at++
        return nodes
      }
      if (!token.quoted && (token.text === '{' || token.text === ';'))
        throw new NginxError(`unexpected "${token.text}" in ${file}:${token.line}`)
      at++
      const args: string[] = []
      for (;;) {
        const next = tokens[at]
        if (!next)
          throw new NginxError(`unexpected end of file, expecting ";" or "}" in ${file}:${line}`)
        at++
        if (!next.quoted && next.text === ';') {
          const node = { name: token.text, args, file, line: token.line }
          if (node.name === 'include') nodes.push(...(await included(machine, node)))
          else nodes.push(node)
          break
        }
        if (!next.quoted && next.text === '{') {
          nodes.push({ name: token.text, args, inside: await block(true), file, line: token.line })
          break
        }
        if (!next.quoted && next.text === '}')
          throw new NginxError(`unexpected "}" in ${file}:${next.line}`)
        args.push(next.text)
      }
    }
  }
  return block(false)
}

async function included(machine: Machine, node: Node): Promise<Node[]> {
  const [name = ''] = node.args
  const path = name.startsWith('/') ? name : `/etc/nginx/${name}`
  const files = /[*?[]/.test(path) ? expand(machine, path) : [path]
  const nodes: Node[] = []
  for (const file of files) nodes.push(...(await parse(machine, file, node)))
  return nodes
}

const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'

/** Reads nginx's configuration; throws an `NginxError`. */
export async function readNginxConfig(machine: Machine): Promise<NginxConfig> {
  const nodes = await parse(machine, nginxMain)
  const check = (list: readonly Node[], within: string): void => {
    for (const node of list) {
      if (within === 'types' || within === 'map') continue
      if (!known.has(node.name))
        throw new NginxError(`unknown directive "${node.name}" in ${node.file}:${node.line}`)
      const places: Readonly<Record<string, readonly string[]>> = {
        server: ['http', 'upstream'],
        location: ['server', 'location'],
        http: [''],
        events: [''],
        upstream: ['http'],
        listen: ['server'],
        server_name: ['server'],
        proxy_pass: ['location', 'if'],
      }
      if (places[node.name] && !places[node.name]?.includes(within))
        throw new NginxError(
          `"${node.name}" directive is not allowed here in ${node.file}:${node.line}`,
        )
      if (node.inside) check(node.inside, node.name)
    }
  }
  check(nodes, '')
  if (!nodes.some(({ name }) => name === 'events'))
    throw new NginxError('no "events" section in configuration')
  const http = nodes.find(({ name }) => name === 'http')?.inside ?? []
  const formats = new Map([['combined', combined]])
  const types: Record<string, string> = {}
  const upstreams: Record<string, string[]> = {}
  for (const node of http) {
    if (node.name === 'log_format')
      formats.set(
        node.args[0] ?? '',
        node.args
          .slice(1)
          .filter((arg) => !arg.startsWith('escape='))
          .join(''),
      )
    if (node.name === 'types')
      for (const { name, args } of node.inside ?? [])
        for (const extension of args) types[extension] = name
    if (node.name === 'upstream')
      upstreams[node.args[0] ?? ''] = (node.inside ?? [])
        .filter(({ name }) => name === 'server')
        .map(({ args }) => args[0] ?? '')
  }
  const rules = (list: readonly Node[], base: NginxRules = {}): NginxRules =>
    rulesOf(list, base, formats)
  const top = rules(http, {
    accessLog: { path: '/var/log/nginx/access.log', format: combined },
    errorLog: '/var/log/nginx/error.log',
  })
  const servers = http
    .filter(({ name }) => name === 'server')
    .map((node): NginxServer => {
      const inside = node.inside ?? []
      const own = rules(inside, top)
      return {
        listens: listensOf(inside),
        names: inside.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args),
        rules: own,
        locations: inside
          .filter(({ name }) => name === 'location')
          .map((each) => locationOf(each, own, rules)),
      }
    })
  for (const node of inDepth(http))
    if (node.name === 'ssl_certificate' || node.name === 'ssl_certificate_key')
      if (!machine.vfs.peek(node.args[0] ?? '', rootCredentials))
        throw new NginxError(
          `cannot load certificate "${node.args[0]}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${node.args[0]}, r) error:10000080:BIO routines::no such file)`,
        )
  const seen = new Set<string>()
  for (const { listens } of servers)
    for (const { address, port, isDefault } of listens)
      if (isDefault) {
        if (seen.has(`${address}:${port}`))
          throw new NginxError(`a duplicate default server for ${address}:${port} in ${nginxMain}`)
        seen.add(`${address}:${port}`)
      }
  const last = (name: string): string | undefined =>
    nodes.findLast((node) => node.name === name)?.args[0]
  const user = last('user') ?? 'nobody'
  await machine.users.refresh()
  const userNode = nodes.findLast((node) => node.name === 'user')
  if (userNode && !machine.users.byName(user))
    throw new NginxError(`getpwnam("${user}") failed in ${userNode.file}:${userNode.line}`)
  const timeout = http.findLast(({ name }) => name === 'keepalive_timeout')?.args[0]
  return {
    user,
    servers,
    upstreams,
    types,
    keepAliveMs: timeout === undefined ? 75_000 : Number.parseFloat(timeout) * 1000,
    tokens: http.findLast(({ name }) => name === 'server_tokens')?.args[0] !== 'off',
    errorLog: last('error_log') ?? '/var/log/nginx/error.log',
  }
}

function* inDepth(nodes: readonly Node[]): Iterable<Node> {
  for (const node of nodes) {
    yield node
    if (node.inside) yield* inDepth(node.inside)
  }
}

function listensOf(inside: readonly Node[]): NginxServer['listens'] {
  const found = inside
    .filter(({ name }) => name === 'listen')
    .map((node) => {
      const [first = ''] = node.args
      const [, address = '', port = ''] = /^(?:(\[[^\]]*\]|[^:]+|\*):)?(\d+)$/.exec(first) ?? [
        undefined,
        first,
        '80',
      ]
      if (Number(port) < 1 || Number(port) > 65_535)
        throw new NginxError(
          `invalid port in "${first}" of the "listen" directive in ${node.file}:${node.line}`,
        )
      if (
        address !== '' &&
        address !== '*' &&
        !address.startsWith('[') &&
        !/^[\d.]+$/.test(address) &&
        address !== 'localhost'
      )
        throw new NginxError(
          `host not found in "${first}" of the "listen" directive in ${node.file}:${node.line}`,
        )
      return {
        address:
          address === '' || address === '*'
            ? '0.0.0.0'
            : address.startsWith('[')
              ? (plainAddress(address) ?? '::')
              : address === 'localhost'
                ? '127.0.0.1'
                : address,
        port: Number(port),
        tls: node.args.includes('ssl'),
        onlyIpv6: !node.args.includes('ipv6only=off'),
        isDefault: node.args.includes('default_server'),
      }
    })
  return found.length > 0
    ? found
    : [{ address: '0.0.0.0', port: 80, tls: false, onlyIpv6: true, isDefault: false }]
}

function locationOf(
  node: Node,
  base: NginxRules,
  rules: (list: readonly Node[], base: NginxRules) => NginxRules,
): NginxLocation {
  const [first = '', second] = node.args
  const { tryFiles: _tryFiles, returns: _returns, ...inherited } = base
  const own = rules(node.inside ?? [], inherited)
  if (second !== undefined) {
    const modifier = (['=', '~', '~*', '^~'] as const).find((one) => one === first)
    if (!modifier)
      throw new NginxError(`invalid location modifier "${first}" in ${node.file}:${node.line}`)
    return { modifier, path: second, rules: own }
  }
  return { modifier: first.startsWith('@') ? '@' : '', path: first, rules: own }
}

function rulesOf(
  list: readonly Node[],
  base: NginxRules,
  formats: ReadonlyMap<string, string>,
): NginxRules {
  const rules: { -readonly [K in keyof NginxRules]: NginxRules[K] } = { ...base }
  for (const { name, args, file, line } of list) {
    const [first = '', second] = args
    if (name === 'root') rules.root = first.replace(/(.)\/$/, '$1')
    else if (name === 'alias') rules.alias = first
    else if (name === 'index') rules.index = args
    else if (name === 'try_files') rules.tryFiles = args
    else if (name === 'autoindex') rules.autoindex = first === 'on'
    else if (name === 'deny') rules.denied = first === 'all'
    else if (name === 'default_type') rules.defaultType = first
    else if (name === 'fastcgi_pass') rules.fastcgi = true
    else if (name === 'proxy_pass') {
      if (!/^https?:\/\//.test(first)) throw new NginxError(`invalid URL prefix in ${file}:${line}`)
      rules.proxyPass = first
    } else if (name === 'proxy_set_header')
      rules.proxyHeaders = { ...rules.proxyHeaders, [first]: second ?? '' }
    else if (name === 'add_header')
      rules.headers = [...(rules.headers ?? []), [first, second ?? '']]
    else if (name === 'access_log')
      rules.accessLog = { path: first, format: formats.get(second ?? 'combined') ?? combined }
    else if (name === 'error_log') rules.errorLog = first
    else if (name === 'return')
      rules.returns = /^\d+$/.test(first)
        ? { status: Number(first), text: second ?? '' }
        : { status: 302, text: first }
    else if (name === 'error_page') {
      const path = args.at(-1) ?? ''
      const changed = args.find((arg) => arg.startsWith('='))
      const page = { path, ...(changed ? { status: Number(changed.slice(1)) } : {}) }
      rules.errorPages = {
        ...rules.errorPages,
        ...Object.fromEntries(args.filter((arg) => /^\d+$/.test(arg)).map((code) => [code, page])),
      }
    }
  }
  return rules
}
