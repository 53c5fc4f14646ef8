import { Expression, type HclBlock, type HclMap, type HclValue } from '../lib/hcl.ts'

type Input = Readonly<Record<string, unknown>>
export type Attributes = Readonly<Record<string, HclValue | HclMap | undefined>>

/** One `resource` block, without its name. */
export interface ResourceText {
  readonly type: string
  readonly attributes: Attributes
  readonly blocks?: readonly HclBlock[]
}

/** Members that go into the block under their name in Terraform's spelling, or under the given one; all others are left out. */
type Members = Readonly<Record<string, string>> | readonly string[]
export type Describe = (input: Input) => readonly ResourceText[]

/** `CidrBlock` is `cidr_block`, as the provider spells nearly everything. */
export function snakeCase(member: string): string {
  return member
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

export function toValue(value: unknown): HclValue | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value)) return value.flatMap((item) => toValue(item) ?? [])
  return undefined
}

export function record(value: unknown): Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

export function attributesOf(input: Input, members: Members): Record<string, HclValue> {
  const pairs = Array.isArray(members)
    ? members.map((member: string) => [member, snakeCase(member)] as const)
    : Object.entries(members)
  return Object.fromEntries(
    pairs.flatMap(([member, name]) => {
      const value = toValue(input[String(member)])
      return value === undefined ? [] : [[String(name), value]]
    }),
  )
}

/** Tags as `TagSpecifications` or `Tags` say them. */
export function tagsOf(input: Input, resourceType?: string): HclMap | undefined {
  const specifications = list(input['TagSpecifications']).map(record)
  const specification = specifications.find(
    ({ ResourceType }) => resourceType === undefined || ResourceType === resourceType,
  )
  const tags = list(specification?.['Tags'] ?? input['Tags']).map(record)
  if (tags.length === 0) return undefined
  return { pairs: Object.fromEntries(tags.map((tag) => [text(tag['Key']), text(tag['Value'])])) }
}

/** A block for each of one or several such members. */
export function blocksOf(type: string, value: unknown, members: Members): readonly HclBlock[] {
  const inputs = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return inputs
    .map((input) => ({ type, attributes: attributesOf(record(input), members) }))
    .filter(({ attributes }) => Object.keys(attributes).length > 0)
}

/** A resource whose attributes are members of the input. */
export const plain =
  (type: string, members: Members, fixed: Attributes = {}): Describe =>
  (input) => [
    { type, attributes: { ...attributesOf(input, members), ...fixed, tags: tagsOf(input) } },
  ]

/** A setting of the whole Region. */
const setting =
  (type: string, attributes: Attributes): Describe =>
  () => [{ type, attributes }]

const each =
  (member: string, describe: (one: string, input: Input) => ResourceText): Describe =>
  (input) =>
    list(input[member]).flatMap((one) => (typeof one === 'string' ? [describe(one, input)] : []))

const instanceState = (state: string) =>
  each('InstanceIds', (instance_id, input) => ({
    type: 'aws_ec2_instance_state',
    attributes: { instance_id, state, ...attributesOf(input, ['Force']) },
  }))

const sources = [
  ['IpRanges', 'CidrIp', 'cidr_ipv4'],
  ['Ipv6Ranges', 'CidrIpv6', 'cidr_ipv6'],
  ['PrefixListIds', 'PrefixListId', 'prefix_list_id'],
  ['UserIdGroupPairs', 'GroupId', 'referenced_security_group_id'],
] as const

const rules =
  (type: string): Describe =>
  (input) =>
    list(input['IpPermissions'])
      .map(record)
      .flatMap((permission) =>
        sources.flatMap(([ranges, member, name]) =>
          list(permission[ranges])
            .map(record)
            .map((range) => ({
              type,
              attributes: {
                security_group_id: text(input['GroupId']),
                ...attributesOf(permission, ['IpProtocol']),
                // all protocols have no ports
                ...(permission['IpProtocol'] === '-1'
                  ? {}
                  : attributesOf(permission, ['FromPort', 'ToPort'])),
                [name]: text(range[member]),
                ...attributesOf(range, ['Description']),
              },
            })),
        ),
      )

const flowLogTargets: Readonly<Record<string, string>> = {
  VPC: 'vpc_id',
  Subnet: 'subnet_id',
  NetworkInterface: 'eni_id',
}

const aclRule: Describe = (input) => [
  {
    type: 'aws_network_acl_rule',
    attributes: {
      ...attributesOf(input, [
        'NetworkAclId',
        'RuleNumber',
        'Egress',
        'Protocol',
        'RuleAction',
        'CidrBlock',
        'Ipv6CidrBlock',
      ]),
      ...attributesOf(record(input['PortRange']), { From: 'from_port', To: 'to_port' }),
      ...attributesOf(record(input['IcmpTypeCode']), { Type: 'icmp_type', Code: 'icmp_code' }),
    },
  },
]

const route = plain('aws_route', {
  RouteTableId: 'route_table_id',
  DestinationCidrBlock: 'destination_cidr_block',
  DestinationIpv6CidrBlock: 'destination_ipv6_cidr_block',
  DestinationPrefixListId: 'destination_prefix_list_id',
  GatewayId: 'gateway_id',
  NatGatewayId: 'nat_gateway_id',
  NetworkInterfaceId: 'network_interface_id',
  EgressOnlyInternetGatewayId: 'egress_only_gateway_id',
  VpcPeeringConnectionId: 'vpc_peering_connection_id',
  TransitGatewayId: 'transit_gateway_id',
  VpcEndpointId: 'vpc_endpoint_id',
})

const permissions =
  (type: string, member: string, own: Readonly<Record<string, string>>): Describe =>
  (input) =>
    list(record(input[member])['Add'])
      .map(record)
      .flatMap((added) => {
        const to = attributesOf(added, { UserId: 'account_id', Group: 'group' })
        // what is open to everybody has no resource for snapshots
        if (type !== 'aws_ami_launch_permission' && !('account_id' in to)) return []
        return [{ type, attributes: { ...attributesOf(input, own), ...to } }]
      })

const dhcpNames: Readonly<Record<string, string>> = {
  'domain-name': 'domain_name',
  'domain-name-servers': 'domain_name_servers',
  'ntp-servers': 'ntp_servers',
  'netbios-name-servers': 'netbios_name_servers',
  'netbios-node-type': 'netbios_node_type',
}

const dhcpOptions: Describe = (input) => [
  {
    type: 'aws_vpc_dhcp_options',
    attributes: {
      ...Object.fromEntries(
        list(input['DhcpConfigurations'])
          .map(record)
          .flatMap(({ Key, Values }) => {
            const name = dhcpNames[text(Key) ?? '']
            const values = toValue(Values)
            if (name === undefined || values === undefined) return []
            const single = name === 'domain_name' || name === 'netbios_node_type'
            return [[name, single && Array.isArray(values) ? values[0] : values]]
          }),
      ),
      tags: tagsOf(input),
    },
  },
]

/** What Terraform has for an operation; an operation that is not named here has no resource of its own. */
export const resources: Readonly<Record<string, Describe>> = {
  StartInstances: instanceState('running'),
  StopInstances: instanceState('stopped'),
  CreateTags: (input) =>
    list(input['Resources']).flatMap((resource) =>
      list(input['Tags'])
        .map(record)
        .map((tag) => ({
          type: 'aws_ec2_tag',
          attributes: {
            resource_id: text(resource),
            key: text(tag['Key']),
            value: text(tag['Value']) ?? '',
          },
        })),
    ),
  CreatePlacementGroup: plain('aws_placement_group', {
    GroupName: 'name',
    Strategy: 'strategy',
    PartitionCount: 'partition_count',
    SpreadLevel: 'spread_level',
  }),
  CreateCapacityReservation: plain('aws_ec2_capacity_reservation', [
    'InstanceType',
    'InstancePlatform',
    'AvailabilityZone',
    'InstanceCount',
    'Tenancy',
    'EbsOptimized',
    'EphemeralStorage',
    'EndDateType',
    'EndDate',
    'InstanceMatchCriteria',
    'PlacementGroupArn',
  ]),
  CreateImage: plain('aws_ami_from_instance', {
    Name: 'name',
    InstanceId: 'source_instance_id',
    Description: 'description',
    NoReboot: 'snapshot_without_reboot',
  }),
  CopyImage: plain('aws_ami_copy', {
    Name: 'name',
    SourceImageId: 'source_ami_id',
    SourceRegion: 'source_ami_region',
    Description: 'description',
    Encrypted: 'encrypted',
    KmsKeyId: 'kms_key_id',
  }),
  ModifyImageAttribute: permissions('aws_ami_launch_permission', 'LaunchPermission', {
    ImageId: 'image_id',
  }),
  EnableImageBlockPublicAccess: plain('aws_ec2_image_block_public_access', {
    ImageBlockPublicAccessState: 'state',
  }),
  DisableImageBlockPublicAccess: setting('aws_ec2_image_block_public_access', {
    state: 'unblocked',
  }),
  CreateVolume: plain('aws_ebs_volume', {
    AvailabilityZone: 'availability_zone',
    Size: 'size',
    VolumeType: 'type',
    Iops: 'iops',
    Throughput: 'throughput',
    Encrypted: 'encrypted',
    KmsKeyId: 'kms_key_id',
    SnapshotId: 'snapshot_id',
    MultiAttachEnabled: 'multi_attach_enabled',
  }),
  AttachVolume: plain('aws_volume_attachment', {
    Device: 'device_name',
    VolumeId: 'volume_id',
    InstanceId: 'instance_id',
  }),
  CreateSnapshot: plain('aws_ebs_snapshot', ['VolumeId', 'Description']),
  CopySnapshot: plain('aws_ebs_snapshot_copy', [
    'SourceSnapshotId',
    'SourceRegion',
    'Description',
    'Encrypted',
    'KmsKeyId',
  ]),
  ModifySnapshotAttribute: permissions(
    'aws_snapshot_create_volume_permission',
    'CreateVolumePermission',
    { SnapshotId: 'snapshot_id' },
  ),
  EnableSnapshotBlockPublicAccess: plain('aws_ebs_snapshot_block_public_access', ['State']),
  DisableSnapshotBlockPublicAccess: setting('aws_ebs_snapshot_block_public_access', {
    state: 'unblocked',
  }),
  EnableEbsEncryptionByDefault: setting('aws_ebs_encryption_by_default', { enabled: true }),
  DisableEbsEncryptionByDefault: setting('aws_ebs_encryption_by_default', { enabled: false }),
  ModifyEbsDefaultKmsKeyId: plain('aws_ebs_default_kms_key', { KmsKeyId: 'key_arn' }),
  EnableSerialConsoleAccess: setting('aws_ec2_serial_console_access', { enabled: true }),
  DisableSerialConsoleAccess: setting('aws_ec2_serial_console_access', { enabled: false }),
  ModifyInstanceMetadataDefaults: plain('aws_ec2_instance_metadata_defaults', [
    'HttpEndpoint',
    'HttpTokens',
    'HttpPutResponseHopLimit',
    'InstanceMetadataTags',
  ]),
  ModifyDefaultCreditSpecification: plain('aws_ec2_default_credit_specification', [
    'InstanceFamily',
    'CpuCredits',
  ]),
  ImportKeyPair: (input) => [
    {
      type: 'aws_key_pair',
      attributes: {
        ...attributesOf(input, ['KeyName']),
        public_key: new Expression(`base64decode("${text(input['PublicKeyMaterial']) ?? ''}")`),
        tags: tagsOf(input),
      },
    },
  ],
  CreateSecurityGroup: plain('aws_security_group', {
    GroupName: 'name',
    Description: 'description',
    VpcId: 'vpc_id',
  }),
  AuthorizeSecurityGroupIngress: rules('aws_vpc_security_group_ingress_rule'),
  AuthorizeSecurityGroupEgress: rules('aws_vpc_security_group_egress_rule'),
  CreateVpc: plain('aws_vpc', {
    CidrBlock: 'cidr_block',
    InstanceTenancy: 'instance_tenancy',
    AmazonProvidedIpv6CidrBlock: 'assign_generated_ipv6_cidr_block',
  }),
  CreateDefaultVpc: setting('aws_default_vpc', {}),
  AssociateVpcCidrBlock: (input) => [
    {
      type:
        'CidrBlock' in input
          ? 'aws_vpc_ipv4_cidr_block_association'
          : 'aws_vpc_ipv6_cidr_block_association',
      attributes: attributesOf(input, {
        VpcId: 'vpc_id',
        CidrBlock: 'cidr_block',
        Ipv6CidrBlock: 'ipv6_cidr_block',
        AmazonProvidedIpv6CidrBlock: 'assign_generated_ipv6_cidr_block',
      }),
    },
  ],
  CreateSubnet: plain('aws_subnet', [
    'VpcId',
    'CidrBlock',
    'Ipv6CidrBlock',
    'AvailabilityZone',
    'AvailabilityZoneId',
  ]),
  CreateDefaultSubnet: plain('aws_default_subnet', ['AvailabilityZone']),
  CreateRouteTable: plain('aws_route_table', ['VpcId']),
  CreateRoute: route,
  ReplaceRoute: route,
  AssociateRouteTable: plain('aws_route_table_association', [
    'SubnetId',
    'GatewayId',
    'RouteTableId',
  ]),
  CreateInternetGateway: plain('aws_internet_gateway', []),
  AttachInternetGateway: plain('aws_internet_gateway_attachment', ['InternetGatewayId', 'VpcId']),
  CreateTrafficMirrorFilter: plain('aws_ec2_traffic_mirror_filter', ['Description']),
  CreateTrafficMirrorFilterRule: plain('aws_ec2_traffic_mirror_filter_rule', [
    'TrafficMirrorFilterId',
    'TrafficDirection',
    'RuleNumber',
    'RuleAction',
    'Protocol',
    'SourceCidrBlock',
    'DestinationCidrBlock',
  ]),
  CreateTrafficMirrorTarget: plain('aws_ec2_traffic_mirror_target', [
    'NetworkInterfaceId',
    'Description',
  ]),
  CreateTrafficMirrorSession: plain('aws_ec2_traffic_mirror_session', [
    'NetworkInterfaceId',
    'TrafficMirrorTargetId',
    'TrafficMirrorFilterId',
    'SessionNumber',
    'PacketLength',
    'VirtualNetworkId',
    'Description',
  ]),
  CreateEgressOnlyInternetGateway: plain('aws_egress_only_internet_gateway', ['VpcId']),
  CreateNatGateway: plain('aws_nat_gateway', {
    SubnetId: 'subnet_id',
    AllocationId: 'allocation_id',
    ConnectivityType: 'connectivity_type',
    PrivateIpAddress: 'private_ip',
  }),
  CreateVpcEndpoint: plain('aws_vpc_endpoint', {
    VpcId: 'vpc_id',
    ServiceName: 'service_name',
    VpcEndpointType: 'vpc_endpoint_type',
    RouteTableIds: 'route_table_ids',
    SubnetIds: 'subnet_ids',
    SecurityGroupIds: 'security_group_ids',
    PrivateDnsEnabled: 'private_dns_enabled',
    PolicyDocument: 'policy',
  }),
  CreateFlowLogs: each('ResourceIds', (id, input) => ({
    type: 'aws_flow_log',
    attributes: {
      [flowLogTargets[text(input['ResourceType']) ?? ''] ?? 'vpc_id']: id,
      ...attributesOf(input, {
        TrafficType: 'traffic_type',
        LogDestinationType: 'log_destination_type',
        LogDestination: 'log_destination',
        LogFormat: 'log_format',
        DeliverLogsPermissionArn: 'iam_role_arn',
        MaxAggregationInterval: 'max_aggregation_interval',
      }),
      tags: tagsOf(input),
    },
  })),
  CreateVpcPeeringConnection: plain('aws_vpc_peering_connection', [
    'VpcId',
    'PeerVpcId',
    'PeerOwnerId',
    'PeerRegion',
  ]),
  AcceptVpcPeeringConnection: plain(
    'aws_vpc_peering_connection_accepter',
    ['VpcPeeringConnectionId'],
    { auto_accept: true },
  ),
  CreateNetworkAcl: plain('aws_network_acl', ['VpcId']),
  CreateNetworkAclEntry: aclRule,
  ReplaceNetworkAclEntry: aclRule,
  CreateNetworkInterface: (input) => [
    {
      type: 'aws_network_interface',
      attributes: {
        ...attributesOf(input, {
          SubnetId: 'subnet_id',
          Description: 'description',
          Groups: 'security_groups',
        }),
        private_ips: input['PrivateIpAddress'] ? [String(input['PrivateIpAddress'])] : undefined,
        tags: tagsOf(input),
      },
    },
  ],
  AttachNetworkInterface: plain('aws_network_interface_attachment', [
    'InstanceId',
    'NetworkInterfaceId',
    'DeviceIndex',
  ]),
  CreateDhcpOptions: dhcpOptions,
  AssociateDhcpOptions: plain('aws_vpc_dhcp_options_association', ['VpcId', 'DhcpOptionsId']),
  AllocateAddress: plain('aws_eip', ['Domain', 'Address', 'PublicIpv4Pool']),
  AssociateAddress: plain('aws_eip_association', [
    'AllocationId',
    'InstanceId',
    'NetworkInterfaceId',
    'PrivateIpAddress',
    'AllowReassociation',
  ]),
  CreateRole: plain('aws_iam_role', {
    RoleName: 'name',
    AssumeRolePolicyDocument: 'assume_role_policy',
    Description: 'description',
    Path: 'path',
    MaxSessionDuration: 'max_session_duration',
    PermissionsBoundary: 'permissions_boundary',
  }),
  AttachRolePolicy: plain('aws_iam_role_policy_attachment', {
    RoleName: 'role',
    PolicyArn: 'policy_arn',
  }),
  PutRolePolicy: plain('aws_iam_role_policy', {
    PolicyName: 'name',
    RoleName: 'role',
    PolicyDocument: 'policy',
  }),
  CreateInstanceProfile: plain('aws_iam_instance_profile', {
    InstanceProfileName: 'name',
    Path: 'path',
  }),
  AddRoleToInstanceProfile: plain('aws_iam_instance_profile', {
    InstanceProfileName: 'name',
    RoleName: 'role',
  }),
  CreateDocument: plain('aws_ssm_document', {
    Name: 'name',
    DocumentType: 'document_type',
    DocumentFormat: 'document_format',
    Content: 'content',
  }),
}
