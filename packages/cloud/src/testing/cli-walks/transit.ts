import { place, placeGone } from './network.ts'
import { gone, is, keep, named, refused, tagging, type Walk } from './walk.ts'

/** What joins networks: transit gateways, VPN, and the address plan over them. */
export const transitWalks: readonly Walk[] = [
  {
    resource: 'a transit gateway, its attachment and table',
    steps: [
      ...place,
      [
        `create-transit-gateway --description walk --options DefaultRouteTableAssociation=disable,DefaultRouteTablePropagation=disable ${named('transit-gateway')}`,
        'TransitGateway.TransitGatewayId',
        keep('gateway'),
      ],
      ...tagging('gateway', 'transit-gateway'),
      [
        'modify-transit-gateway --transit-gateway-id $gateway --description strolling',
        'TransitGateway.Description',
        is('strolling'),
      ],
      [
        `create-transit-gateway-vpc-attachment --transit-gateway-id $gateway --vpc-id $vpc --subnet-ids $subnet ${named('transit-gateway-attachment')}`,
        'TransitGatewayVpcAttachment.TransitGatewayAttachmentId',
        keep('attachment'),
      ],
      ...tagging('attachment', 'transit-gateway-attachment'),
      [
        `create-transit-gateway-route-table --transit-gateway-id $gateway ${named('transit-gateway-route-table')}`,
        'TransitGatewayRouteTable.TransitGatewayRouteTableId',
        keep('table'),
      ],
      ...tagging('table', 'transit-gateway-route-table'),
      [
        'associate-transit-gateway-route-table --transit-gateway-route-table-id $table --transit-gateway-attachment-id $attachment',
      ],
      [
        'create-transit-gateway-route --transit-gateway-route-table-id $table --destination-cidr-block 10.8.0.0/16 --transit-gateway-attachment-id $attachment',
        'Route.State',
        is('active'),
      ],
      [
        'search-transit-gateway-routes --transit-gateway-route-table-id $table --filters Name=type,Values=static',
        'Routes[].[DestinationCidrBlock,TransitGatewayAttachments[0].ResourceId]',
        is([['10.8.0.0/16', '$vpc']]),
      ],
      [
        'describe-transit-gateway-vpc-attachments --filters Name=vpc-id,Values=$vpc Name=state,Values=available',
        'TransitGatewayVpcAttachments[].[TransitGatewayAttachmentId,SubnetIds]',
        is([['$attachment', ['$subnet']]]),
      ],
      [
        'delete-transit-gateway --transit-gateway-id $gateway',
        undefined,
        refused('IncorrectState'),
      ],
      [
        'delete-transit-gateway-route --transit-gateway-route-table-id $table --destination-cidr-block 10.8.0.0/16',
      ],
      [
        'disassociate-transit-gateway-route-table --transit-gateway-route-table-id $table --transit-gateway-attachment-id $attachment',
      ],
      ['delete-transit-gateway-route-table --transit-gateway-route-table-id $table'],
      ['delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id $attachment'],
      ['delete-transit-gateway --transit-gateway-id $gateway'],
      [
        'describe-transit-gateways --filters Name=transit-gateway-id,Values=$gateway',
        'TransitGateways[].State',
        is(['deleted']),
      ],
      ...placeGone,
    ],
  },
  {
    resource: 'a peering of transit gateways',
    steps: [
      ['create-transit-gateway', 'TransitGateway.TransitGatewayId', keep('one')],
      ['create-transit-gateway', 'TransitGateway.TransitGatewayId', keep('two')],
      [
        `create-transit-gateway-peering-attachment --transit-gateway-id $one --peer-transit-gateway-id $two --peer-account-id 123456789012 --peer-region ap-northeast-2 ${named('transit-gateway-attachment')}`,
        'TransitGatewayPeeringAttachment.TransitGatewayAttachmentId',
        keep('peering'),
      ],
      ...tagging('peering', 'transit-gateway-attachment'),
      // In one Region each end has an attachment of its own.
      [
        'describe-transit-gateway-peering-attachments --filters Name=state,Values=pendingAcceptance Name=transit-gateway-id,Values=$two',
        "TransitGatewayPeeringAttachments[?TransitGatewayAttachmentId!='$peering']|[0].TransitGatewayAttachmentId",
        keep('accepter'),
      ],
      ['accept-transit-gateway-peering-attachment --transit-gateway-attachment-id $accepter'],
      [
        'describe-transit-gateway-peering-attachments --filters Name=state,Values=available',
        "TransitGatewayPeeringAttachments[?TransitGatewayAttachmentId=='$peering'].AccepterTgwInfo.TransitGatewayId",
        is(['$two']),
      ],
      ['delete-transit-gateway-peering-attachment --transit-gateway-attachment-id $peering'],
      [
        'describe-transit-gateway-peering-attachments --transit-gateway-attachment-ids $peering',
        'TransitGatewayPeeringAttachments[].State',
        is(['deleted']),
      ],
      ['delete-transit-gateway --transit-gateway-id $one'],
      ['delete-transit-gateway --transit-gateway-id $two'],
    ],
  },
  {
    resource: 'a VPN connection and its gateways',
    steps: [
      ...place,
      [
        `create-customer-gateway --type ipsec.1 --public-ip 203.0.113.9 --bgp-asn 65001 ${named('customer-gateway')}`,
        'CustomerGateway.CustomerGatewayId',
        keep('customer'),
      ],
      ...tagging('customer', 'customer-gateway'),
      [
        'describe-customer-gateways --filters Name=ip-address,Values=203.0.113.9 Name=state,Values=available',
        'CustomerGateways[].[CustomerGatewayId,BgpAsn]',
        is([['$customer', '65001']]),
      ],
      [
        `create-vpn-gateway --type ipsec.1 ${named('vpn-gateway')}`,
        'VpnGateway.VpnGatewayId',
        keep('gateway'),
      ],
      ...tagging('gateway', 'vpn-gateway'),
      ['attach-vpn-gateway --vpn-gateway-id $gateway --vpc-id $vpc'],
      [
        'describe-vpn-gateways --filters Name=attachment.vpc-id,Values=$vpc',
        'VpnGateways[].[VpnGatewayId,VpcAttachments[0].State]',
        is([['$gateway', 'attached']]),
      ],
      [
        `create-vpn-connection --type ipsec.1 --customer-gateway-id $customer --vpn-gateway-id $gateway --options StaticRoutesOnly=true ${named('vpn-connection')}`,
        'VpnConnection.VpnConnectionId',
        keep('connection'),
      ],
      ['wait vpn-connection-available --vpn-connection-ids $connection'],
      ...tagging('connection', 'vpn-connection'),
      [
        'create-vpn-connection-route --vpn-connection-id $connection --destination-cidr-block 192.168.0.0/16',
      ],
      [
        'modify-vpn-connection-options --vpn-connection-id $connection --local-ipv4-network-cidr 192.168.0.0/16',
        'VpnConnection.Options.LocalIpv4NetworkCidr',
        is('192.168.0.0/16'),
      ],
      [
        'describe-vpn-connections --filters Name=route.destination-cidr-block,Values=192.168.0.0/16',
        'VpnConnections[].[VpnConnectionId,Routes[0].State]',
        is([['$connection', 'available']]),
      ],
      ['delete-vpn-connection --vpn-connection-id $connection'],
      ['wait vpn-connection-deleted --vpn-connection-ids $connection'],
      ['detach-vpn-gateway --vpn-gateway-id $gateway --vpc-id $vpc'],
      ['delete-vpn-gateway --vpn-gateway-id $gateway'],
      ['describe-vpn-gateways --vpn-gateway-ids $gateway', 'VpnGateways[].State', is(['deleted'])],
      ['delete-customer-gateway --customer-gateway-id $customer'],
      [
        'describe-customer-gateways --customer-gateway-ids $customer',
        'CustomerGateways[].State',
        is(['deleted']),
      ],
      ...placeGone,
    ],
  },
  {
    resource: 'an IPAM, its scope and pool',
    steps: [
      [
        `create-ipam --operating-regions RegionName=ap-northeast-2 ${named('ipam')}`,
        'Ipam.IpamId',
        keep('ipam'),
      ],
      ...tagging('ipam', 'ipam'),
      ['modify-ipam --ipam-id $ipam --description walk', 'Ipam.Description', is('walk')],
      ['describe-ipams --filters Name=description,Values=walk', 'Ipams[].IpamId', is(['$ipam'])],
      [
        `create-ipam-scope --ipam-id $ipam ${named('ipam-scope')}`,
        'IpamScope.IpamScopeId',
        keep('scope'),
      ],
      ...tagging('scope', 'ipam-scope'),
      [
        `create-ipam-pool --ipam-scope-id $scope --address-family ipv4 ${named('ipam-pool')}`,
        'IpamPool.IpamPoolId',
        keep('pool'),
      ],
      ...tagging('pool', 'ipam-pool'),
      ['provision-ipam-pool-cidr --ipam-pool-id $pool --cidr 10.64.0.0/12'],
      [
        'get-ipam-pool-cidrs --ipam-pool-id $pool --filters Name=state,Values=provisioned',
        'IpamPoolCidrs[].Cidr',
        is(['10.64.0.0/12']),
      ],
      [
        'modify-ipam-pool --ipam-pool-id $pool --allocation-default-netmask-length 24',
        'IpamPool.AllocationDefaultNetmaskLength',
        is(24),
      ],
      [
        'allocate-ipam-pool-cidr --ipam-pool-id $pool',
        'IpamPoolAllocation.IpamPoolAllocationId',
        keep('allocation'),
      ],
      [
        'get-ipam-pool-allocations --ipam-pool-id $pool',
        'IpamPoolAllocations[].Cidr',
        is(['10.64.0.0/24']),
      ],
      [
        'release-ipam-pool-allocation --ipam-pool-id $pool --cidr 10.64.0.0/24 --ipam-pool-allocation-id $allocation',
        'Success',
        is(true),
      ],
      ['deprovision-ipam-pool-cidr --ipam-pool-id $pool --cidr 10.64.0.0/12'],
      ['delete-ipam-pool --ipam-pool-id $pool'],
      ['describe-ipam-pools --filters Name=ipam-pool-id,Values=$pool', 'IpamPools', gone],
      ['delete-ipam-scope --ipam-scope-id $scope'],
      ['delete-ipam --ipam-id $ipam'],
      ['describe-ipams', 'Ipams', gone],
    ],
  },
  {
    resource: 'a traffic mirror target and a filter',
    steps: [
      ...place,
      [
        'create-network-interface --subnet-id $subnet',
        'NetworkInterface.NetworkInterfaceId',
        keep('to'),
      ],
      [
        `create-traffic-mirror-target --network-interface-id $to ${named('traffic-mirror-target')}`,
        'TrafficMirrorTarget.TrafficMirrorTargetId',
        keep('target'),
      ],
      ...tagging('target', 'traffic-mirror-target'),
      [
        `create-traffic-mirror-filter --description walk ${named('traffic-mirror-filter')}`,
        'TrafficMirrorFilter.TrafficMirrorFilterId',
        keep('filter'),
      ],
      ...tagging('filter', 'traffic-mirror-filter'),
      [
        'create-traffic-mirror-filter-rule --traffic-mirror-filter-id $filter --traffic-direction ingress --rule-number 1 --rule-action accept --destination-cidr-block 0.0.0.0/0 --source-cidr-block 0.0.0.0/0',
        'TrafficMirrorFilterRule.TrafficMirrorFilterRuleId',
        keep('rule'),
      ],
      [
        'modify-traffic-mirror-filter-rule --traffic-mirror-filter-rule-id $rule --rule-action reject',
        'TrafficMirrorFilterRule.RuleAction',
        is('reject'),
      ],
      [
        'describe-traffic-mirror-filters --filters Name=description,Values=walk',
        'TrafficMirrorFilters[].[TrafficMirrorFilterId,IngressFilterRules[0].RuleAction]',
        is([['$filter', 'reject']]),
      ],
      ['delete-traffic-mirror-filter-rule --traffic-mirror-filter-rule-id $rule'],
      ['delete-traffic-mirror-filter --traffic-mirror-filter-id $filter'],
      ['describe-traffic-mirror-filters', 'TrafficMirrorFilters', gone],
      ['delete-traffic-mirror-target --traffic-mirror-target-id $target'],
      ['describe-traffic-mirror-targets', 'TrafficMirrorTargets', gone],
      ['delete-network-interface --network-interface-id $to'],
      ...placeGone,
    ],
  },
]
