import type { Duplex } from 'node:stream'
import { SocketFile } from '../../net/socket-file.ts'
import type { Listener, Peer } from '../../net/network.ts'
import { Gate } from '../../system/gate.ts'
import type { OpenFile } from '../../system/open-file.ts'
import { FsError } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { dialFirst, failureText, lookUp, lookUpText } from './dial.ts'
import { bindFailed, boundAddresses, destination, serviceName } from './netcat-common.ts'
import { connectUdp, listenUdp } from './netcat-udp.ts'

/** `nc`: Nmap's Ncat where the distribution is Red Hat's kin, OpenBSD's elsewhere; they differ in what they say. */
const netcat: Program = async (call) => {
  const { flags, operands } = options(call.args, 'wpsiqXTx', ['wait', 'source-port', 'source'])
  const ncat = call.machine.facts.family !== 'debian'
  const udp = flags.has('u') || flags.has('udp')
  const listens = flags.has('l') || flags.has('listen')
  if (listens)
    return udp ? listenUdp(call, flags, operands, ncat) : listen(call, flags, operands, ncat)
  const [host, ports] = operands
  if (host === undefined || ports === undefined) {
    if (ncat) await call.err('Ncat: You must specify a host to connect to. QUITTING.\n')
    else await call.err('usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]\n')
    return ncat ? 2 : 1
  }
  let status = 0
  const reach = udp ? connectUdp : connect
  for (const port of range(ports)) status = (await reach(call, flags, host, port, ncat)) || status
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
  const found = await destination(call, flags, host, port, ncat)
  if (typeof found === 'number') return found
  const patience = wait === undefined ? (ncat ? 10 : undefined) : Number.parseFloat(wait)
  const from = flags.get('s') ?? flags.get('source')
  const startedAt = await call.machine.outside.freshNow()
  const { socket, address } = await dialFirst(call, found, {
    port,
    ...(from === undefined ? {} : { from }),
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
  const loud = flags.has('v') || flags.has('verbose')
  const arrived: [Duplex, Peer][] = []
  const gate = new Gate()
  const keep = flags.has('k') || flags.has('keep-open')
  const listeners: Listener[] = []
  if (loud && ncat) await call.err('Ncat: Version 7.93 ( https://nmap.org/ncat )\n')
  for (const address of boundAddresses(flags, operands, ncat)) {
    try {
      listeners.push(
        call.machine.network.listen({
          address,
          onlyIpv6: true,
          port,
          process: call.process,
          accept: (socket, peer) => {
            arrived.push([socket, peer])
            if (!keep) for (const listener of listeners) listener.close()
            gate.open()
          },
        }),
      )
    } catch (error) {
      for (const listener of listeners) listener.close()
      return bindFailed(call, `${address}:${port}`, error, ncat)
    }
    if (loud)
      await call.err(
        ncat ? `Ncat: Listening on ${address}:${port}\n` : `Listening on ${address} ${port}\n`,
      )
  }
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

const telnet: Program = async (call) => {
  const { operands } = options(call.args, 'l')
  const [host, port = '23'] = operands
  if (host === undefined) return call.fail('only `telnet host port` is simulated in this guest', 1)
  const found = await lookUp(call, host)
  if (typeof found === 'string') {
    await call.err(`telnet: ${host}: ${lookUpText(found)}\n${host}: Unknown host\n`)
    return 1
  }
  await call.out(`Trying ${found[0]}...\n`)
  const { socket, address } = await dialFirst(call, found, { port: Number(port) })
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
