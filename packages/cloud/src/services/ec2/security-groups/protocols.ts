import { AwsError } from '../../../errors.ts'

/** Names that AWS uses for protocols; others go by their IANA number. */
const names: Readonly<Record<string, string>> = {
  '-1': '-1',
  all: '-1',
  '1': 'icmp',
  icmp: 'icmp',
  '6': 'tcp',
  tcp: 'tcp',
  '17': 'udp',
  udp: 'udp',
  '58': 'icmpv6',
  icmpv6: 'icmpv6',
}

export interface PortRange {
  readonly protocol: string
  readonly fromPort: number
  readonly toPort: number
}

/** A protocol and its ports (or ICMP type and code) as rules keep them. Throws AWS's errors. */
export function readPorts(
  ipProtocol: string | undefined,
  from: number | undefined,
  to: number | undefined,
): PortRange {
  if (ipProtocol === undefined || ipProtocol === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipProtocol')
  }
  const protocol = names[ipProtocol.toLowerCase()] ?? readNumber(ipProtocol)
  if (protocol === 'tcp' || protocol === 'udp') return readTransport(protocol, from, to)
  if (protocol === 'icmp' || protocol === 'icmpv6') return readIcmp(protocol, from, to)
  return { protocol, fromPort: -1, toPort: -1 }
}

function readNumber(text: string): string {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 255) return String(Number(text))
  throw invalid(`Invalid value '${text}' for IP protocol. Unknown protocol.`)
}

function readTransport(
  protocol: string,
  from: number | undefined,
  to: number | undefined,
): PortRange {
  if (from === undefined || to === undefined) {
    throw invalid(
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    )
  }
  for (const port of [from, to]) {
    if (port < 0 || port > 65_535) throw invalid(`TCP/UDP port (${port}) out of range`)
  }
  if (from > to) throw invalid(`Invalid TCP/UDP port range (${from}:${to})`)
  return { protocol, fromPort: from, toPort: to }
}

/** Type and code; ICMPv6 may leave both out, which is all of it. */
function readIcmp(protocol: string, from: number | undefined, to: number | undefined): PortRange {
  const type = from ?? (protocol === 'icmpv6' ? -1 : undefined)
  const code = to ?? (type === -1 || protocol === 'icmpv6' ? -1 : undefined)
  if (type === undefined || code === undefined) {
    throw invalid("Invalid value 'Must specify both type and code with ICMP.' for portRange.")
  }
  if (type < -1 || type > 255) throw invalid(`ICMP type (${type}) out of range`)
  if (code < -1 || code > 255) throw invalid(`ICMP code (${code}) out of range`)
  if (type === -1 && code !== -1) {
    throw invalid('ICMP code must be -1 (all) when the ICMP type is -1 (all)')
  }
  return { protocol, fromPort: type, toPort: code }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
