import type { NatGateway, NatGatewayAddress } from '@aws-sdk/client-ec2'
import type { NatGatewayState } from '@brume/ec2-model'
import type { NatAddress, NatGatewayRecord } from './nat-gateway.ts'

export function toNatGateway(gateway: NatGatewayRecord): NatGateway {
  const { deleteTime, failure, state } = gateway
  const failed = state === 'failed' ? failure : undefined
  return {
    NatGatewayId: gateway.id,
    VpcId: gateway.vpcId,
    SubnetId: gateway.subnetId,
    ConnectivityType: gateway.connectivityType,
    State: state,
    CreateTime: new Date(gateway.createTime),
    DeleteTime: deleteTime === undefined ? undefined : new Date(deleteTime),
    FailureCode: failed?.code,
    FailureMessage: failed?.message,
    NatGatewayAddresses: [
      toAddress(gateway),
      ...(gateway.secondary ?? []).map((each) =>
        toSecondaryAddress(gateway, each, addressStatus[state]),
      ),
    ],
    Tags: [...gateway.tags],
  }
}

const addressStatus = {
  pending: 'associating',
  failed: 'failed',
  available: 'succeeded',
  deleting: 'disassociating',
  deleted: 'succeeded',
} as const satisfies Record<NatGatewayState, NatGatewayAddress['Status']>

function toAddress(gateway: NatGatewayRecord): NatGatewayAddress {
  return {
    NetworkInterfaceId: gateway.networkInterfaceId,
    PrivateIp: gateway.privateIp,
    AllocationId: gateway.allocationId,
    PublicIp: gateway.publicIp,
    AssociationId: gateway.associationId,
    IsPrimary: true,
    Status: addressStatus[gateway.state],
    FailureMessage: gateway.state === 'failed' ? gateway.failure?.message : undefined,
  }
}

export function toSecondaryAddress(
  { networkInterfaceId }: NatGatewayRecord,
  { privateIp, allocationId, publicIp, associationId }: NatAddress,
  status: NatGatewayAddress['Status'],
): NatGatewayAddress {
  return {
    NetworkInterfaceId: networkInterfaceId,
    PrivateIp: privateIp,
    AllocationId: allocationId,
    PublicIp: publicIp,
    AssociationId: associationId,
    IsPrimary: false,
    Status: status,
  }
}
