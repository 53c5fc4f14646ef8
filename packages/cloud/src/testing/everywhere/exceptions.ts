const noClassic = 'EC2-Classic is retired: AWS refuses it everywhere'
const noLoadBalancer = 'an endpoint service takes a load balancer, and none can be made'

/** What the rules for all operations do not say of some, each with the reason. Nothing else may be excepted. */
export const exceptions = {
  /** No call of theirs can succeed here, dry or not. */
  neverSucceed: {
    AttachClassicLinkVpc: noClassic,
    DetachClassicLinkVpc: noClassic,
    DisableVpcClassicLink: noClassic,
    DisableVpcClassicLinkDnsSupport: noClassic,
    EnableVpcClassicLink: noClassic,
    EnableVpcClassicLinkDnsSupport: noClassic,
    AcceptVpcEndpointConnections: noLoadBalancer,
    CreateVpcEndpointServiceConfiguration: noLoadBalancer,
    DescribeVpcEndpointServicePermissions: noLoadBalancer,
    ModifyVpcEndpointServiceConfiguration: noLoadBalancer,
    ModifyVpcEndpointServicePayerResponsibility: noLoadBalancer,
    ModifyVpcEndpointServicePermissions: noLoadBalancer,
    RejectVpcEndpointConnections: noLoadBalancer,
    StartVpcEndpointServicePrivateDnsVerification: noLoadBalancer,
    AcceptTransitGatewayVpcAttachment:
      'waits for attachments of other accounts, which take AWS RAM',
    GetInstanceTpmEkPub: 'no image here enables NitroTPM',
    RejectTransitGatewayVpcAttachment:
      'waits for attachments of other accounts, which take AWS RAM',
    PurchaseScheduledInstances: 'AWS sells Scheduled Instances no more',
    RunScheduledInstances: 'AWS sells Scheduled Instances no more',
    ModifyInstanceEventStartTime: 'nothing is scheduled for instances',
  },
  /** An id that names nothing is no error of the call. */
  takeUnknownIds: {
    AttachClassicLinkVpc: noClassic,
    DetachClassicLinkVpc: noClassic,
    DisableVpcClassicLink: noClassic,
    DisableVpcClassicLinkDnsSupport: noClassic,
    EnableVpcClassicLink: noClassic,
    EnableVpcClassicLinkDnsSupport: noClassic,
    'CreateTransitGatewayPeeringAttachment PeerTransitGatewayId':
      'a request to a gateway that is not there fails later, as that of a VPC peering does',
    CancelCapacityReservationFleets: 'tells each id’s failure in FailedFleetCancellations',
    DeleteVpcEndpointServiceConfigurations: 'tells each id’s failure in Unsuccessful',
    'DisassociateSecurityGroupVpc VpcId': 'AWS says that they are not associated, whatever the VPC',
    DeleteKeyPair: 'succeeds for a key pair that is gone, as AWS documents',
    DeleteVpcEndpoints: 'tells each id’s failure in Unsuccessful',
    DescribeEgressOnlyInternetGateways: 'AWS lists those that exist',
    DescribeVpcClassicLink: 'EC2-Classic is retired: nothing is linked',
    DescribeVpcClassicLinkDnsSupport: 'EC2-Classic is retired: nothing is linked',
    DetachInternetGateway: 'AWS says Gateway.NotAttached whatever the VPC',
    DisassociateInstanceEventWindow: 'what is not associated is left as it is',
    RunScheduledInstances: 'AWS sells Scheduled Instances no more',
    RequestSpotInstances: 'what is wrong with the launch is told by the status of the request',
    ModifyHosts: 'tells each id’s failure in Unsuccessful',
    ReleaseHosts: 'tells each id’s failure in Unsuccessful',
    ModifyInstanceCreditSpecification:
      'tells each id’s failure in UnsuccessfulInstanceCreditSpecifications',
  },
  /** Pages of up to 100000 instead of 1000. */
  largePages: {
    GetIpamPoolAllocations: 'has from 1000 to 100000 a page, as its documentation says',
  },
  /** Documented filters that are refused as unsupported, never ignored. */
  refusedFilters: {
    DescribeInstances: ['network-interface.tag-key', 'network-interface.tag-value'],
    DescribeSpotInstanceRequests: [
      'launch.block-device-mapping.delete-on-termination',
      'launch.block-device-mapping.device-name',
      'launch.block-device-mapping.snapshot-id',
      'launch.block-device-mapping.volume-size',
      'launch.block-device-mapping.volume-type',
      'network-interface.addresses.primary',
      'network-interface.delete-on-termination',
      'network-interface.description',
      'network-interface.device-index',
      'network-interface.group-id',
      'network-interface.network-interface-id',
      'network-interface.private-ip-address',
    ],
  },
} as const satisfies Record<string, Readonly<Record<string, string | readonly string[]>>>

type Kind = keyof typeof exceptions

export function isExcepted(kind: Kind, operation: string, what?: string): boolean {
  const found: unknown = Reflect.get(exceptions[kind], operation)
  if (what === undefined) return found !== undefined
  return Array.isArray(found) && found.includes(what)
}
