import type { GuestHttpResponse } from '../../../driver.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { listeners } from './status.ts'

/** How long a program waits for a packet that never comes back, in seconds, when it is not told. */
const connectSeconds = 134

interface Request {
  readonly method: string
  readonly url: URL
  readonly headers: Record<string, string>
  readonly body: Uint8Array
  readonly maxSeconds: number | undefined
}

type Failure = { readonly code: number; readonly text: string }

/** One exchange, with the waiting that a real program would do. */
async function exchange(call: Call, request: Request): Promise<GuestHttpResponse | Failure> {
  const { url } = request
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const self = [
    'localhost',
    '127.0.0.1',
    call.machine.hostname,
    ...call.machine.spec.interfaces.map((nic) => nic.privateIp),
  ]
  if (self.includes(url.hostname)) return local(call, url, port)
  const answer = await call.machine.outside.fetch({
    method: request.method,
    url: url.href,
    headers: request.headers,
    body: request.body,
  })
  if (!('unreachable' in answer)) return answer
  switch (answer.unreachable) {
    case 'refused':
      return {
        code: 7,
        text: `Failed to connect to ${url.hostname} port ${port} after 0 ms: Couldn't connect to server`,
      }
    case 'unknown-host':
      return { code: 6, text: `Could not resolve host: ${url.hostname}` }
    case 'no-route':
      return {
        code: 7,
        text: `Failed to connect to ${url.hostname} port ${port}: Network is unreachable`,
      }
    case 'timed-out': {
      const seconds = Math.min(request.maxSeconds ?? connectSeconds, connectSeconds)
      await call.machine.outside.sleep(seconds * 1000, call.signal)
      const ms = Math.round(seconds * 1000)
      return request.maxSeconds === undefined
        ? {
            code: 28,
            text: `Failed to connect to ${url.hostname} port ${port} after ${ms} ms: Couldn't connect to server`,
          }
        : { code: 28, text: `Connection timed out after ${ms} milliseconds` }
    }
  }
}

/** What the guest's own web server would answer: the files below its root. */
async function local(call: Call, url: URL, port: number): Promise<GuestHttpResponse | Failure> {
  const server = listeners(call.machine).find((one) => one.port === port)
  if (!server || port === 22)
    return {
      code: 7,
      text: `Failed to connect to ${url.hostname} port ${port} after 0 ms: Couldn't connect to server`,
    }
  const root =
    server.unit === 'nginx' && call.machine.facts.family !== 'debian'
      ? '/usr/share/nginx/html'
      : '/var/www/html'
  const path = decodeURIComponent(url.pathname)
  const below = `${root}${path.replace(/\/?$/, '/')}`
  const candidates = [`${root}${path}`, `${below}index.html`, `${below}index.nginx-debian.html`]
  for (const candidate of candidates) {
    const inode = call.vfs.peek(candidate.replaceAll('/../', '/'), { uid: 48, gid: 48, groups: [] })
    if (inode?.kind !== 'file') continue
    const body = (await inode.content?.readAll(call.vfs.fetch)) ?? new Uint8Array(0)
    return {
      status: 200,
      headers: {
        server: server.command,
        'content-type': /\.html?$/.test(candidate) ? 'text/html; charset=UTF-8' : 'text/plain',
        'content-length': String(body.length),
      },
      body,
    }
  }
  const text =
    path === '/'
      ? '<html><body><h1>It works!</h1></body></html>\n'
      : '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n'
  return {
    status: path === '/' ? 200 : 404,
    headers: { server: server.command, 'content-type': 'text/html' },
    body: Buffer.from(text),
  }
}

function addressOf(text: string): URL | undefined {
  try {
    return new URL(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
  } catch {
    return undefined
  }
}

const curl: Program = async (call) => {
  const { flags, operands } = curlOptions(call.args)
  const silent = flags.has('silent')
  let status = 0
  for (const operand of operands) {
    let url = addressOf(operand)
    let response: GuestHttpResponse | Failure | undefined
    for (let hops = 0; url && hops < 20; hops++) {
      response = await exchange(call, {
        method:
          flags.get('request')?.at(-1) ??
          (flags.has('data') ? 'POST' : flags.has('head') ? 'HEAD' : 'GET'),
        url,
        headers: headersOf(flags),
        body: Buffer.from((flags.get('data') ?? []).join('&')),
        maxSeconds: limit(flags),
      })
      const location: string | undefined =
        'status' in response &&
        response.status >= 300 &&
        response.status < 400 &&
        flags.has('location')
          ? response.headers['location']
          : undefined
      if (location === undefined) break
      url = new URL(location, url)
    }
    if (!response || !url) {
      status = 3
      if (!silent || flags.has('show-error'))
        await call.err('curl: (3) URL rejected: Malformed input to a URL function\n')
      continue
    }
    if ('code' in response) {
      status = response.code
      if (!silent || flags.has('show-error'))
        await call.err(`curl: (${response.code}) ${response.text}\n`)
      continue
    }
    status = await deliver(call, flags, url, response)
  }
  if (operands.length === 0) {
    await call.err("curl: try 'curl --help' or 'curl --manual' for more information\n")
    return 2
  }
  return status
}

async function deliver(
  call: Call,
  flags: ReadonlyMap<string, string[]>,
  url: URL,
  response: GuestHttpResponse,
): Promise<number> {
  if (flags.has('fail') && response.status >= 400) {
    if (!flags.has('silent') || flags.has('show-error'))
      await call.err(`curl: (22) The requested URL returned error: ${response.status}\n`)
    return 22
  }
  const head = `HTTP/1.1 ${response.status} ${response.status === 200 ? 'OK' : response.status === 404 ? 'Not Found' : response.status === 401 ? 'Unauthorized' : ''}\r\n${Object.entries(
    response.headers,
  )
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
  if (flags.has('verbose'))
    await call.err(`> ${url.pathname}\n${head.replaceAll(/^/gm, '< ').replaceAll('\r', '')}\n`)
  const file =
    flags.get('output')?.at(-1) ??
    (flags.has('remote-name') ? url.pathname.split('/').at(-1) : undefined)
  const body = flags.has('head') ? new Uint8Array(0) : response.body
  const bytes =
    flags.has('include') || flags.has('head') ? Buffer.concat([Buffer.from(head), body]) : body
  if (file === undefined || file === '-') await call.out(bytes)
  else if (file !== '/dev/null') {
    try {
      call.vfs.writeFile(call.absolute(file), bytes, call.cred, 0o666 & ~call.umask)
    } catch {
      await call.err(
        `Warning: Failed to open the file ${file}: Permission denied\ncurl: (23) client returned ERROR on writing body\n`,
      )
      return 23
    }
    if (!flags.has('silent'))
      await call.err(
        `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n100 ${String(body.length).padStart(5)}  100 ${String(body.length).padStart(5)}    0     0  ${body.length}      0 --:--:-- --:--:-- --:--:-- ${body.length}\n`,
      )
  }
  const format = flags.get('write-out')?.at(-1)
  if (format !== undefined)
    await call.out(
      format
        .replaceAll('%{http_code}', String(response.status))
        .replaceAll('%{size_download}', String(body.length))
        .replaceAll('%{url_effective}', url.href)
        .replaceAll('%{time_total}', '0.001')
        .replaceAll('\\n', '\n'),
    )
  return 0
}

const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  o: 'output',
  O: 'remote-name',
  s: 'silent',
  S: 'show-error',
  f: 'fail',
  L: 'location',
  I: 'head',
  i: 'include',
  v: 'verbose',
  m: 'max-time',
  w: 'write-out',
  u: 'user',
  A: 'user-agent',
  k: 'insecure',
  e: 'referer',
  b: 'cookie',
  T: 'upload-file',
}
const withValue = new Set([
  'request',
  'header',
  'data',
  'output',
  'max-time',
  'write-out',
  'user',
  'user-agent',
  'connect-timeout',
  'retry',
  'retry-delay',
  'data-raw',
  'data-binary',
  'noproxy',
  'referer',
  'cookie',
  'upload-file',
  'data-urlencode',
  'retry-max-time',
])

function curlOptions(args: readonly string[]): {
  flags: Map<string, string[]>
  operands: string[]
} {
  const flags = new Map<string, string[]>()
  const operands: string[] = []
  const put = (name: string, value: string): void => {
    const key = name.startsWith('data') ? 'data' : name
    flags.set(key, [...(flags.get(key) ?? []), value])
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg.startsWith('--')) {
      const [name = '', value] = arg.slice(2).split(/=(.*)/s)
      put(name, value ?? (withValue.has(name) ? (args[++i] ?? '') : ''))
    } else if (arg.startsWith('-') && arg.length > 1)
      for (let at = 1; at < arg.length; at++) {
        const name = shortNames[arg.charAt(at)] ?? arg.charAt(at)
        if (!withValue.has(name)) put(name, '')
        else {
          put(name, arg.slice(at + 1) || (args[++i] ?? ''))
          break
        }
      }
    else operands.push(arg)
  }
  return { flags, operands }
}

function headersOf(flags: ReadonlyMap<string, string[]>): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': flags.get('user-agent')?.at(-1) ?? 'curl/8.11.1',
    accept: '*/*',
  }
  for (const header of flags.get('header') ?? []) {
    const at = header.indexOf(':')
    if (at > 0) headers[header.slice(0, at).trim().toLowerCase()] = header.slice(at + 1).trim()
  }
  return headers
}

function limit(flags: ReadonlyMap<string, string[]>): number | undefined {
  const values = [flags.get('max-time'), flags.get('connect-timeout')].flatMap((list) =>
    list ? [Number(list.at(-1))] : [],
  )
  return values.length > 0 ? Math.min(...values) : undefined
}

const wget: Program = async (call) => {
  const { flags, operands } = options(call.args, 'OTtoP', [
    'output-document',
    'timeout',
    'tries',
    'header',
    'method',
    'directory-prefix',
  ])
  const quiet = flags.has('q') || flags.has('quiet')
  const headers: Record<string, string> = { 'user-agent': 'Wget/1.21.3' }
  const header = flags.get('header')
  if (header)
    headers[header.split(':')[0]?.toLowerCase() ?? ''] = header
      .slice(header.indexOf(':') + 1)
      .trim()
  for (const operand of operands) {
    const url = addressOf(operand)
    if (!url) return call.fail(`${operand}: Invalid URL`)
    const seconds = flags.get('T') ?? flags.get('timeout')
    const response = await exchange(call, {
      method: flags.get('method') ?? 'GET',
      url,
      headers,
      body: new Uint8Array(0),
      maxSeconds: seconds === undefined ? undefined : Number(seconds),
    })
    if ('code' in response) {
      if (!quiet)
        await call.err(
          `--  ${url.href}\nConnecting to ${url.hostname}... failed: ${response.text}.\n`,
        )
      return 4
    }
    if (response.status >= 400) {
      if (!quiet) await call.err(`ERROR ${response.status}.\n`)
      return 8
    }
    const file =
      flags.get('O') ??
      flags.get('output-document') ??
      (url.pathname.split('/').at(-1) || 'index.html')
    if (file === '-') await call.out(response.body)
    else {
      call.vfs.writeFile(
        call.absolute(`${flags.has('P') ? `${flags.get('P')}/` : ''}${file}`),
        response.body,
        call.cred,
        0o666 & ~call.umask,
      )
      if (!quiet)
        await call.err(
          `HTTP request sent, awaiting response... 200 OK\nLength: ${response.body.length}\nSaving to: ‘${file}’\n\n${file}            100%[===================>]  ${response.body.length}  --.-KB/s    in 0s\n\n‘${file}’ saved [${response.body.length}/${response.body.length}]\n`,
        )
    }
  }
  return operands.length > 0 ? 0 : call.fail('missing URL')
}

/** Instance metadata by name, through IMDSv2. */
async function metadata(call: Call, path: string): Promise<string | undefined> {
  const base = 'http://169.254.169.254/latest'
  const token = await exchange(call, {
    method: 'PUT',
    url: new URL(`${base}/api/token`),
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    body: new Uint8Array(0),
    maxSeconds: 5,
  })
  if ('code' in token) return undefined
  const answer = await exchange(call, {
    method: 'GET',
    url: new URL(`${base}/meta-data/${path}`),
    headers: { 'x-aws-ec2-metadata-token': Buffer.from(token.body).toString() },
    body: new Uint8Array(0),
    maxSeconds: 5,
  })
  return 'code' in answer || answer.status !== 200 ? undefined : Buffer.from(answer.body).toString()
}

const metadataNames: readonly (readonly [option: string, short: string, path: string])[] = [
  ['ami-id', 'a', 'ami-id'],
  ['ami-launch-index', 'l', 'ami-launch-index'],
  ['instance-id', 'i', 'instance-id'],
  ['instance-type', 't', 'instance-type'],
  ['local-hostname', 'h', 'local-hostname'],
  ['local-ipv4', 'o', 'local-ipv4'],
  ['availability-zone', 'z', 'placement/availability-zone'],
  ['public-hostname', 'p', 'public-hostname'],
  ['public-ipv4', 'v', 'public-ipv4'],
  ['reservation-id', 'r', 'reservation-id'],
  ['security-groups', 's', 'security-groups'],
  ['region', 'R', 'placement/region'],
]

const ec2Metadata: Program = async (call) => {
  const { flags } = options(call.args)
  const quiet = flags.has('quiet') || flags.has('q')
  const wanted = metadataNames.filter(([name, short]) => flags.has(name) || flags.has(short))
  for (const [name, , path] of wanted.length > 0 ? wanted : metadataNames) {
    const value = await metadata(call, path)
    await call.out(
      quiet
        ? `${value ?? 'not available'}\n`
        : `${name === 'availability-zone' ? 'placement' : name}: ${value ?? 'not available'}\n`,
    )
  }
  return 0
}

const ping: Program = async (call) => {
  const { operands } = options(call.args, 'ciWws')
  return call.fail(
    `${operands[0] ?? ''}: ICMP is not simulated yet in this guest; try curl for TCP`,
    2,
  )
}

export const httpPrograms = {
  curl,
  wget,
  'ec2-metadata': ec2Metadata,
  ec2metadata: ec2Metadata,
  ping,
} satisfies Readonly<Record<string, Program>>
