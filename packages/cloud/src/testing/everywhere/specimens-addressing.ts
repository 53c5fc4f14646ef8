import type { Specimens } from './specimens.ts'
import type { Ids } from './world.ts'

const vpc = (id: Ids) => ({ VpcId: id('vpc') })
const exclusion = (id: Ids) => ({ ExclusionId: id('exclusion') })

/** Addresses of NAT gateways and subnets, what blocks public ones, and what is gone with EC2-Classic. */
export const addressingSpecimens: Specimens = {
  AssignPrivateNatGatewayAddress: (id) => ({
    NatGatewayId: id('privateNat'),
    PrivateIpAddressCount: 1,
  }),
  AssociateNatGatewayAddress: (id) => ({
    NatGatewayId: id('nat'),
    AllocationIds: [id('allocation')],
  }),
  AttachClassicLinkVpc: (id) => ({
    ...vpc(id),
    InstanceId: id('instance'),
    Groups: [id('group')],
  }),
  CreateSubnetCidrReservation: (id) => ({
    SubnetId: id('subnet'),
    Cidr: '10.20.0.224/28',
    ReservationType: 'explicit',
  }),
  CreateVpcBlockPublicAccessExclusion: (id) => ({
    SubnetId: id('peerSubnet'),
    InternetGatewayExclusionMode: 'allow-bidirectional',
  }),
  DeleteSubnetCidrReservation: (id) => ({ SubnetCidrReservationId: id('reservedBlock') }),
  DeleteVpcBlockPublicAccessExclusion: exclusion,
  DescribeSecurityGroupReferences: (id) => ({ GroupId: [id('group')] }),
  DescribeStaleSecurityGroups: vpc,
  DescribeVpcBlockPublicAccessExclusions: (id) => ({ ExclusionIds: [id('exclusion')] }),
  DescribeVpcBlockPublicAccessOptions: () => ({}),
  DetachClassicLinkVpc: (id) => ({ ...vpc(id), InstanceId: id('instance') }),
  DisableVpcClassicLink: vpc,
  DisableVpcClassicLinkDnsSupport: vpc,
  DisassociateNatGatewayAddress: (id) => ({
    NatGatewayId: id('nat'),
    AssociationIds: [id('natAssociation')],
  }),
  EnableVpcClassicLink: vpc,
  EnableVpcClassicLinkDnsSupport: vpc,
  GetSubnetCidrReservations: (id) => ({ SubnetId: id('subnet') }),
  ModifyVpcBlockPublicAccessExclusion: (id) => ({
    ...exclusion(id),
    InternetGatewayExclusionMode: 'allow-egress',
  }),
  ModifyVpcBlockPublicAccessOptions: () => ({ InternetGatewayBlockMode: 'block-ingress' }),
  UnassignPrivateNatGatewayAddress: (id) => ({
    NatGatewayId: id('privateNat'),
    PrivateIpAddresses: [id('natPrivateAddress')],
  }),
}
