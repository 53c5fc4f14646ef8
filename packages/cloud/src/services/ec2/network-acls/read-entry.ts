import type { CreateNetworkAclEntryRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { readPorts } from '../security-groups/protocols.ts'
import type { NetworkAclEntry } from './network-acl.ts'

/** The names that AWS's tools let people write; records and answers hold numbers. */
const protocolNumbers: Readonly<Record<string, string>> = {
  all: '-1',
  icmp: '1',
  tcp: '6',
  udp: '17',
  icmpv6: '58',
}

export function readRuleNumber(value = 0): number {
  if (Number.isInteger(value) && value >= 1 && value <= 32_766) return value
  throw invalid(
    `Value (${value}) for parameter ruleNumber is invalid. Rule numbers must be between 1 and 32766.`,
  )
}

/** A rule as CreateNetworkAclEntry and ReplaceNetworkAclEntry describe it. Throws AWS's errors. */
export function readEntry(
  input: Omit<CreateNetworkAclEntryRequest, 'NetworkAclId'>,
): NetworkAclEntry {
  const ruleNumber = readRuleNumber(input.RuleNumber)
  const egress = input.Egress ?? false
  const action = input.RuleAction
  if (action !== 'allow' && action !== 'deny') {
    throw invalid(`Value (${String(action)}) for parameter ruleAction is invalid.`)
  }
  const protocol = readProtocol(input.Protocol ?? '')
  return {
    ruleNumber,
    protocol,
    action,
    egress,
    ...readBlock(input),
    ...readRange(protocol, input),
  }
}

function readProtocol(text: string): string {
  const number = protocolNumbers[text.toLowerCase()] ?? text
  if (number === '-1' || (/^\d{1,3}$/.test(number) && Number(number) <= 255)) {
    return String(Number(number))
  }
  throw invalid(`Invalid value '${text}' for IP protocol. Unknown protocol.`)
}

/** Blocks are kept in their canonical form: `10.0.0.7/24` is 10.0.0.0/24. */
function readBlock({
  CidrBlock,
  Ipv6CidrBlock,
}: Pick<CreateNetworkAclEntryRequest, 'CidrBlock' | 'Ipv6CidrBlock'>): Pick<
  NetworkAclEntry,
  'cidrBlock' | 'ipv6CidrBlock'
> {
  if (CidrBlock !== undefined && Ipv6CidrBlock !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter cidrBlock cannot be used with the parameter ipv6CidrBlock',
    )
  }
  if (Ipv6CidrBlock !== undefined) {
    const block = parseIpv6Block(Ipv6CidrBlock)
    if (!block) throw badBlock(Ipv6CidrBlock, 'ipv6CidrBlock')
    return { ipv6CidrBlock: formatIpv6Block(block) }
  }
  if (CidrBlock === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter cidrBlock or ipv6CidrBlock',
    )
  }
  const block = parseIpv4Block(CidrBlock)
  if (!block) throw badBlock(CidrBlock, 'cidrBlock')
  return { cidrBlock: formatIpv4Block(block) }
}

function badBlock(text: string, member: string): AwsError {
  return invalid(
    `Value (${text}) for parameter ${member} is invalid. This is not a valid CIDR block.`,
  )
}

/** Ports for TCP and UDP, type and code for ICMP; nothing for the others, whatever the call names. */
function readRange(
  protocol: string,
  {
    PortRange: ports,
    IcmpTypeCode: icmp,
  }: Pick<CreateNetworkAclEntryRequest, 'PortRange' | 'IcmpTypeCode'>,
): Pick<NetworkAclEntry, 'portRange' | 'icmp'> {
  if (protocol === '6' || protocol === '17') {
    const { fromPort, toPort } = readPorts(protocol, ports?.From, ports?.To)
    return { portRange: { from: fromPort, to: toPort } }
  }
  if (protocol === '1' || protocol === '58') {
    const { fromPort, toPort } = readPorts(protocol, icmp?.Type, icmp?.Code)
    return { icmp: { type: fromPort, code: toPort } }
  }
  return {}
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
