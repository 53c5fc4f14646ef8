import type { TrafficMirrorPortRangeRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { parseBlock } from '../../../network/address.ts'
import type { MirrorPorts, MirrorRuleRecord } from './traffic-mirroring.ts'

interface RuleInput {
  readonly TrafficDirection?: string
  readonly RuleNumber?: number
  readonly RuleAction?: string
  readonly Protocol?: number
  readonly SourceCidrBlock?: string
  readonly DestinationCidrBlock?: string
  readonly SourcePortRange?: TrafficMirrorPortRangeRequest
  readonly DestinationPortRange?: TrafficMirrorPortRangeRequest
  readonly Description?: string
}

type RuleChange = Partial<Omit<MirrorRuleRecord, 'id' | 'filterId' | 'tags'>>

const largestNumber = 32_766
const [tcp, udp] = [6, 17]

/** The members that a call names, checked. */
export function readMirrorRule(input: RuleInput): RuleChange {
  const { RuleNumber, Protocol, Description } = input
  if (RuleNumber !== undefined && (RuleNumber < 1 || RuleNumber > largestNumber)) {
    throw badValue('RuleNumber', RuleNumber)
  }
  if (Protocol !== undefined && (Protocol < 0 || Protocol > 255)) {
    throw badValue('Protocol', Protocol)
  }
  const [sourcePorts, destinationPorts] = [
    readPorts(input.SourcePortRange),
    readPorts(input.DestinationPortRange),
  ]
  if ((sourcePorts || destinationPorts) && Protocol !== tcp && Protocol !== udp) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Port ranges can be specified for the protocols 6 (TCP) and 17 (UDP) only.',
    )
  }
  const direction = oneOf('TrafficDirection', input.TrafficDirection, ['ingress', 'egress'])
  const action = oneOf('RuleAction', input.RuleAction, ['accept', 'reject'])
  return {
    ...(direction !== undefined && { direction }),
    ...(RuleNumber !== undefined && { ruleNumber: RuleNumber }),
    ...(action !== undefined && { action }),
    ...(Protocol !== undefined && { protocol: Protocol }),
    ...(input.SourceCidrBlock !== undefined && { sourceCidr: readCidr(input.SourceCidrBlock) }),
    ...(input.DestinationCidrBlock !== undefined && {
      destinationCidr: readCidr(input.DestinationCidrBlock),
    }),
    ...(sourcePorts && { sourcePorts }),
    ...(destinationPorts && { destinationPorts }),
    ...(Description !== undefined && { description: Description }),
  }
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined
  const found = allowed.find((each) => each === value)
  if (found !== undefined) return found
  throw badValue(name, value)
}

function readCidr(text: string): string {
  if (parseBlock(text)) return text
  throw badValue('cidrBlock', text)
}

function readPorts(range: TrafficMirrorPortRangeRequest | undefined): MirrorPorts | undefined {
  if (!range) return undefined
  const { FromPort: from = 0, ToPort: to = from } = range
  if (from < 0 || to > 65_535 || from > to) throw badValue('portRange', `${from}-${to}`)
  return { from, to }
}

function badValue(name: string, value: string | number): AwsError {
  return new AwsError('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid.`)
}

export function checkRuleNumber(
  present: readonly MirrorRuleRecord[],
  { id, direction, ruleNumber }: Pick<MirrorRuleRecord, 'id' | 'direction' | 'ruleNumber'>,
): void {
  const taken = present.some(
    (each) => each.id !== id && each.direction === direction && each.ruleNumber === ruleNumber,
  )
  if (!taken) return
  throw new AwsError(
    'TrafficMirrorFilterRuleAlreadyExists',
    `A rule with number ${ruleNumber} already exists for ${direction} traffic.`,
  )
}
