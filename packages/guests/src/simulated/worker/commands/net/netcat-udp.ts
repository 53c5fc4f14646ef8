import type { DatagramSocket } from '../../net/datagram-sockets.ts'
import { endpointText, familyOf } from '../../net/addresses.ts'
import type { Endpoint } from '../../net/bound.ts'
import { Gate } from '../../system/gate.ts'
import { FsError } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import { bindFailed, boundAddresses, destination, serviceName } from './netcat-common.ts'

type Flags = ReadonlyMap<string, string>

const readBytes = 16_384
/** How often OpenBSD's `nc -zu` writes before it believes that somebody is there. */
const probes = 4

/** Bytes as they come, for whoever waits for them. */
class Inbox {
  readonly #packets: { readonly bytes: Uint8Array; readonly from: Endpoint }[] = []
  readonly #gate = new Gate()
  refused = false

  readonly receive = (bytes: Uint8Array, from: Endpoint): void => {
    this.#packets.push({ bytes, from })
    this.#gate.open()
  }

  readonly refuse = (): void => {
    this.refused = true
    this.#gate.open()
  }

  /** Undefined: the other end takes no packets. */
  async next(signal: AbortSignal): Promise<{ bytes: Uint8Array; from: Endpoint } | undefined> {
    while (this.#packets.length === 0 && !this.refused) await this.#gate.wait(signal)
    return this.#packets.shift()
  }
}

/** `nc -u host port`: what standard input says goes there, what comes back is written out. */
export async function connectUdp(
  call: Call,
  flags: Flags,
  host: string,
  port: number,
  ncat: boolean,
): Promise<number> {
  const found = await destination(call, flags, host, port, ncat)
  if (typeof found === 'number') return found
  const remote = { address: found[0] ?? '', port }
  const loud = flags.has('v') || flags.has('verbose')
  const inbox = new Inbox()
  const socket = call.machine.network.datagrams.bind({
    address:
      flags.get('s') ?? flags.get('source') ?? (familyOf(remote.address) === 6 ? '::' : '0.0.0.0'),
    onlyIpv6: true,
    port: Number(flags.get('p') ?? flags.get('source-port') ?? 0),
    process: call.process,
    remote,
    receive: inbox.receive,
    refused: inbox.refuse,
  })
  try {
    if (ncat && loud)
      await call.err(
        `Ncat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to ${endpointText(remote.address, port)}.\n`,
      )
    if (flags.has('z')) return await probe(call, socket, inbox, remote, { host, loud, ncat })
    if (loud && !ncat)
      await call.err(`Connection to ${host} ${port} port [udp/${serviceName(port)}] succeeded!\n`)
    return await talk(call, socket, inbox, remote, { flags, ncat })
  } catch (error) {
    if (!(error instanceof FsError) || error.code !== 'ENETUNREACH') throw error
    await call.err(
      ncat
        ? 'Ncat: Network is unreachable.\n'
        : `nc: connect to ${host} port ${port} (udp) failed: Network is unreachable\n`,
    )
    return 1
  } finally {
    socket.close()
  }
}

/** `-z`: a port counts as open unless its host says that it is not. What a firewall drops looks open. */
async function probe(
  call: Call,
  socket: DatagramSocket,
  inbox: Inbox,
  remote: Endpoint,
  { host, loud, ncat }: { readonly host: string; readonly loud: boolean; readonly ncat: boolean },
): Promise<number> {
  for (let count = 0; count < (ncat ? 1 : probes) && !inbox.refused; count++)
    await socket.send(Buffer.from(ncat ? '\0' : 'X'), remote)
  if (inbox.refused) {
    if (ncat) await call.err('Ncat: Connection refused.\n')
    return 1
  }
  if (ncat) {
    await call.machine.outside.sleep(2_000, call.signal)
    if (loud)
      await call.err(
        'Ncat: UDP packet sent successfully\nNcat: 1 bytes sent, 0 bytes received in 2.02 seconds.\n',
      )
  } else if (loud)
    await call.err(
      `Connection to ${host} ${remote.port} port [udp/${serviceName(remote.port)}] succeeded!\n`,
    )
  return 0
}

/** `nc -ul port`: the first who sends is the one it talks to, with `-k` everybody. */
export async function listenUdp(
  call: Call,
  flags: Flags,
  operands: readonly string[],
  ncat: boolean,
): Promise<number> {
  const port = Number(flags.get('p') ?? operands.at(-1) ?? (ncat ? 31_337 : 0))
  const loud = flags.has('v') || flags.has('verbose')
  const keep = flags.has('k') || flags.has('keep-open')
  const inbox = new Inbox()
  const sockets: DatagramSocket[] = []
  if (loud && ncat) await call.err('Ncat: Version 7.93 ( https://nmap.org/ncat )\n')
  for (const address of boundAddresses(flags, operands, ncat)) {
    try {
      sockets.push(
        call.machine.network.datagrams.bind({
          address,
          onlyIpv6: true,
          port,
          process: call.process,
          receive: inbox.receive,
        }),
      )
    } catch (error) {
      for (const socket of sockets) socket.close()
      return bindFailed(call, `${address}:${port}`, error, ncat)
    }
    if (loud)
      await call.err(
        ncat ? `Ncat: Listening on ${address}:${port}\n` : `Bound on ${address} ${port}\n`,
      )
  }
  try {
    if (keep) {
      for (;;) {
        const packet = await inbox.next(call.signal)
        await write(call, packet?.bytes)
      }
    }
    const first = await inbox.next(call.signal)
    const socket = sockets.find(
      ({ address }) => familyOf(address) === familyOf(first?.from.address ?? ''),
    )
    if (!first || !socket) return 1
    const { from } = first
    socket.connect(from)
    if (loud)
      await call.err(
        ncat
          ? `Ncat: Connection from ${from.address}.\n`
          : `Connection received on ${from.address} ${from.port}\n`,
      )
    await write(call, first.bytes)
    return await talk(call, socket, inbox, from, { flags, ncat })
  } finally {
    for (const socket of sockets) socket.close()
  }
}

/** Until the other end refuses, patience (`-w`) or, for Ncat, standard input ends. */
async function talk(
  call: Call,
  socket: DatagramSocket,
  inbox: Inbox,
  remote: Endpoint,
  { flags, ncat }: { readonly flags: Flags; readonly ncat: boolean },
): Promise<number> {
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const end = (): void => over.abort(new Error('over'))
  const seconds = Number.parseFloat(flags.get('w') ?? flags.get('idle-timeout') ?? '')
  let heardAt = call.machine.outside.now()
  const send = async (): Promise<void> => {
    const stdin = call.files.get(0)
    for (;;) {
      const bytes = await stdin?.read(readBytes, signal)
      if (!bytes) break
      heardAt = call.machine.outside.now()
      await socket.send(bytes, remote)
    }
    // Ncat has nothing more to wait for: nobody ends a conversation by UDP.
    if (ncat && !flags.has('w')) end()
  }
  const receive = async (): Promise<void> => {
    for (;;) {
      const packet = await inbox.next(signal)
      if (!packet) return end()
      heardAt = call.machine.outside.now()
      await write(call, packet.bytes)
    }
  }
  const giveUp = async (): Promise<void> => {
    if (!(seconds > 0)) return
    for (;;) {
      await call.machine.outside.sleepUntil(heardAt + seconds * 1000, signal)
      if (call.machine.outside.now() >= heardAt + seconds * 1000) return end()
    }
  }
  const results = await Promise.allSettled(
    [send(), receive(), giveUp()].map((work) =>
      work.catch((error: unknown) => {
        if (over.signal.aborted) return
        end()
        throw error
      }),
    ),
  )
  call.signal.throwIfAborted()
  for (const result of results) if (result.status === 'rejected') throw result.reason
  if (!inbox.refused) return 0
  if (ncat) await call.err('Ncat: Connection refused.\n')
  return 1
}

async function write(call: Call, bytes: Uint8Array | undefined): Promise<void> {
  if (bytes) await call.files.get(1)?.write(bytes, call.signal)
}
