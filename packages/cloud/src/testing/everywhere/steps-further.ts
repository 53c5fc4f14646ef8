import { step, type Step } from './step.ts'

export const furtherSteps: readonly Step[] = [
  step('CreateInstanceConnectEndpoint', (id) => ({ SubnetId: id('peerSubnet') }), {
    connectEndpoint: 'InstanceConnectEndpoint.InstanceConnectEndpointId',
  }),
  step('CreateSubnet', (id) => ({ VpcId: id('peerVpc'), CidrBlock: '10.40.1.0/24' }), {
    farSubnet: 'Subnet.SubnetId',
  }),
  step('AssociateSecurityGroupVpc', (id) => ({ GroupId: id('group'), VpcId: id('defaultVpc') })),
  step(
    'CreateCapacityReservationFleet',
    {
      TotalTargetCapacity: 2,
      InstanceTypeSpecifications: [
        {
          InstanceType: 'm5.large',
          InstancePlatform: 'Linux/UNIX',
          AvailabilityZone: 'ap-northeast-2a',
          Weight: 1,
        },
      ],
    },
    { reservationFleet: 'CapacityReservationFleetId' },
  ),
  step('EnableAddressTransfer', (id) => ({
    AllocationId: id('bareAllocation'),
    TransferAccountId: '590000000000',
  })),
  step('AllocateAddress', {}, { secondAllocation: 'AllocationId' }),
  step(
    'AssociateNatGatewayAddress',
    (id) => ({ NatGatewayId: id('nat'), AllocationIds: [id('secondAllocation')] }),
    { natAssociation: 'NatGatewayAddresses.0.AssociationId' },
  ),
  step('CreateNatGateway', (id) => ({ SubnetId: id('subnet'), ConnectivityType: 'private' }), {
    privateNat: 'NatGateway.NatGatewayId',
  }),
  step(
    'AssignPrivateNatGatewayAddress',
    (id) => ({ NatGatewayId: id('privateNat'), PrivateIpAddressCount: 1 }),
    { natPrivateAddress: 'NatGatewayAddresses.0.PrivateIp' },
  ),
  step(
    'CreateSubnetCidrReservation',
    (id) => ({ SubnetId: id('subnet'), Cidr: '10.20.0.240/28', ReservationType: 'explicit' }),
    { reservedBlock: 'SubnetCidrReservation.SubnetCidrReservationId' },
  ),
  step(
    'CreateVpcBlockPublicAccessExclusion',
    (id) => ({ SubnetId: id('farSubnet'), InternetGatewayExclusionMode: 'allow-bidirectional' }),
    { exclusion: 'VpcBlockPublicAccessExclusion.ExclusionId' },
  ),
]
