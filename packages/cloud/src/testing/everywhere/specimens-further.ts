import type { Ids } from './world.ts'
import type { Specimens } from './specimens.ts'

const service = () => ({ ServiceId: 'vpce-svc-0123456789abcdef0' })
const fleet = (id: Ids) => ({ CapacityReservationFleetId: id('reservationFleet') })
const endpoint = (id: Ids) => ({ InstanceConnectEndpointId: id('connectEndpoint') })

export const furtherSpecimens: Specimens = {
  AcceptAddressTransfer: (id) => ({ Address: id('offeredAddress') }),
  AcceptVpcEndpointConnections: (id) => ({ ...service(), VpcEndpointIds: [id('endpoint')] }),
  AssociateSecurityGroupVpc: (id) => ({ GroupId: id('group'), VpcId: id('peerVpc') }),
  CancelImageLaunchPermission: (id) => ({ ImageId: id('sharedImage') }),
  CancelCapacityReservationFleets: (id) => ({
    CapacityReservationFleetIds: [id('reservationFleet')],
  }),
  CreateCapacityReservationFleet: () => ({
    TotalTargetCapacity: 1,
    InstanceTypeSpecifications: [
      {
        InstanceType: 'm5.large',
        InstancePlatform: 'Linux/UNIX',
        AvailabilityZone: 'ap-northeast-2a',
        Weight: 1,
      },
    ],
  }),
  CreateInstanceConnectEndpoint: (id) => ({ SubnetId: id('subnet') }),
  CreateVpcEndpointServiceConfiguration: () => ({
    NetworkLoadBalancerArns: [
      'arn:aws:elasticloadbalancing:ap-northeast-2:510000000000:loadbalancer/net/a/50dc6c495c0c9188',
    ],
  }),
  DeleteInstanceConnectEndpoint: endpoint,
  DeleteVpcEndpointServiceConfigurations: () => ({ ServiceIds: [service().ServiceId] }),
  DescribeAddressTransfers: (id) => ({ AllocationIds: [id('bareAllocation')] }),
  DescribeCapacityReservationFleets: (id) => ({
    CapacityReservationFleetIds: [id('reservationFleet')],
  }),
  DescribeInstanceConnectEndpoints: (id) => ({
    InstanceConnectEndpointIds: [id('connectEndpoint')],
  }),
  DescribeSecurityGroupVpcAssociations: () => ({}),
  DescribeVpcEndpointServicePermissions: service,
  DisableAddressTransfer: (id) => ({ AllocationId: id('bareAllocation') }),
  DisassociateSecurityGroupVpc: (id) => ({ GroupId: id('group'), VpcId: id('defaultVpc') }),
  EnableAddressTransfer: (id) => ({
    AllocationId: id('natAllocation'),
    TransferAccountId: '590000000000',
  }),
  GetInstanceUefiData: (id) => ({ InstanceId: id('instance') }),
  ModifyCapacityReservationFleet: (id) => ({ ...fleet(id), TotalTargetCapacity: 3 }),
  ModifyInstanceConnectEndpoint: (id) => ({ ...endpoint(id), PreserveClientIp: false }),
  ModifyVpcEndpointServiceConfiguration: () => ({ ...service(), AcceptanceRequired: true }),
  ModifyVpcEndpointServicePayerResponsibility: () => ({
    ...service(),
    PayerResponsibility: 'ServiceOwner',
  }),
  ModifyVpcEndpointServicePermissions: () => ({
    ...service(),
    AddAllowedPrincipals: ['arn:aws:iam::123456789012:root'],
  }),
  RejectVpcEndpointConnections: (id) => ({ ...service(), VpcEndpointIds: [id('endpoint')] }),
  StartVpcEndpointServicePrivateDnsVerification: service,
}
