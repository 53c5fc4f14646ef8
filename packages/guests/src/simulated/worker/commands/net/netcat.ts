import type { Duplex } from 'node:stream'
import { SocketFile } from '../../net/socket-file.ts'
import type { Peer } from '../../net/network.ts'
import { Gate } from '../../system/gate.ts'
import type { OpenFile } from '../../system/open-file.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { dial, failureText, lookUp, lookUpText } from './dial.ts'

/** `nc`: Nmap's Ncat where the distribution is Red Hat's kin, OpenBSD's elsewhere; they differ in what they say. */
const netcat: Program = async (call) => {
  const { flags, operands } = options(call.args, 'wpsiqXTx', ['wait', 'source-port', 'source'])
  const ncat = call.machine.facts.family !== 'debian'
  if (flags.has('u') || flags.has('udp')) return call.fail('UDP is not simulated in this guest', 1)
  if (flags.has('l') || flags.has('listen')) return listen(call, flags, operands, ncat)
  const [host, ports] = operands
  if (host === undefined || ports === undefined) {
    if (ncat) await call.err('Ncat: You must specify a host to connect to. QUITTING.\n')
    else await call.err('usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]\n')
    return ncat ? 2 : 1
  }
  let status = 0
  for (const port of range(ports)) status = (await connect(call, flags, host, port, ncat)) || status
  return status
}

function range(text: string): number[] {
  const [from = 0, to = from] = text.split('-').map(Number)
  return Array.from({ length: Math.max(0, Math.min(to - from, 4096)) + 1 }, (_, at) => from + at)
}

async function connect(
  call: Call,
  flags: ReadonlyMap<string, string>,
  host: string,
  port: number,
  ncat: boolean,
): Promise<number> {
  const loud = flags.has('v') || flags.has('verbose')
  const wait = flags.get('w') ?? flags.get('wait')
  if (ncat && loud) await call.err('Ncat: Version 7.93 ( https://nmap.org/ncat )\n')
  const found = await lookUp(call, host)
  if (typeof found === 'string') {
    const text = lookUpText(found)
    await call.err(
      ncat
        ? `Ncat: Could not resolve hostname "${host}": ${text}. QUITTING.\n`
        : `nc: getaddrinfo for host "${host}" port ${port}: ${text}\n`,
    )
    return ncat ? 2 : 1
  }
  const [address = ''] = found
  const patience = wait === undefined ? (ncat ? 10 : undefined) : Number.parseFloat(wait)
  const startedAt = await call.machine.outside.freshNow()
  const socket = await dial(call, {
    address,
    port,
    ...(patience === undefined ? {} : { seconds: patience }),
  })
  if (typeof socket === 'string') {
    if (ncat) await call.err(`Ncat: ${socket === 'gave-up' ? 'TIMEOUT' : failureText(socket)}.\n`)
    else if (loud || !flags.has('z'))
      await call.err(`nc: connect to ${host} port ${port} (tcp) failed: ${failureText(socket)}\n`)
    return 1
  }
  if (loud)
    await call.err(
      ncat
        ? `Ncat: Connected to ${address}:${port}.\n`
        : `Connection to ${host}${host === address ? '' : ` (${address})`} ${port} port [tcp/${serviceName(port)}] succeeded!\n`,
    )
  const counts = flags.has('z') ? { sent: 0, received: 0 } : await talk(call, socket, !ncat)
  socket.destroy()
  if (loud && ncat) {
    const seconds = ((await call.machine.outside.freshNow()) - startedAt) / 1000
    await call.err(
      `Ncat: ${counts.sent} bytes sent, ${counts.received} bytes received in ${Math.max(0.01, seconds).toFixed(2)} seconds.\n`,
    )
  }
  return 0
}

async function listen(
  call: Call,
  flags: ReadonlyMap<string, string>,
  operands: readonly string[],
  ncat: boolean,
): Promise<number> {
  const port = Number(flags.get('p') ?? operands.at(-1) ?? (ncat ? 31_337 : 0))
  const address = flags.get('s') ?? (operands.length > 1 ? (operands[0] ?? '') : '0.0.0.0')
  const loud = flags.has('v') || flags.has('verbose')
  const arrived: [Duplex, Peer][] = []
  const gate = new Gate()
  const keep = flags.has('k') || flags.has('keep-open')
  try {
    const listener = call.machine.network.listen({
      address,
      port,
      process: call.process,
      accept: (socket, peer) => {
        arrived.push([socket, peer])
        if (!keep) listener.close()
        gate.open()
      },
    })
  } catch (error) {
    if (!(error instanceof FsError)) throw error
    const reason = reasonOf(error)
    await call.err(
      ncat ? `Ncat: bind to ${address}:${port}: ${reason}. QUITTING.\n` : `nc: ${reason}\n`,
    )
    return ncat ? 2 : 1
  }
  if (loud)
    await call.err(
      ncat
        ? `Ncat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Listening on ${address}:${port}\n`
        : `Listening on ${address} ${port}\n`,
    )
  do {
    while (arrived.length === 0) await gate.wait(call.signal)
    const [socket, peer] = arrived.shift() ?? []
    if (!socket || !peer) continue
    if (loud)
      await call.err(
        ncat
          ? `Ncat: Connection from ${peer.address}:${peer.port}.\n`
          : `Connection received on ${peer.address} ${peer.port}\n`,
      )
    await talk(call, socket, !ncat)
    socket.destroy()
  } while (keep)
  return 0
}

/** Carries standard input there and what comes back out, until the other side has ended. */
async function talk(
  call: Call,
  socket: Duplex,
  waitForBoth: boolean,
): Promise<{ sent: number; received: number }> {
  const file = new SocketFile(socket)
  const counts = { sent: 0, received: 0 }
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const stdin = call.files.get(0)
  const upward = stdin ? copy(stdin, file, signal, (bytes) => (counts.sent += bytes)) : undefined
  const sending = (upward ?? Promise.resolve()).then(() => file.finish()).catch(() => {})
  const stdout = call.files.get(1)
  try {
    if (stdout)
      await copy(file, stdout, call.signal, (bytes) => (counts.received += bytes)).catch(
        (error: unknown) => {
          if (!(error instanceof FsError && error.code === 'ECONNRESET')) throw error
        },
      )
    // OpenBSD's stays until standard input has ended too; Ncat goes when the other side does.
    if (waitForBoth && !stdin?.tty) await sending
  } finally {
    over.abort(new Error('over'))
  }
  return counts
}

async function copy(
  from: OpenFile,
  to: OpenFile,
  signal: AbortSignal,
  count: (bytes: number) => void,
): Promise<void> {
  for (
    let bytes = await from.read(65_536, signal);
    bytes;
    bytes = await from.read(65_536, signal)
  ) {
    await to.write(bytes, signal)
    count(bytes.length)
  }
}

const services: Readonly<Record<number, string>> = {
  22: 'ssh',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  8080: 'http-alt',
}

export function serviceName(port: number): string {
  return services[port] ?? '*'
}

const telnet: Program = async (call) => {
  const { operands } = options(call.args, 'l')
  const [host, port = '23'] = operands
  if (host === undefined) return call.fail('only `telnet host port` is simulated in this guest', 1)
  const found = await lookUp(call, host)
  if (typeof found === 'string') {
    await call.err(`telnet: ${host}: ${lookUpText(found)}\n${host}: Unknown host\n`)
    return 1
  }
  const [address = ''] = found
  await call.out(`Trying ${address}...\n`)
  const socket = await dial(call, { address, port: Number(port) })
  if (typeof socket === 'string') {
    await call.err(`telnet: connect to address ${address}: ${failureText(socket)}\n`)
    return 1
  }
  await call.out(`Connected to ${host}.\nEscape character is '^]'.\n`)
  await talk(call, socket, false)
  socket.destroy()
  await call.err('Connection closed by foreign host.\n')
  return 1
}

export const netcatPrograms = { nc: netcat, ncat: netcat, netcat, telnet } satisfies Readonly<
  Record<string, Program>
>
