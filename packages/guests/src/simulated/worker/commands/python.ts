import { lookup } from 'mrmime'
import { endpointText } from '../net/addresses.ts'
import { httpDate, openHttpService, type HttpExchange } from '../net/http-service.ts'
import { unlessAborted } from '../system/gate.ts'
import { strftime } from '../shell/printf.ts'
import { allowed } from '../vfs/inode.ts'
import { reasonOf } from '../vfs/errors.ts'
import type { Call, Program } from './call.ts'
import { sendFile } from './web/static-file.ts'

const versions: Readonly<Record<string, string>> = {
  al2023: '3.9.24',
  al2: '3.7.16',
  'ubuntu-24.04': '3.12.3',
  'ubuntu-22.04': '3.10.12',
  'debian-12': '3.11.2',
  'rhel-9': '3.9.21',
  'sles-15': '3.6.15',
}

/** No interpreter: its version and the web server that lectures start with. */
const python: Program = async (call) => {
  const version = versions[call.machine.spec.distribution] ?? '3.9.24'
  const [first, second] = call.args
  if (first === '--version' || first === '-V') return call.out(`Python ${version}\n`).then(() => 0)
  if (first === '-m' && second === 'http.server') return serve(call, version)
  await call.err(
    `${call.name}: not available in a simulated guest: this instance runs no machine code (see /etc/motd); only --version and -m http.server work\n`,
  )
  return 127
}

async function serve(call: Call, version: string): Promise<number> {
  const rest = call.args.slice(2)
  let port = 8000
  let address = '0.0.0.0'
  let directory = call.cwd
  while (rest.length > 0) {
    const arg = rest.shift() ?? ''
    const [name, value] = arg.split(/=(.*)/s)
    if (name === '-b' || name === '--bind') address = value ?? rest.shift() ?? ''
    else if (name === '-d' || name === '--directory')
      directory = call.absolute(value ?? rest.shift() ?? '')
    else if (/^\d+$/.test(arg)) port = Number(arg)
    else if (name !== '--cgi' && name !== '-u') {
      await call.err(
        `usage: server.py [-h] [--cgi] [--bind ADDRESS] [--directory DIRECTORY] [port]\nserver.py: error: argument port: invalid int value: '${arg}'\n`,
      )
      return 2
    }
  }
  const accept = openHttpService(call.machine, {
    keepAliveMs: () => 60_000,
    handle: (exchange) => answer(call, directory, version, exchange),
  })
  try {
    call.machine.network.listen({ address, port, process: call.process, accept })
  } catch (error) {
    const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const errno = Object.entries(number).find(([name]) => name === code)?.[1] ?? 98
    const kind = errno === 13 ? 'PermissionError' : 'OSError'
    await call.err(
      `Traceback (most recent call last):\n  File "/usr/lib64/python${version.replace(/\.\d+$/, '')}/socketserver.py", line 466, in server_bind\n    self.socket.bind(self.server_address)\n${kind}: [Errno ${errno}] ${reasonOf(error)}\n`,
    )
    return 1
  }
  if (!call.process.resumed)
    await call.out(
      `Serving HTTP on ${address} port ${port} (http://${endpointText(address, port)}/) ...\n`,
    )
  call.process.dormant = true
  call.process.memoryKiB = 18_400
  call.process.tellReady()
  const never = new Promise<never>(() => {})
  try {
    return await unlessAborted(never, call.signal)
  } finally {
    if (call.process.tty)
      await call.files
        .get(2)
        ?.write(
          Buffer.from('\nKeyboard interrupt received, exiting.\n'),
          new AbortController().signal,
        )
        .catch(() => {})
  }
}

async function answer(
  call: Call,
  root: string,
  version: string,
  { request, response, peer }: HttpExchange,
): Promise<void> {
  const { machine } = call
  const now = await machine.outside.freshNow()
  const headers = { Server: `SimpleHTTP/0.6 Python/${version}`, Date: httpDate(now) }
  response.shouldKeepAlive = false
  const log = (text: string): Promise<void> =>
    call.err(`${peer.address} - - [${strftime('%d/%b/%Y %H:%M:%S', now)}] ${text}\n`)
  const line = `"${request.method} ${request.url} HTTP/${request.httpVersion}"`
  const refuse = async (status: number, message: string, explain: string): Promise<void> => {
    await log(`code ${status}, message ${message}`)
    await log(`${line} ${status} -`)
    const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"\n        "http://www.w3.org/TR/html4/strict.dtd">\n<html>\n    <head>\n        <meta http-equiv="Content-Type" content="text/html;charset=utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: ${status}</p>\n        <p>Message: ${message}.</p>\n        <p>Error code explanation: ${explain}.</p>\n    </body>\n</html>\n`
    response.writeHead(status, message, {
      ...headers,
      Connection: 'close',
      'Content-Type': 'text/html;charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(
      501,
      `Unsupported method ('${request.method}')`,
      'HTTPStatus.NOT_IMPLEMENTED - Server does not support this operation',
    )
  const path = pathOf(request.url ?? '/')
  const place = `${root}${path}`
  let inode = machine.vfs.peek(place, call.cred)
  let shown = place
  if (inode?.kind === 'directory') {
    if (!path.endsWith('/')) {
      await log(`${line} 301 -`)
      response.writeHead(301, { ...headers, Location: `${path}/`, 'Content-Length': 0 })
      response.end()
      return
    }
    const index = ['index.html', 'index.htm'].find(
      (name) => machine.vfs.peek(`${place}${name}`, call.cred)?.kind === 'file',
    )
    if (index === undefined) {
      await log(`${line} 200 -`)
      const body = listing(call, place, path)
      response.writeHead(200, {
        ...headers,
        'Content-type': 'text/html; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(request.method === 'HEAD' ? undefined : body)
      return
    }
    shown = `${place}${index}`
    inode = machine.vfs.peek(shown, call.cred)
  }
  if (inode?.kind !== 'file' || !allowed(inode, call.cred, 4))
    return refuse(404, 'File not found', 'HTTPStatus.NOT_FOUND - Nothing matches the given URI')
  const type = lookup(shown) ?? 'application/octet-stream'
  const sent = await sendFile(machine, request, response, {
    inode,
    headers: ({ lastModified, length, range, hasBody }) => ({
      ...headers,
      ...(hasBody ? { 'Content-type': type } : {}),
      ...(length === undefined ? {} : { 'Content-Length': length }),
      ...(range === undefined ? {} : { 'Content-Range': range }),
      'Last-Modified': lastModified,
    }),
  })
  await log(`${line} ${sent} -`)
}

function pathOf(url: string): string {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    return path
      .split('/')
      .filter((part) => part !== '..')
      .join('/')
  } catch {
    return url
  }
}

function listing(call: Call, place: string, path: string): string {
  const text = (name: string): string =>
    name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const rows = call.machine.vfs.list(place, call.cred).map(([name, inode]) => {
    const slash = inode.kind === 'directory' ? '/' : ''
    return `<li><a href="${encodeURIComponent(name)}${slash}">${text(name)}${inode.kind === 'link' ? '@' : slash}</a></li>`
  })
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n<title>Directory listing for ${text(path)}</title>\n</head>\n<body>\n<h1>Directory listing for ${text(path)}</h1>\n<hr>\n<ul>\n${rows.join('\n')}\n</ul>\n<hr>\n</body>\n</html>\n`
}

export const pythonPrograms = { python3: python, python } satisfies Readonly<
  Record<string, Program>
>
