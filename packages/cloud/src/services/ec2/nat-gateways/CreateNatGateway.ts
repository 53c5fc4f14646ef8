import type { CreateNatGatewayRequest, CreateNatGatewayResult } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import type { ElasticIpRecord } from '../addresses/elastic-ip.ts'
import { countFreeAddresses } from '../addresses/private-address.ts'
import { notFound } from '../find.ts'
import { newId } from '../ids.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { subnets, type SubnetRecord } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toNatGateway } from './describe-nat-gateway.ts'
import { makeNatInterface } from './nat-interface.ts'
import { natGateways, type NatGatewayRecord } from './nat-gateway.ts'
import { addNatAddresses, freeAllocations, type NatAddressWish } from './nat-addresses.ts'
import { readAllocation } from './read-allocation.ts'
import { natGatewayTimer } from './settle-nat-gateway.ts'

/**
 * A gateway by which private subnets reach the Internet with its Elastic IP, or other networks when it is
 * private.
 * @limits 5 in a zone.
 * @differs Regional gateways are refused; connections leave by the primary address alone.
 */
export const CreateNatGateway = operation<CreateNatGatewayRequest, CreateNatGatewayResult>(
  'CreateNatGateway',
  (ctx, input) => {
    refuseMembers('CreateNatGateway', input, [
      'VpcId',
      'AvailabilityMode',
      'AvailabilityZoneAddresses',
    ])
    const tags = readTagSpecifications(input.TagSpecifications, ['natgateway'])('natgateway')
    const subnet = findSubnet(ctx, input.SubnetId ?? '')
    const address = readAllocation(ctx, input)
    const secondary = readSecondary(ctx, input)
    checkLimit(ctx, subnet)
    const id = newId(ctx.chance, 'nat')
    const failure = findFailure(ctx, subnet, address)
    const gateway: NatGatewayRecord = {
      id,
      vpcId: subnet.vpcId,
      subnetId: subnet.id,
      availabilityZone: subnet.availabilityZone,
      connectivityType: input.ConnectivityType === 'private' ? 'private' : 'public',
      state: 'pending',
      createTime: ctx.now,
      allocationId: address?.id,
      ...(failure
        ? { failure }
        : makeNatInterface(ctx, id, subnet, { address, privateIp: input.PrivateIpAddress })),
      tags,
    }
    ctx.db.put(natGateways, gateway)
    if (!failure && secondary.count > 0) addNatAddresses(ctx, gateway, secondary)
    ctx.timers.set({
      kind: natGatewayTimer,
      id,
      at: ctx.now + delays.natGatewayPendingMs,
      transition: true,
    })
    return {
      ClientToken: input.ClientToken,
      NatGateway: toNatGateway(ctx.db.get(natGateways, id) ?? gateway),
    }
  },
)

/** The addresses beside the primary one: by Elastic IPs, by private addresses, or by number. */
function readSecondary(ctx: Context, input: CreateNatGatewayRequest): NatAddressWish {
  const allocations = freeAllocations(ctx, input.SecondaryAllocationIds ?? [])
  const privateIps = input.SecondaryPrivateIpAddresses ?? []
  const asked = input.SecondaryPrivateIpAddressCount
  if (allocations.length > 0 && input.ConnectivityType === 'private') {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter SecondaryAllocationIds cannot be used with a private NAT gateway',
    )
  }
  if (privateIps.length > 0 && asked !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter SecondaryPrivateIpAddressCount cannot be used with the parameter SecondaryPrivateIpAddresses',
    )
  }
  const count = Math.max(allocations.length, privateIps.length, asked ?? 0)
  return { allocations, privateIps, count }
}

function findSubnet(ctx: Context, id: string): SubnetRecord {
  const subnet = ctx.db.get(subnets, id)
  if (subnet) return subnet
  if (/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) throw notFound('subnet', id)
  throw new AwsError('InvalidSubnet', `The subnet ID '${id}' is malformed`)
}

function checkLimit(ctx: Context, { availabilityZone }: SubnetRecord): void {
  const counted = ctx.db
    .by(natGateways, 'zone', availabilityZone)
    .filter(({ state }) => state !== 'failed' && state !== 'deleted')
  checkQuota(ctx, 'natGatewaysPerZone', counted.length)
}

/** What AWS finds out only while it makes the gateway: the call succeeds, the gateway fails. */
function findFailure(
  ctx: Context,
  subnet: SubnetRecord,
  address: ElasticIpRecord | undefined,
): NatGatewayRecord['failure'] {
  if (address && ctx.db.by(internetGateways, 'vpc', subnet.vpcId).length === 0) {
    return {
      code: 'Gateway.NotAttached',
      message: `Network ${subnet.vpcId} has no Internet gateway attached`,
    }
  }
  if (address?.association) {
    return {
      code: 'Resource.AlreadyAssociated',
      message: `Elastic IP address [${address.id}] is already associated`,
    }
  }
  if (countFreeAddresses(ctx, subnet) === 0) {
    return {
      code: 'InsufficientFreeAddressesInSubnet',
      message: 'Subnet has insufficient free addresses to create this NAT gateway',
    }
  }
  return undefined
}
