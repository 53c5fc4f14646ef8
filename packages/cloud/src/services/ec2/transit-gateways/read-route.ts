import { AwsError } from '../../../errors.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import type { Context } from '../../../engine/context.ts'
import { findAttachmentFor } from './find-transit.ts'
import type { TransitGatewayRouteTableRecord } from './transit-gateway-route-table.ts'

/** In canonical form. */
export function readTransitDestination(text = ''): string {
  const ipv4 = parseIpv4Block(text)
  if (ipv4) return formatIpv4Block(ipv4)
  const ipv6 = parseIpv6Block(text)
  if (ipv6) return formatIpv6Block(ipv6)
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
  )
}

interface TargetInput {
  readonly TransitGatewayAttachmentId?: string
  readonly Blackhole?: boolean
}

/** An attachment of the table's gateway, or nothing for a black hole. */
export function readTransitTarget(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
  { TransitGatewayAttachmentId: id, Blackhole: blackhole = false }: TargetInput,
): { readonly attachmentId?: string } {
  if (blackhole === (id !== undefined)) {
    throw new AwsError(
      blackhole ? 'InvalidParameterCombination' : 'MissingParameter',
      'The request must contain exactly one of transitGatewayAttachmentId or blackhole',
    )
  }
  return blackhole ? {} : { attachmentId: findAttachmentFor(ctx, table, id).id }
}

/** Of a table, static and propagated ones together. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html */
const routeLimit = 10_000

export function checkRouteLimit(count: number): void {
  if (count < routeLimit) return
  throw new AwsError(
    'MaximumTransitGatewayRouteLimitExceeded',
    'The maximum number of routes has been reached.',
  )
}
