import { place, placeGone } from './network.ts'
import { gone, is, keep, named, refused, tagging, type Step, type Walk } from './walk.ts'

const address: Step = [
  `allocate-address --domain vpc ${named('elastic-ip')}`,
  'AllocationId',
  keep('address'),
]

/** Ways in and out of a VPC. */
export const gatewayWalks: readonly Walk[] = [
  {
    resource: 'a network interface and an address',
    steps: [
      ...place,
      ['create-internet-gateway', 'InternetGateway.InternetGatewayId', keep('gateway')],
      ['attach-internet-gateway --internet-gateway-id $gateway --vpc-id $vpc'],
      [
        `create-network-interface --subnet-id $subnet --description walk --private-ip-address 10.0.0.9 ${named('network-interface')}`,
        'NetworkInterface.NetworkInterfaceId',
        keep('interface'),
      ],
      ...tagging('interface', 'network-interface'),
      [
        'modify-network-interface-attribute --network-interface-id $interface --no-source-dest-check',
      ],
      [
        'describe-network-interfaces --filters Name=subnet-id,Values=$subnet Name=status,Values=available',
        'NetworkInterfaces[].[Description,PrivateIpAddress,SourceDestCheck]',
        is([['walk', '10.0.0.9', false]]),
      ],
      address,
      ...tagging('address', 'elastic-ip'),
      [
        'associate-address --allocation-id $address --network-interface-id $interface',
        'AssociationId',
        keep('association'),
      ],
      [
        'describe-addresses --filters Name=network-interface-id,Values=$interface',
        'Addresses[].[AllocationId,AssociationId,PrivateIpAddress]',
        is([['$address', '$association', '10.0.0.9']]),
      ],
      ['disassociate-address --association-id $association'],
      ['release-address --allocation-id $address'],
      ['describe-addresses', 'Addresses', gone],
      ['delete-network-interface --network-interface-id $interface'],
      [
        'describe-network-interfaces --network-interface-ids $interface',
        undefined,
        refused('InvalidNetworkInterfaceID.NotFound'),
      ],
      ['detach-internet-gateway --internet-gateway-id $gateway --vpc-id $vpc'],
      ['delete-internet-gateway --internet-gateway-id $gateway'],
      ...placeGone,
    ],
  },
  {
    resource: 'a NAT gateway',
    steps: [
      ...place,
      [
        `create-nat-gateway --subnet-id $subnet --connectivity-type private ${named('natgateway')}`,
        'NatGateway.NatGatewayId',
        keep('nat'),
      ],
      ['wait nat-gateway-available --nat-gateway-ids $nat'],
      ...tagging('nat', 'natgateway'),
      [
        'describe-nat-gateways --filter Name=vpc-id,Values=$vpc Name=state,Values=available',
        'NatGateways[].[NatGatewayId,ConnectivityType]',
        is([['$nat', 'private']]),
      ],
      ['delete-nat-gateway --nat-gateway-id $nat', 'NatGatewayId', is('$nat')],
      ['wait nat-gateway-deleted --nat-gateway-ids $nat'],
      ['describe-nat-gateways --nat-gateway-ids $nat', 'NatGateways[].State', is(['deleted'])],
      ...placeGone,
    ],
  },
  {
    resource: 'an egress-only Internet gateway',
    steps: [
      ...place,
      [
        `create-egress-only-internet-gateway --vpc-id $vpc ${named('egress-only-internet-gateway')}`,
        'EgressOnlyInternetGateway.EgressOnlyInternetGatewayId',
        keep('gateway'),
      ],
      ...tagging('gateway', 'egress-only-internet-gateway'),
      [
        'describe-egress-only-internet-gateways --filters Name=tag:Name,Values=walk',
        'EgressOnlyInternetGateways[].[EgressOnlyInternetGatewayId,Attachments[0].VpcId]',
        is([['$gateway', '$vpc']]),
      ],
      [
        'delete-egress-only-internet-gateway --egress-only-internet-gateway-id $gateway',
        'ReturnCode',
        is(true),
      ],
      ['describe-egress-only-internet-gateways', 'EgressOnlyInternetGateways', gone],
      ...placeGone,
    ],
  },
  {
    resource: 'a peering connection',
    steps: [
      ...place,
      ['create-vpc --cidr-block 10.9.0.0/16', 'Vpc.VpcId', keep('peer')],
      [
        `create-vpc-peering-connection --vpc-id $vpc --peer-vpc-id $peer ${named('vpc-peering-connection')}`,
        'VpcPeeringConnection.VpcPeeringConnectionId',
        keep('peering'),
      ],
      ...tagging('peering', 'vpc-peering-connection'),
      ['accept-vpc-peering-connection --vpc-peering-connection-id $peering'],
      [
        'describe-vpc-peering-connections --filters Name=status-code,Values=active Name=requester-vpc-info.vpc-id,Values=$vpc',
        'VpcPeeringConnections[].[VpcPeeringConnectionId,AccepterVpcInfo.CidrBlock]',
        is([['$peering', '10.9.0.0/16']]),
      ],
      [
        'modify-vpc-peering-connection-options --vpc-peering-connection-id $peering --requester-peering-connection-options AllowDnsResolutionFromRemoteVpc=true',
        'RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc',
        is(true),
      ],
      ['delete-vpc-peering-connection --vpc-peering-connection-id $peering', 'Return', is(true)],
      [
        'describe-vpc-peering-connections --vpc-peering-connection-ids $peering',
        'VpcPeeringConnections[].Status.Code',
        is(['deleted']),
      ],
      ['delete-vpc --vpc-id $peer'],
      ...placeGone,
    ],
  },
  {
    resource: 'an endpoint',
    steps: [
      ...place,
      [
        'describe-route-tables --filters Name=vpc-id,Values=$vpc Name=association.main,Values=true',
        'RouteTables[0].RouteTableId',
        keep('table'),
      ],
      [
        `create-vpc-endpoint --vpc-id $vpc --service-name com.amazonaws.ap-northeast-2.s3 ${named('vpc-endpoint')}`,
        'VpcEndpoint.VpcEndpointId',
        keep('endpoint'),
      ],
      ...tagging('endpoint', 'vpc-endpoint'),
      [
        'modify-vpc-endpoint --vpc-endpoint-id $endpoint --add-route-table-ids $table',
        'Return',
        is(true),
      ],
      [
        'describe-vpc-endpoints --filters Name=vpc-id,Values=$vpc Name=vpc-endpoint-type,Values=Gateway',
        'VpcEndpoints[].[VpcEndpointId,RouteTableIds,State]',
        is([['$endpoint', ['$table'], 'available']]),
      ],
      ['delete-vpc-endpoints --vpc-endpoint-ids $endpoint', 'Unsuccessful', gone],
      [
        'describe-vpc-endpoints --filters Name=vpc-endpoint-id,Values=$endpoint',
        'VpcEndpoints',
        gone,
      ],
      ...placeGone,
    ],
  },
  {
    resource: 'a flow log',
    steps: [
      ...place,
      [
        `create-flow-logs --resource-type VPC --resource-ids $vpc --traffic-type REJECT --log-destination-type s3 --log-destination arn:aws:s3:::walk ${named('vpc-flow-log')}`,
        'FlowLogIds[0]',
        keep('log'),
      ],
      ...tagging('log', 'vpc-flow-log'),
      [
        'describe-flow-logs --filter Name=resource-id,Values=$vpc',
        'FlowLogs[].[FlowLogId,TrafficType,FlowLogStatus]',
        is([['$log', 'REJECT', 'ACTIVE']]),
      ],
      ['delete-flow-logs --flow-log-ids $log', 'Unsuccessful', gone],
      ['describe-flow-logs', 'FlowLogs', gone],
      ...placeGone,
    ],
  },
  {
    resource: 'a prefix list',
    steps: [
      [
        `create-managed-prefix-list --prefix-list-name walk --max-entries 5 --address-family IPv4 --entries Cidr=10.0.0.0/8,Description=in ${named('prefix-list')}`,
        'PrefixList.PrefixListId',
        keep('list'),
      ],
      ...tagging('list', 'prefix-list'),
      [
        'modify-managed-prefix-list --prefix-list-id $list --current-version 1 --add-entries Cidr=172.16.0.0/12 --remove-entries Cidr=10.0.0.0/8',
      ],
      [
        'get-managed-prefix-list-entries --prefix-list-id $list',
        'Entries[].Cidr',
        is(['172.16.0.0/12']),
      ],
      [
        'describe-managed-prefix-lists --filters Name=prefix-list-name,Values=walk',
        'PrefixLists[].[PrefixListId,Version]',
        is([['$list', 2]]),
      ],
      ['delete-managed-prefix-list --prefix-list-id $list'],
      [
        'describe-managed-prefix-lists --filters Name=prefix-list-id,Values=$list',
        'PrefixLists[?State!=`delete-complete`]',
        gone,
      ],
    ],
  },
  {
    resource: 'a network insights path',
    steps: [
      ...place,
      [
        'create-network-interface --subnet-id $subnet',
        'NetworkInterface.NetworkInterfaceId',
        keep('from'),
      ],
      [
        'create-network-interface --subnet-id $subnet',
        'NetworkInterface.NetworkInterfaceId',
        keep('to'),
      ],
      [
        `create-network-insights-path --source $from --destination $to --protocol tcp --destination-port 22 ${named('network-insights-path')}`,
        'NetworkInsightsPath.NetworkInsightsPathId',
        keep('path'),
      ],
      ...tagging('path', 'network-insights-path'),
      [
        'describe-network-insights-paths --filters Name=source,Values=$from',
        'NetworkInsightsPaths[].[NetworkInsightsPathId,DestinationPort]',
        is([['$path', 22]]),
      ],
      [
        'start-network-insights-analysis --network-insights-path-id $path',
        'NetworkInsightsAnalysis.NetworkInsightsAnalysisId',
        keep('analysis'),
      ],
      [
        'describe-network-insights-analyses --network-insights-path-id $path',
        'NetworkInsightsAnalyses[].[NetworkInsightsAnalysisId,Status]',
        is([['$analysis', 'succeeded']]),
      ],
      ['delete-network-insights-analysis --network-insights-analysis-id $analysis'],
      ['delete-network-insights-path --network-insights-path-id $path'],
      ['describe-network-insights-paths', 'NetworkInsightsPaths', gone],
      ['delete-network-interface --network-interface-id $from'],
      ['delete-network-interface --network-interface-id $to'],
      ...placeGone,
    ],
  },
]
