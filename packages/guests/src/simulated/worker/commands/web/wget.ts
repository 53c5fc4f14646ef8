import { strftime } from '../../shell/printf.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { plainAddress } from '../../net/addresses.ts'
import { askedFamily, failureText } from '../net/dial.ts'
import { httpRequest, portOf, typedUrl, type HttpReply } from './http-client.ts'
import { wgetVersions } from './versions.ts'

type Flags = ReadonlyMap<string, string>

const wget: Program = async (call) => {
  const { flags, operands } = options(call.args, 'OTtoPUw', [
    'output-document',
    'timeout',
    'connect-timeout',
    'tries',
    'header',
    'method',
    'directory-prefix',
    'user-agent',
    'post-data',
    'waitretry',
  ])
  if (flags.has('V') || flags.has('version')) {
    await call.out(`GNU Wget ${wgetVersions[call.machine.spec.distribution]} built on linux-gnu.\n`)
    return 0
  }
  if (operands.length === 0) {
    await call.err(
      "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    )
    return 1
  }
  let status = 0
  for (const typed of operands) {
    const url = typedUrl(typed)
    const code = url ? await fetchOne(call, flags, url) : await call.fail(`${typed}: Invalid URL`)
    status = status === 0 ? code : status
  }
  return status
}

const value = (flags: Flags, ...names: readonly string[]): string | undefined => {
  for (const name of names) if (flags.has(name)) return flags.get(name)
  return undefined
}

async function fetchOne(call: Call, flags: Flags, first: URL): Promise<number> {
  const quiet = flags.has('q') || flags.has('quiet')
  const say = async (text: string): Promise<void> => {
    if (!quiet) await call.err(text)
  }
  const tries = Number(value(flags, 't', 'tries') ?? 20) || Infinity
  let url = first
  for (let turn = 1, hops = 0; ;) {
    const now = await call.machine.outside.freshNow()
    await say(
      `--${strftime('%Y-%m-%d %H:%M:%S', now)}--  ${turn > 1 ? `(try:${String(turn).padStart(2)})  ` : ''}${url.href}\n`,
    )
    const reply = await ask(call, flags, url, say)
    if (typeof reply === 'number') return reply
    if (reply === 'again') {
      if (turn >= tries) {
        await say('Giving up.\n\n')
        return 4
      }
      await say('Retrying.\n\n')
      await call.machine.outside.sleep(Math.min(turn, 10) * 1000, call.signal)
      turn++
      continue
    }
    const { message, status } = reply
    const { location } = message.headers
    if (
      status >= 300 &&
      status < 400 &&
      status !== 304 &&
      location !== undefined &&
      URL.canParse(location, url)
    ) {
      await say(`${status} ${message.statusMessage ?? ''}\nLocation: ${location} [following]\n`)
      message.resume()
      if (++hops > 20) {
        await say('20 redirections exceeded.\n')
        return 8
      }
      url = new URL(location, url)
      continue
    }
    await say(`${status} ${message.statusMessage ?? ''}\n`)
    if (status >= 400) {
      message.resume()
      await say(
        `${strftime('%Y-%m-%d %H:%M:%S', call.machine.outside.now())} ERROR ${status}: ${message.statusMessage ?? ''}.\n\n`,
      )
      return 8
    }
    return save(call, flags, url, reply, say)
  }
}

async function ask(
  call: Call,
  flags: Flags,
  url: URL,
  say: (text: string) => Promise<void>,
): Promise<HttpReply | number | 'again'> {
  const header = value(flags, 'header')
  const seconds = value(flags, 'T', 'timeout', 'connect-timeout')
  const post = flags.get('post-data')
  const port = portOf(url)
  const shown = `${url.hostname}:${port}`
  const isAddress = plainAddress(url.hostname) !== undefined
  const family =
    askedFamily(flags) ?? (flags.has('inet6-only') ? 6 : flags.has('inet4-only') ? 4 : undefined)
  if (!isAddress) await say(`Resolving ${url.hostname} (${url.hostname})... `)
  let connected = false
  const reply = await httpRequest(call, {
    method: flags.has('spider')
      ? 'HEAD'
      : (flags.get('method') ?? (post === undefined ? 'GET' : 'POST')),
    url,
    ...(family === undefined ? {} : { family }),
    headers: [
      ['Host', url.host],
      [
        'User-Agent',
        value(flags, 'U', 'user-agent') ?? `Wget/${wgetVersions[call.machine.spec.distribution]}`,
      ],
      ['Accept', '*/*'],
      ['Accept-Encoding', 'identity'],
      ['Connection', 'Keep-Alive'],
      ...(post === undefined
        ? []
        : ([
            ['Content-Type', 'application/x-www-form-urlencoded'],
            ['Content-Length', String(Buffer.byteLength(post))],
          ] satisfies [string, string][])),
      ...(header === undefined
        ? []
        : ([[header.split(':')[0] ?? '', header.slice(header.indexOf(':') + 1).trim()]] satisfies [
            string,
            string,
          ][])),
    ],
    ...(post === undefined ? {} : { body: Buffer.from(post) }),
    ...(seconds === undefined ? {} : { connectSeconds: Number(seconds) }),
    onConnect: async ({ address }) => {
      connected = true
      if (!isAddress) await say(`${address}\n`)
      await say(
        `Connecting to ${url.hostname}${isAddress ? '' : ` (${url.hostname})|${address}|`}:${port}... connected.\nHTTP request sent, awaiting response... `,
      )
    },
  })
  if (!('failure' in reply)) return reply
  switch (reply.failure) {
    case 'unknown-host':
    case 'resolver-timed-out': {
      const why =
        reply.failure === 'unknown-host'
          ? 'Name or service not known'
          : 'Temporary failure in name resolution'
      await say(`failed: ${why}.\n`)
      await say(`wget: unable to resolve host address ‘${url.hostname}’\n`)
      return 4
    }
    case 'refused':
    case 'no-route':
    case 'timed-out':
    case 'gave-up': {
      if (!isAddress) await say('\n')
      const to = isAddress ? shown : `${url.hostname} (${url.hostname}):${port}`
      await say(`Connecting to ${to}... failed: ${failureText(reply.failure)}.\n`)
      return reply.failure === 'refused' || reply.failure === 'no-route' ? 4 : 'again'
    }
    case 'tls-reset':
      await say('Unable to establish SSL connection.\n')
      return 4
    case 'reset':
      await say('Read error (Connection reset by peer) in headers.\n')
      return 'again'
    case 'empty':
      await say(connected ? 'No data received.\n' : '\n')
      return 'again'
    case 'over-time':
      await say('Read error (Connection timed out) in headers.\n')
      return 'again'
    case 'not-http':
      await say('200 No headers, assuming HTTP/0.9\nLength: unspecified\n')
      return 7
  }
}

async function save(
  call: Call,
  flags: Flags,
  url: URL,
  { message }: HttpReply,
  say: (text: string) => Promise<void>,
): Promise<number> {
  const length = message.headers['content-length']
  const type = message.headers['content-type']?.split(';')[0]
  await say(
    `Length: ${length === undefined ? 'unspecified' : `${length}${Number(length) > 1024 ? ` (${human(Number(length))})` : ''}`}${type === undefined ? '' : ` [${type}]`}\n`,
  )
  if (flags.has('spider')) {
    message.resume()
    await say('Remote file exists.\n\n')
    return 0
  }
  const given = value(flags, 'O', 'output-document')
  const prefix = value(flags, 'P', 'directory-prefix')
  const plain = decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || 'index.html'
  const name =
    given ?? unused(call, `${prefix === undefined ? '' : `${prefix}/`}${plain}${url.search}`)
  let received = 0
  try {
    if (prefix !== undefined) call.vfs.makeDirectories(call.absolute(prefix), call.cred)
    const file =
      name === '-'
        ? call.files.get(1)?.share()
        : call.machine.open(call.absolute(name), 'write', call.cred, call.files, call.umask)
    await say(`Saving to: ‘${name === '-' ? 'STDOUT' : name}’\n\n`)
    for await (const part of message) {
      received += part.length
      await file?.write(part, call.signal)
    }
    file?.release()
  } catch (error) {
    call.signal.throwIfAborted()
    if (!(error instanceof FsError)) throw error
    await say(`${name}: ${reasonOf(error)}\n\nCannot write to ‘${name}’ (${reasonOf(error)}).\n`)
    return 3
  }
  const now = strftime('%Y-%m-%d %H:%M:%S', await call.machine.outside.freshNow())
  await say(
    `${(name === '-' ? '-' : name).slice(0, 19).padEnd(19)} 100%[===================>] ${human(received).padStart(7)}  --.-KB/s    in 0s      \n\n${now} (${human(received)}/s) - ‘${name === '-' ? 'stdout' : name}’ saved [${received}${length === undefined ? '' : `/${length}`}]\n\n`,
  )
  return 0
}

/** A file that is there already is not overwritten. */
function unused(call: Call, name: string): string {
  let free = name
  for (let number = 1; call.vfs.peek(call.absolute(free), call.cred); number++)
    free = `${name}.${number}`
  return free
}

function human(bytes: number): string {
  if (bytes < 1024) return String(bytes)
  return bytes < 1_048_576
    ? `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)}K`
    : `${(bytes / 1_048_576).toFixed(1)}M`
}

export const wgetPrograms = { wget } satisfies Readonly<Record<string, Program>>
