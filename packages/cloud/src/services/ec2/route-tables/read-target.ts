import type { CreateRouteRequest, ReplaceRouteRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { carrierGateways } from '../carrier-gateways/carrier-gateway.ts'
import { egressOnlyInternetGateways } from '../egress-only-internet-gateways/egress-only-internet-gateway.ts'
import { findRecord } from '../find.ts'
import { findInstance } from '../instances/find-instances.ts'
import { natGateways } from '../nat-gateways/nat-gateway.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { transitAttachmentOf } from '../transit-gateways/transit-gateway-attachment.ts'
import { otherParty, vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { refuseMembers } from '../unsupported.ts'
import { cidrOf, isWithinVpc, type Destination } from './destination.ts'
import { differentNetworks } from './different-networks.ts'
import { findNetworkGateway } from './network-gateway.ts'
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
  if (GatewayId) return readNetworkGateway(ctx, table, destination, GatewayId)
  if (NatGatewayId) return readNat(ctx, table, NatGatewayId)
  if (EgressOnlyInternetGatewayId) {
    return readEgressOnly(ctx, table, destination, EgressOnlyInternetGatewayId)
  }
  if (input.VpcPeeringConnectionId) return readPeering(ctx, table, input.VpcPeeringConnectionId)
  if (input.TransitGatewayId) return readTransit(ctx, table, input.TransitGatewayId)
  if (input.CarrierGatewayId) return readCarrier(ctx, table, input.CarrierGatewayId)
  refuseMembers(operation, input, [
    'LocalGatewayId',
    'VpcEndpointId',
    'CoreNetworkArn',
    'OdbNetworkArn',
  ])
  throw new Error('countTargets lets no other target through')
}

/** An internet gateway or virtual private gateway that is attached to the VPC. */
function readNetworkGateway(
  ctx: Context,
  table: RouteTableRecord,
  destination: Destination,
  id: string,
): RouteTarget {
  if (id.startsWith('vpce-') && 'destinationPrefixListId' in destination) {
    throw new AwsError(
      'InvalidParameterValue',
      'Cannot create or replace a prefix list route targeting a VPC Endpoint.',
    )
  }
  if (findNetworkGateway(ctx, id).vpcId !== table.vpcId) {
    throw differentNetworks(table, 'network gateway', id)
  }
  return { gatewayId: id }
}

function readCarrier(ctx: Context, table: RouteTableRecord, id: string): RouteTarget {
  const gateway = findRecord(ctx, carrierGateways, 'carrier-gateway', id)
  if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'carrier gateway', id)
  return { carrierGatewayId: gateway.id }
}

function readNat(ctx: Context, table: RouteTableRecord, id: string): RouteTarget {
  const gateway = ctx.db.get(natGateways, id)
  if (!gateway || gateway.state === 'deleted' || gateway.state === 'failed') {
    throw new AwsError('InvalidNatGatewayID.NotFound', `The natGateway ID '${id}' does not exist`)
  }
  if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'NAT gateway', id)
  return { natGatewayId: gateway.id }
}

function readEgressOnly(
  ctx: Context,
  table: RouteTableRecord,
  destination: Destination,
  id: string,
): RouteTarget {
  const gateway = findRecord(ctx, egressOnlyInternetGateways, 'egress-only-internet-gateway', id)
  if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', gateway.id)
  if ('destinationCidrBlock' in destination) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter egressOnlyInternetGatewayId cannot be used with the parameter destinationCidrBlock',
    )
  }
  return { egressOnlyInternetGatewayId: gateway.id }
}

/** It may still wait to be accepted: until then the route leads nowhere. */
function readPeering(ctx: Context, table: RouteTableRecord, id: string): RouteTarget {
  const peering = findRecord(ctx, vpcPeeringConnections, 'vpc-peering-connection', id)
  if (!otherParty(ctx, peering, table.vpcId)) {
    throw differentNetworks(table, 'VPC peering connection', id)
  }
  return { vpcPeeringConnectionId: peering.id }
}

/** One to which the VPC is attached; any other does not exist for it. */
function readTransit({ db }: Context, table: RouteTableRecord, id: string): RouteTarget {
  if (transitAttachmentOf(db, table.vpcId, id)) return { transitGatewayId: id }
  throw new AwsError(
    'InvalidTransitGatewayID.NotFound',
    `The transitGateway ID '${id}' does not exist`,
  )
}
