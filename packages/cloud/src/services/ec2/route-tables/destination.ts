import { AwsError } from '../../../errors.ts'
import {
  blockCovers,
  formatIpv4Block,
  formatIpv6Block,
  ipv6BlockCovers,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { refuseMembers } from '../unsupported.ts'
import type { Route, RouteTableRecord } from './route-table.ts'

/** Where a route leads, as it identifies it in its table. */
export type Destination =
  | { readonly destinationCidrBlock: string }
  | { readonly destinationIpv6CidrBlock: string }

interface DestinationInput {
  readonly DestinationCidrBlock?: string
  readonly DestinationIpv6CidrBlock?: string
  readonly DestinationPrefixListId?: string
}

/** In canonical form: host bits are dropped, as AWS does. */
export function readDestination(operation: string, input: DestinationInput): Destination {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = input
  const given = [DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId].filter(
    (each) => each !== undefined,
  )
  if (given.length !== 1) {
    throw new AwsError(
      given.length === 0 ? 'MissingParameter' : 'InvalidParameterCombination',
      'The request must contain exactly one of: destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId',
    )
  }
  refuseMembers(operation, input, ['DestinationPrefixListId'])
  if (DestinationCidrBlock !== undefined) {
    const block = parseIpv4Block(DestinationCidrBlock)
    if (block) return { destinationCidrBlock: formatIpv4Block(block) }
    throw badBlock('destinationCidrBlock', DestinationCidrBlock)
  }
  const block = parseIpv6Block(DestinationIpv6CidrBlock ?? '')
  if (block) return { destinationIpv6CidrBlock: formatIpv6Block(block) }
  throw badBlock('destinationIpv6CidrBlock', DestinationIpv6CidrBlock)
}

function badBlock(parameter: string, text: string | undefined): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
  )
}

export function cidrOf(destination: Destination): string {
  return 'destinationCidrBlock' in destination
    ? destination.destinationCidrBlock
    : destination.destinationIpv6CidrBlock
}

export function findRoute(table: RouteTableRecord, destination: Destination): Route | undefined {
  return table.routes.find((route) =>
    'destinationCidrBlock' in destination
      ? route.destinationCidrBlock === destination.destinationCidrBlock
      : route.destinationIpv6CidrBlock === destination.destinationIpv6CidrBlock,
  )
}

/** Whether the destination lies in one of the VPC's own blocks, which every table routes. */
export function isWithinVpc(table: RouteTableRecord, destination: Destination): boolean {
  return table.routes
    .filter(({ origin }) => origin === 'CreateRouteTable')
    .some((route) => covers(route, destination))
}

function covers(route: Route, destination: Destination): boolean {
  if ('destinationCidrBlock' in destination) {
    const outer = parseIpv4Block(route.destinationCidrBlock ?? '')
    const inner = parseIpv4Block(destination.destinationCidrBlock)
    return outer !== undefined && inner !== undefined && blockCovers(outer, inner)
  }
  const outer = parseIpv6Block(route.destinationIpv6CidrBlock ?? '')
  const inner = parseIpv6Block(destination.destinationIpv6CidrBlock)
  return outer !== undefined && inner !== undefined && ipv6BlockCovers(outer, inner)
}
