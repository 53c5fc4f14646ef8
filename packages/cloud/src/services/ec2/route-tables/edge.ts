import { AwsError } from '../../../errors.ts'
import type { RouteTableRecord, RouteTarget } from './route-table.ts'

/**
 * A table on an internet gateway routes what comes in: to the VPC itself or to an interface in it, never out again.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export function refuseEdgeTarget(table: RouteTableRecord, target: RouteTarget): void {
  if (table.associations.some(({ gatewayId }) => gatewayId !== undefined)) {
    checkEdgeTarget(table, target)
  }
}

export function checkEdgeTarget(table: RouteTableRecord, target: RouteTarget): void {
  const outward = [
    target.gatewayId,
    target.natGatewayId,
    target.egressOnlyInternetGatewayId,
    target.vpcPeeringConnectionId,
    target.transitGatewayId,
    target.carrierGatewayId,
  ].find((id) => id !== undefined && id !== 'local')
  if (outward === undefined) return
  throw new AwsError(
    'InvalidParameterValue',
    `Route table ${table.id} contains unsupported route target: ${outward}`,
  )
}
