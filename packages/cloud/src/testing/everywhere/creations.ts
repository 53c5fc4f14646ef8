import type { ResourceType } from '@aws-sdk/client-ec2'

/** What each operation with TagSpecifications tags. */
export const tagged: Readonly<Record<string, ResourceType>> = {
  AcceptAddressTransfer: 'elastic-ip',
  AllocateHosts: 'dedicated-host',
  AllocateAddress: 'elastic-ip',
  AuthorizeSecurityGroupEgress: 'security-group-rule',
  AuthorizeSecurityGroupIngress: 'security-group-rule',
  CopyImage: 'image',
  CopySnapshot: 'snapshot',
  CopyVolumes: 'volume',
  CreateCapacityReservation: 'capacity-reservation',
  CreateCapacityReservationBySplitting: 'capacity-reservation',
  CreateCarrierGateway: 'carrier-gateway',
  CreateCustomerGateway: 'customer-gateway',
  CreateDhcpOptions: 'dhcp-options',
  CreateEgressOnlyInternetGateway: 'egress-only-internet-gateway',
  CreateFleet: 'fleet',
  CreateFlowLogs: 'vpc-flow-log',
  CreateImage: 'image',
  CreateImageUsageReport: 'image-usage-report',
  CreateInstanceEventWindow: 'instance-event-window',
  CreateCapacityReservationFleet: 'capacity-reservation-fleet',
  CreateInstanceConnectEndpoint: 'instance-connect-endpoint',
  CreateVpcEndpointServiceConfiguration: 'vpc-endpoint-service',
  CreateInternetGateway: 'internet-gateway',
  CreateKeyPair: 'key-pair',
  CreateLaunchTemplate: 'launch-template',
  CreateManagedPrefixList: 'prefix-list',
  CreateNatGateway: 'natgateway',
  CreateNetworkAcl: 'network-acl',
  CreateNetworkInterface: 'network-interface',
  CreatePlacementGroup: 'placement-group',
  CreateReplaceRootVolumeTask: 'replace-root-volume-task',
  CreateRouteTable: 'route-table',
  CreateSecurityGroup: 'security-group',
  CreateSnapshot: 'snapshot',
  CreateSnapshots: 'snapshot',
  CreateSubnet: 'subnet',
  CreateTransitGateway: 'transit-gateway',
  CreateTransitGatewayPeeringAttachment: 'transit-gateway-attachment',
  CreateTransitGatewayRouteTable: 'transit-gateway-route-table',
  CreateTransitGatewayVpcAttachment: 'transit-gateway-attachment',
  CreateVolume: 'volume',
  CreateVpc: 'vpc',
  CreateVpcEndpoint: 'vpc-endpoint',
  CreateVpcPeeringConnection: 'vpc-peering-connection',
  ImportKeyPair: 'key-pair',
  RegisterImage: 'image',
  CreateVpnConnection: 'vpn-connection',
  CreateVpnGateway: 'vpn-gateway',
  RequestSpotInstances: 'spot-instances-request',
  RunInstances: 'instance',
}

/** For operations with a ClientToken and no tags: a call that differs from the specimen. */
export const differently: Readonly<Record<string, object>> = {
  CreateLaunchTemplateVersion: { VersionDescription: 'other' },
  ModifyInstanceCreditSpecification: {
    InstanceCreditSpecifications: [{ InstanceId: 'i-00000000000000000', CpuCredits: 'unlimited' }],
  },
  ModifyLaunchTemplate: { DefaultVersion: '1' },
  MoveCapacityReservationInstances: { InstanceCount: 2 },
}

/** Tag sets that no operation takes, and how they are refused. */
export const badTags: readonly (readonly [code: string, tags: readonly object[]])[] = [
  ['TagLimitExceeded', Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: 'v' }))],
  ['InvalidParameterValue', [{ Key: 'k'.repeat(129), Value: 'v' }]],
  ['InvalidParameterValue', [{ Key: 'k', Value: 'v'.repeat(257) }]],
  ['InvalidParameterValue', [{ Key: 'aws:k', Value: 'v' }]],
  ['InvalidParameterValue', [{ Key: 'k' }, { Key: 'k' }]],
]
