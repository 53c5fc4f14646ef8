import type { CreateRouteRequest, ReplaceRouteRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { egressOnlyInternetGateways } from '../egress-only-internet-gateways/egress-only-internet-gateway.ts'
import { findRecord } from '../find.ts'
import { findInstance } from '../instances/find-instances.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { natGateways } from '../nat-gateways/nat-gateway.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { otherParty, vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { refuseMembers } from '../unsupported.ts'
import { cidrOf, isWithinVpc, type Destination } from './destination.ts'
import { differentNetworks } from './different-networks.ts'
import type { RouteTableRecord, RouteTarget } from './route-table.ts'

type TargetInput = CreateRouteRequest & Pick<ReplaceRouteRequest, 'LocalTarget'>

/** What a route leads to, found and in the table's VPC. Throws AWS's errors. */
export function readTarget(
  ctx: Context,
  operation: 'CreateRoute' | 'ReplaceRoute',
  table: RouteTableRecord,
  destination: Destination,
  input: TargetInput,
): RouteTarget {
  countTargets(operation, input)
  const { InstanceId, NetworkInterfaceId } = input
  if (input.LocalTarget) return readLocal(table, destination)
  if (InstanceId) return readInterface(ctx, table, soleInterface(ctx, InstanceId))
  if (NetworkInterfaceId) return readInterface(ctx, table, NetworkInterfaceId)
  const target = readGateway(ctx, operation, table, destination, input)
  if (isWithinVpc(table, destination)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The destination CIDR block ${cidrOf(destination)} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    )
  }
  return target
}

function countTargets(operation: string, input: TargetInput): void {
  const given = [
    input.GatewayId,
    input.LocalGatewayId,
    input.CarrierGatewayId,
    input.NatGatewayId,
    input.NetworkInterfaceId,
    input.VpcPeeringConnectionId,
    input.EgressOnlyInternetGatewayId,
    input.TransitGatewayId,
    input.VpcEndpointId,
    input.CoreNetworkArn,
    input.OdbNetworkArn,
    input.InstanceId,
    input.LocalTarget || undefined,
  ].filter((each) => each !== undefined)
  if (given.length === 1) return
  const orLocal = operation === 'ReplaceRoute' ? ', or must have localTarget set to true' : ''
  throw new AwsError(
    given.length === 0 ? 'MissingParameter' : 'InvalidParameterCombination',
    `The request must contain exactly one of gatewayId, localGatewayId, carrierGatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId, coreNetworkArn or instanceId${orLocal}`,
  )
}

/** The VPC's own block goes back to leading into the VPC. */
function readLocal(table: RouteTableRecord, destination: Destination): RouteTarget {
  const own = table.routes.some(
    ({ origin, destinationCidrBlock, destinationIpv6CidrBlock }) =>
      origin === 'CreateRouteTable' &&
      (destinationCidrBlock ?? destinationIpv6CidrBlock) === cidrOf(destination),
  )
  if (own) return { gatewayId: 'local' }
  throw new AwsError(
    'InvalidParameterValue',
    'local-target only allowed with network local destination CIDRs',
  )
}

function soleInterface(ctx: Context, instanceId: string): string {
  const { id } = findInstance(ctx.db, instanceId)
  const [eni, ...others] = ctx.db.by(networkInterfaces, 'instance', id)
  if (eni && others.length === 0) return eni.id
  throw new AwsError(
    'InvalidInstanceID',
    eni
      ? `There are multiple interfaces attached to instance '${id}'. Please specify an interface ID for the operation instead.`
      : `There is no interface attached to instance '${id}'.`,
  )
}

function readInterface(ctx: Context, table: RouteTableRecord, id: string): RouteTarget {
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  if (eni.vpcId !== table.vpcId) throw differentNetworks(table, 'interface', id)
  return { networkInterfaceId: eni.id }
}

function readGateway(
  ctx: Context,
  operation: string,
  table: RouteTableRecord,
  destination: Destination,
  input: TargetInput,
): RouteTarget {
  const { GatewayId, NatGatewayId, EgressOnlyInternetGatewayId } = input
  const ipv4 = 'destinationCidrBlock' in destination
  if (GatewayId) {
    const gateway = ctx.db.get(internetGateways, GatewayId)
    if (!gateway) {
      throw new AwsError(
        'InvalidGatewayID.NotFound',
        `The gateway ID '${GatewayId}' does not exist`,
      )
    }
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', GatewayId)
    return { gatewayId: gateway.id }
  }
  if (NatGatewayId) {
    const gateway = ctx.db.get(natGateways, NatGatewayId)
    if (!gateway || gateway.state === 'deleted' || gateway.state === 'failed') {
      throw new AwsError(
        'InvalidNatGatewayID.NotFound',
        `The natGateway ID '${NatGatewayId}' does not exist`,
      )
    }
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'NAT gateway', NatGatewayId)
    if (!ipv4) {
      throw new AwsError(
        'UnsupportedOperation',
        'NAT64 (an IPv6 destination behind a NAT gateway) is not supported by the embedded cloud.',
      )
    }
    return { natGatewayId: gateway.id }
  }
  if (EgressOnlyInternetGatewayId) {
    const gateway = findRecord(
      ctx,
      egressOnlyInternetGateways,
      'egress-only-internet-gateway',
      EgressOnlyInternetGatewayId,
    )
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', gateway.id)
    if (ipv4) {
      throw new AwsError(
        'InvalidParameterCombination',
        'The parameter egressOnlyInternetGatewayId cannot be used with the parameter destinationCidrBlock',
      )
    }
    return { egressOnlyInternetGatewayId: gateway.id }
  }
  if (input.VpcPeeringConnectionId) return readPeering(ctx, table, input.VpcPeeringConnectionId)
  throw absentTarget(operation, input)
}

/** It may still wait to be accepted: until then the route leads nowhere. */
function readPeering(ctx: Context, table: RouteTableRecord, id: string): RouteTarget {
  const peering = findRecord(ctx, vpcPeeringConnections, 'vpc-peering-connection', id)
  if (!otherParty(ctx, peering, table.vpcId)) {
    throw differentNetworks(table, 'VPC peering connection', id)
  }
  return { vpcPeeringConnectionId: peering.id }
}

/** Transit gateways cannot be made here, so none has the id; the rest of the kinds is not supported at all. */
function absentTarget(operation: string, input: TargetInput): AwsError {
  refuseMembers(operation, input, [
    'LocalGatewayId',
    'CarrierGatewayId',
    'VpcEndpointId',
    'CoreNetworkArn',
    'OdbNetworkArn',
  ])
  return new AwsError(
    'InvalidTransitGatewayID.NotFound',
    `The transitGateway ID '${input.TransitGatewayId}' does not exist`,
  )
}
