import type { FlowProtocol } from '@brume/ec2-model'
import { parseAddress } from '../../network/address.ts'

/** A portion of a flow in one direction. */
export interface Segment {
  readonly payload: Uint8Array
  /** Of TCP: bytes that went this way, and the other way, before it. */
  readonly sequence: number
  readonly acknowledged: number
  readonly flags: readonly ('syn' | 'ack' | 'psh' | 'fin')[]
}

export interface Frame {
  readonly protocol: FlowProtocol
  readonly direction: 'ingress' | 'egress'
  readonly source: { readonly address: string; readonly port: number }
  readonly destination: { readonly address: string; readonly port: number }
  /** Of ICMP: an echo, or its reply. */
  readonly isReply: boolean
  /** Of the interface that it passes. */
  readonly macAddress: string
}

const largestPayload = 1448
const routerMac = '0a:ff:ff:ff:00:01'
const flagBits = { fin: 1, syn: 2, psh: 8, ack: 16 }
const numbers: Readonly<Record<FlowProtocol, readonly [v4: number, v6: number]>> = {
  icmp: [1, 58],
  tcp: [6, 6],
  udp: [17, 17],
}

/** The Ethernet frames that carry a portion, headers and checksums included. */
export function framesOf(
  frame: Frame,
  { payload, sequence, acknowledged, flags }: Segment,
): Buffer[] {
  const made: Buffer[] = []
  for (let at = 0; at === 0 || at < payload.length; at += largestPayload) {
    const part = payload.subarray(at, at + largestPayload)
    const seq = sequence + at
    made.push(oneFrame(frame, { payload: part, sequence: seq, acknowledged, flags }))
  }
  return made
}

/** https://www.rfc-editor.org/rfc/rfc7348; `length` cuts what follows the header. */
export function wrapInVxlan(networkId: number, frame: Uint8Array, length = frame.length): Buffer {
  const header = Buffer.alloc(8)
  header[0] = 0x08
  header.writeUIntBE(networkId, 4, 3)
  return Buffer.concat([header, frame.subarray(0, length)])
}

function oneFrame(frame: Frame, segment: Segment): Buffer {
  const [source, destination] = [octets(frame.source.address), octets(frame.destination.address)]
  const isIpv6 = source.length === 16
  const protocol = numbers[frame.protocol][isIpv6 ? 1 : 0]
  const inner = transport(frame, segment)
  const pseudo = Buffer.alloc(8)
  pseudo.writeUInt32BE(inner.length, 0)
  pseudo.writeUInt32BE(protocol, 4)
  const summed =
    frame.protocol === 'icmp' && !isIpv6 ? [inner] : [source, destination, pseudo, inner]
  inner.writeUInt16BE(checksum(Buffer.concat(summed)), checksumAt[frame.protocol])
  const outward = frame.direction === 'egress'
  const ethernet = Buffer.concat([
    macOctets(outward ? routerMac : frame.macAddress),
    macOctets(outward ? frame.macAddress : routerMac),
    Buffer.from(isIpv6 ? [0x86, 0xdd] : [0x08, 0x00]),
  ])
  const ip = isIpv6
    ? ipv6Header(source, destination, protocol, inner.length)
    : ipv4Header(source, destination, protocol, inner.length)
  return Buffer.concat([ethernet, ip, inner])
}

const checksumAt: Readonly<Record<FlowProtocol, number>> = { icmp: 2, tcp: 16, udp: 6 }

function transport(frame: Frame, segment: Segment): Buffer {
  const { protocol, source, destination, isReply } = frame
  const { payload, sequence, acknowledged, flags } = segment
  if (protocol === 'tcp') {
    const header = Buffer.alloc(20)
    header.writeUInt16BE(source.port, 0)
    header.writeUInt16BE(destination.port, 2)
    header.writeUInt32BE(sequence % 2 ** 32, 4)
    header.writeUInt32BE(flags.includes('ack') ? acknowledged % 2 ** 32 : 0, 8)
    header[12] = 5 << 4
    header[13] = flags.reduce((bits, flag) => bits | flagBits[flag], 0)
    header.writeUInt16BE(65_535, 14)
    return Buffer.concat([header, payload])
  }
  const header = Buffer.alloc(8)
  if (protocol === 'icmp') {
    const [echo, reply] = source.address.includes(':') ? [128, 129] : [8, 0]
    header[0] = isReply ? reply : echo
    return Buffer.concat([header, payload])
  }
  header.writeUInt16BE(source.port, 0)
  header.writeUInt16BE(destination.port, 2)
  header.writeUInt16BE(header.length + payload.length, 4)
  return Buffer.concat([header, payload])
}

function ipv4Header(source: Buffer, destination: Buffer, protocol: number, length: number): Buffer {
  const header = Buffer.alloc(20)
  header[0] = 0x45
  header.writeUInt16BE(header.length + length, 2)
  // Not to be fragmented.
  header[6] = 0x40
  header[8] = 64
  header[9] = protocol
  source.copy(header, 12)
  destination.copy(header, 16)
  header.writeUInt16BE(checksum(header), 10)
  return header
}

function ipv6Header(source: Buffer, destination: Buffer, protocol: number, length: number): Buffer {
  const header = Buffer.alloc(40)
  header[0] = 0x60
  header.writeUInt16BE(length, 4)
  header[6] = protocol
  header[7] = 64
  source.copy(header, 8)
  destination.copy(header, 24)
  return header
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0)
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000)
  return ~sum & 0xffff
}

function octets(text: string): Buffer {
  const address = parseAddress(text) ?? 0
  const size = typeof address === 'bigint' ? 16 : 4
  return Buffer.from(address.toString(16).padStart(size * 2, '0'), 'hex')
}

function macOctets(text: string): Buffer {
  return Buffer.from(text.replaceAll(':', ''), 'hex')
}
