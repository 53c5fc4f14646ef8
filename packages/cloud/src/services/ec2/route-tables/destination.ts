import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { contains, parseBlock } from '../../../network/address.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { findPrefixListCidrs } from '../prefix-lists/find-prefix-list-cidrs.ts'
import type { Route, RouteTableRecord } from './route-table.ts'

/** Where a route leads, as it identifies it in its table. */
export type Destination =
  | { readonly destinationCidrBlock: string }
  | { readonly destinationIpv6CidrBlock: string }
  | { readonly destinationPrefixListId: string }

interface DestinationInput {
  readonly DestinationCidrBlock?: string
  readonly DestinationIpv6CidrBlock?: string
  readonly DestinationPrefixListId?: string
}

/** In canonical form: host bits are dropped, as AWS does. */
export function readDestination(ctx: Context, input: DestinationInput): Destination {
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
  if (DestinationPrefixListId !== undefined) {
    findPrefixListCidrs(ctx, DestinationPrefixListId)
    return { destinationPrefixListId: DestinationPrefixListId }
  }
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

/** What the destination is called in AWS's messages: its block, or its list. */
export function cidrOf(destination: Destination): string {
  if ('destinationCidrBlock' in destination) return destination.destinationCidrBlock
  if ('destinationIpv6CidrBlock' in destination) return destination.destinationIpv6CidrBlock
  return destination.destinationPrefixListId
}

export function findRoute(table: RouteTableRecord, destination: Destination): Route | undefined {
  const wished = cidrOf(destination)
  return table.routes.find(
    (route) =>
      (route.destinationCidrBlock ??
        route.destinationIpv6CidrBlock ??
        route.destinationPrefixListId) === wished,
  )
}

/** Whether the destination lies in one of the VPC's own blocks, which every table routes. A list is not looked into. */
export function isWithinVpc(table: RouteTableRecord, destination: Destination): boolean {
  if ('destinationPrefixListId' in destination) return false
  const inner = parseBlock(cidrOf(destination))
  return table.routes
    .filter(({ origin }) => origin === 'CreateRouteTable')
    .some(({ destinationCidrBlock, destinationIpv6CidrBlock }) => {
      const outer = parseBlock(destinationCidrBlock ?? destinationIpv6CidrBlock ?? '')
      return outer && inner && contains(outer, inner.first) && contains(outer, inner.last)
    })
}
