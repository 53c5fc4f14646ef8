import type { OpenFile } from '../../system/open-file.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { curlOptions, type CurlOptions } from './curl-options.ts'
import { writeOut, type Transfer } from './curl-write-out.ts'
import { curlVersions } from './versions.ts'
import { endpointText } from '../../net/addresses.ts'
import {
  hostOf,
  httpRequest,
  OverTime,
  portOf,
  typedUrl,
  type HttpFailure,
  type HttpReply,
} from './http-client.ts'
import { requestBody } from './curl-data.ts'

type Flags = CurlOptions['flags']

const last = (flags: Flags, name: string): string | undefined => flags.get(name)?.at(-1)

const curl: Program = async (call) => {
  const { flags, urls, wrong } = curlOptions(call.args)
  const version = curlVersions[call.machine.spec.distribution]
  if (wrong !== undefined) {
    await call.err(
      `curl: option ${wrong}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
    )
    return 2
  }
  if (flags.has('version')) {
    await call.out(
      `curl ${version} (simulated by Brume)\nProtocols: http https\nFeatures: none beyond HTTP/1.1\n`,
    )
    return 0
  }
  if (urls.length === 0) {
    await call.err(
      `curl: ${flags.size > 0 ? '(2) no URL specified' : "try 'curl --help' or 'curl --manual' for more information"}\n`,
    )
    return 2
  }
  let status = 0
  for (const [index, typed] of urls.entries()) {
    const transfer = await transferWithRetries(call, flags, typed, index)
    status = transfer.exitCode
    const format = last(flags, 'write-out')
    if (format !== undefined) await writeOut(call, format, transfer)
    if (status !== 0 && flags.has('fail-early')) break
  }
  return status
}

const transient = new Set([408, 429, 500, 502, 503, 504])

async function transferWithRetries(
  call: Call,
  flags: Flags,
  typed: string,
  index: number,
): Promise<Transfer> {
  const retries = Number(last(flags, 'retry') ?? 0)
  let delay = Number(last(flags, 'retry-delay') ?? 0) * 1000
  for (let tried = 0; ; tried++) {
    const transfer = await transferOnce(call, flags, typed, index)
    const again =
      (flags.has('retry-all-errors') && transfer.exitCode !== 0) ||
      transfer.exitCode === 28 ||
      (flags.has('retry-connrefused') && transfer.exitCode === 7) ||
      (transfer.exitCode === 6 && transfer.dnsTimedOut) ||
      transient.has(transfer.status)
    if (!again || tried >= retries) return transfer
    const wait = delay === 0 ? 1000 * 2 ** tried : delay
    if (delay !== 0) delay = Number(last(flags, 'retry-delay')) * 1000
    if (!flags.has('silent') || flags.has('show-error'))
      await call.err(
        `Warning: Problem: ${transfer.exitCode === 28 ? 'timeout' : transfer.status >= 400 ? 'HTTP error' : transfer.exitCode === 7 ? 'connection refused' : '(retrying all errors)'}. Will retry in ${Math.round(wait / 1000)} seconds. ${retries - tried} retries left.\n`,
      )
    await call.machine.outside.sleep(wait, call.signal)
  }
}

async function transferOnce(
  call: Call,
  flags: Flags,
  typed: string,
  index: number,
): Promise<Transfer> {
  const began = await call.machine.outside.freshNow()
  const transfer: Transfer = {
    exitCode: 0,
    error: '',
    status: 0,
    url: typed,
    method: 'GET',
    redirects: 0,
    redirectUrl: '',
    downloaded: 0,
    uploaded: 0,
    contentType: '',
    address: '',
    port: 0,
    localAddress: '',
    lookedUpMs: 0,
    connectedMs: 0,
    startedMs: 0,
    totalMs: 0,
    dnsTimedOut: false,
  }
  await follow(call, flags, transfer, index)
  transfer.totalMs = (await call.machine.outside.freshNow()) - began
  if (transfer.exitCode !== 0 && (!flags.has('silent') || flags.has('show-error')))
    await call.err(`curl: (${transfer.exitCode}) ${transfer.error}\n`)
  return transfer
}

async function follow(call: Call, flags: Flags, transfer: Transfer, index: number): Promise<void> {
  const fail = (code: number, text: string): void => {
    transfer.exitCode = code
    transfer.error = text
  }
  let url = typedUrl(transfer.url)
  if (!url) return fail(3, 'URL rejected: Malformed input to a URL function')
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return fail(1, `Protocol "${url.protocol.slice(0, -1)}" not supported`)
  const body = await requestBody(call, flags)
  if (typeof body === 'string') return fail(26, body)
  if (flags.has('get') && body)
    url.search = [url.search.slice(1), body.bytes.toString()].filter(Boolean).join('&')
  let sends = flags.has('get') ? undefined : body
  let method = last(flags, 'request') ?? (flags.has('head') ? 'HEAD' : sends ? sends.method : 'GET')
  const limit = Number(last(flags, 'max-redirs') ?? 50)
  for (;;) {
    transfer.url = url.href
    transfer.method = method
    const reply = await request(call, flags, url, method, sends, transfer)
    if ('failure' in reply) return fail(...failureText(reply, url))
    const location = reply.message.headers.location
    const moves =
      reply.status >= 300 &&
      reply.status < 400 &&
      location !== undefined &&
      URL.canParse(location, url)
    if (!moves || !flags.has('location')) {
      transfer.redirectUrl = moves ? new URL(location, url).href : ''
      return deliver(call, flags, url, reply, transfer, index)
    }
    if (transfer.redirects >= limit) return fail(47, `Maximum (${limit}) redirects followed`)
    transfer.redirects++
    await showHead(call, flags, reply)
    reply.message.resume()
    if (flags.has('verbose'))
      await call.err(`* Issue another request to this URL: '${new URL(location, url).href}'\n`)
    url = new URL(location, url)
    // Browsers turn a POST into a GET here, and curl with them.
    if (reply.status <= 303 && !flags.has('request') && method === 'POST') {
      method = 'GET'
      sends = undefined
    }
  }
}

async function request(
  call: Call,
  flags: Flags,
  url: URL,
  method: string,
  body: Awaited<ReturnType<typeof requestBody>>,
  transfer: Transfer,
): Promise<HttpReply | HttpFailure> {
  const version = curlVersions[call.machine.spec.distribution]
  const sends = body && typeof body !== 'string' ? body : undefined
  const headers: [string, string][] = [['Host', url.host]]
  const user =
    last(flags, 'user') ??
    (url.username === ''
      ? undefined
      : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)
  if (user !== undefined)
    headers.push(['Authorization', `Basic ${Buffer.from(user).toString('base64')}`])
  headers.push(
    ['User-Agent', last(flags, 'user-agent') ?? `curl/${version}`],
    ['Accept', sends?.json ? 'application/json' : '*/*'],
  )
  if (flags.has('referer')) headers.push(['Referer', last(flags, 'referer') ?? ''])
  if (flags.has('range')) headers.push(['Range', `bytes=${last(flags, 'range')}`])
  const cookie = (flags.get('cookie') ?? []).filter((one) => one.includes('='))
  if (cookie.length > 0) headers.push(['Cookie', cookie.join('; ')])
  if (sends)
    headers.push(
      ['Content-Length', String(sends.bytes.length)],
      ...(sends.type ? [['Content-Type', sends.type] satisfies [string, string]] : []),
    )
  for (const header of flags.get('header') ?? []) {
    const at = header.search(/[:;]/)
    if (at < 1) continue
    const name = header.slice(0, at).trim()
    const value = header.slice(at + 1).trim()
    const before = headers.findIndex(([known]) => known.toLowerCase() === name.toLowerCase())
    if (before >= 0) headers.splice(before, 1)
    if (value !== '' || header.charAt(at) === ';') headers.push([name, value])
  }
  const loud = flags.has('verbose')
  const address = (flags.get('resolve') ?? [])
    .map((line) => /^\+?([^:]+):(\d+):(.+)$/.exec(line))
    .find((match) => match?.[1] === url.hostname && Number(match[2]) === portOf(url))?.[3]
  const from = last(flags, 'interface')?.replace(/^(?:if|host)!/, '')
  const connectSeconds = number(last(flags, 'connect-timeout'))
  const totalSeconds = number(last(flags, 'max-time'))
  const reply = await httpRequest(call, {
    method,
    url,
    headers,
    ...(sends ? { body: sends.bytes } : {}),
    ...(connectSeconds === undefined ? {} : { connectSeconds }),
    ...(totalSeconds === undefined ? {} : { totalSeconds }),
    ...(address === undefined ? {} : { address }),
    ...(flags.has('ipv6') || flags.has('ipv4') ? { family: flags.has('ipv6') ? 6 : 4 } : {}),
    ...(from === undefined ? {} : { from }),
    onConnect: async (to) => {
      if (!loud) return
      await call.err(
        `*   Trying ${endpointText(to.address, to.port)}...\n* Connected to ${hostOf(url)} (${to.address}) port ${to.port}\n> ${method} ${url.pathname}${url.search} HTTP/1.1\n${headers.map(([name, value]) => `> ${name}: ${value}\n`).join('')}>\n`,
      )
    },
  })
  if ('failure' in reply) {
    transfer.dnsTimedOut = reply.failure === 'resolver-timed-out'
    return reply
  }
  Object.assign(transfer, {
    status: reply.status,
    address: reply.address,
    port: reply.port,
    localAddress: reply.localAddress,
    lookedUpMs: reply.lookedUpMs,
    connectedMs: reply.connectedMs,
    startedMs: reply.startedMs,
    uploaded: sends?.bytes.length ?? 0,
    contentType: reply.message.headers['content-type'] ?? '',
  })
  return reply
}

function number(text: string | undefined): number | undefined {
  const value = Number(text)
  return text === undefined || !(value > 0) ? undefined : value
}

function failureText({ failure, afterMs }: HttpFailure, url: URL): [number, string] {
  const where = `${hostOf(url)} port ${portOf(url)}`
  switch (failure) {
    case 'unknown-host':
      return [6, `Could not resolve host: ${url.hostname}`]
    case 'resolver-timed-out':
      return [6, `Could not resolve host: ${url.hostname}`]
    case 'refused':
      return [
        7,
        `Failed to connect to ${where} after ${Math.round(afterMs)} ms: Couldn't connect to server`,
      ]
    case 'no-route':
      return [
        7,
        `Failed to connect to ${where} after ${Math.round(afterMs)} ms: Couldn't connect to server`,
      ]
    case 'timed-out':
      return [
        28,
        `Failed to connect to ${where} after ${Math.round(afterMs)} ms: Couldn't connect to server`,
      ]
    case 'gave-up':
      return [28, `Connection timed out after ${Math.round(afterMs)} milliseconds`]
    case 'over-time':
      return [
        28,
        `Operation timed out after ${Math.round(afterMs)} milliseconds with 0 bytes received`,
      ]
    case 'reset':
      return [56, 'Recv failure: Connection reset by peer']
    case 'tls-reset':
      return [35, 'Recv failure: Connection reset by peer']
    case 'empty':
      return [52, 'Empty reply from server']
    case 'not-http':
      return [1, 'Received HTTP/0.9 when not allowed']
  }
}

function headOf({ message }: HttpReply): string {
  const rows: string[] = []
  for (let at = 0; at < message.rawHeaders.length; at += 2)
    rows.push(`${message.rawHeaders[at]}: ${message.rawHeaders[at + 1]}\r\n`)
  return `HTTP/${message.httpVersion} ${message.statusCode} ${message.statusMessage ?? ''}\r\n${rows.join('')}\r\n`
}

/** The head of an answer that is not the last: shown where heads are asked for. */
async function showHead(call: Call, flags: Flags, reply: HttpReply): Promise<void> {
  const head = headOf(reply)
  if (flags.has('verbose'))
    await call.err(
      head
        .trimEnd()
        .split('\r\n')
        .map((line) => `< ${line}\n`)
        .join('') + '<\n',
    )
  if (flags.has('include') || flags.has('head')) await call.out(head)
}

async function deliver(
  call: Call,
  flags: Flags,
  url: URL,
  reply: HttpReply,
  transfer: Transfer,
  index: number,
): Promise<void> {
  const { message, status } = reply
  const fails = status >= 400 && (flags.has('fail') || flags.has('fail-with-body'))
  if (fails) {
    transfer.exitCode = 22
    transfer.error = `The requested URL returned error: ${status}`
    if (!flags.has('fail-with-body')) {
      await showHead(call, flags, reply)
      message.destroy()
      return
    }
  }
  const name = outputName(flags, url, index)
  let file: OpenFile | undefined
  try {
    if (name !== undefined && name !== '-') file = openOutput(call, flags, name)
  } catch (error) {
    message.destroy()
    if (!(error instanceof FsError)) throw error
    await call.err(`Warning: Failed to open the file ${name}: ${reasonOf(error)}\n`)
    transfer.exitCode = 23
    transfer.error = `Failure writing output to destination`
    return
  }
  if (flags.has('verbose'))
    await call.err(
      `${headOf(reply)
        .trimEnd()
        .split('\r\n')
        .map((line) => `< ${line}\n`)
        .join('')}<\n`,
    )
  const out = async (bytes: string | Uint8Array): Promise<void> => {
    if (file) await file.write(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, call.signal)
    else await call.out(bytes)
  }
  const meter =
    !flags.has('silent') && !flags.has('no-progress-meter') && (file !== undefined || !call.tty)
  if (meter)
    await call.err(
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n',
    )
  try {
    if (flags.has('include') || flags.has('head')) await out(headOf(reply))
    for await (const part of message) {
      const bytes: Uint8Array = part
      transfer.downloaded += bytes.length
      await out(bytes)
    }
  } catch (error) {
    call.signal.throwIfAborted()
    if (error instanceof FsError && error.code !== 'ECONNRESET') {
      transfer.exitCode = 23
      transfer.error = `Failure writing output to destination`
    } else if (error instanceof OverTime) {
      transfer.exitCode = 28
      transfer.error = `Operation timed out with ${transfer.downloaded} bytes received`
    } else {
      transfer.exitCode = 18
      transfer.error = 'end of response with bytes missing'
    }
  } finally {
    file?.release()
  }
  if (!meter) return
  const size = (bytes: number): string =>
    bytes < 100_000
      ? String(bytes)
      : bytes < 10_240_000
        ? `${Math.floor(bytes / 1024)}k`
        : `${(bytes / 1_048_576).toFixed(1)}M`
  const count = size(transfer.downloaded).padStart(5)
  await call.err(
    `${transfer.downloaded > 0 ? '100' : '  0'} ${count}  ${transfer.downloaded > 0 ? '100' : '  0'} ${count}    0     0  ${size(transfer.downloaded).padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${count}\n`,
  )
}

function outputName(flags: Flags, url: URL, index: number): string | undefined {
  const names = flags.get('output') ?? []
  const given = names[index] ?? (names.length === 1 && index === 0 ? names[0] : undefined)
  if (given !== undefined) return given
  if (!flags.has('remote-name') && !flags.has('remote-name-all')) return undefined
  return decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || 'curl_response'
}

function openOutput(call: Call, flags: Flags, name: string): OpenFile {
  const directory = last(flags, 'output-dir')
  const path = call.absolute(directory === undefined ? name : `${directory}/${name}`)
  if (flags.has('create-dirs'))
    call.vfs.makeDirectories(path.replace(/\/[^/]*$/, '') || '/', call.cred)
  return call.machine.open(path, 'write', call.cred, call.files, call.umask)
}

export const curlPrograms = { curl } satisfies Readonly<Record<string, Program>>
