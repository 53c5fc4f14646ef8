import type { NatGateway, NatGatewayAddress } from '@aws-sdk/client-ec2'
import type { NatGatewayState } from '@brume/ec2-model'
import type { NatGatewayRecord } from './nat-gateway.ts'

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
    NatGatewayAddresses: [toAddress(gateway)],
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
