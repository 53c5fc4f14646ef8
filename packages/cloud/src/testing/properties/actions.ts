import { catalogueImageId } from '../../catalogue/images.ts'

export const region = 'ap-northeast-2'

/** What a sequence has made so far, by the prefix of its id; some of it may be gone again. */
export type Made = ReadonlyMap<string, readonly string[]>

/** Which of several things a step takes: the same number, the same choice. */
export type Pick = (prefix: string, at?: number) => string

type Action = (pick: Pick, n: number) => readonly [operation: string, input: object]

const zone = (n: number) => `${region}${['a', 'c'][n % 2]}`
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

/** Calls that are valid in form; whether they are in the present state is for the cloud to say. */
export const actions: readonly Action[] = [
  (_, n) => ['CreateVpc', { CidrBlock: `10.${n % 4}.0.0/16` }],
  (pick, n) => [
    'CreateSubnet',
    { VpcId: pick('vpc'), CidrBlock: `10.${n % 4}.${n % 9}.0/26`, AvailabilityZone: zone(n) },
  ],
  (pick) => ['DeleteSubnet', { SubnetId: pick('subnet') }],
  (pick) => ['DeleteVpc', { VpcId: pick('vpc') }],
  (pick, n) => [
    'CreateSecurityGroup',
    { GroupName: `g${n}`, Description: 'g', VpcId: pick('vpc') },
  ],
  (pick) => ['DeleteSecurityGroup', { GroupId: pick('sg') }],
  (pick, n) => [
    'AuthorizeSecurityGroupIngress',
    {
      GroupId: pick('sg'),
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: n,
          ToPort: n,
          UserIdGroupPairs: [{ GroupId: pick('sg', 1) }],
        },
      ],
    },
  ],
  (pick, n) => [
    'CreateNetworkInterface',
    { SubnetId: pick('subnet'), SecondaryPrivateIpAddressCount: n % 3 },
  ],
  (pick, n) => [
    'AttachNetworkInterface',
    { NetworkInterfaceId: pick('eni'), InstanceId: pick('i'), DeviceIndex: 1 + (n % 2) },
  ],
  (pick, n) => [
    'AssignPrivateIpAddresses',
    {
      NetworkInterfaceId: pick('eni'),
      PrivateIpAddresses: [`10.${n % 4}.${n % 9}.${10 + (n % 5)}`],
      AllowReassignment: n % 2 === 0,
    },
  ],
  (pick) => ['DeleteNetworkInterface', { NetworkInterfaceId: pick('eni') }],
  () => ['AllocateAddress', {}],
  (pick, n) => [
    'AssociateAddress',
    {
      AllocationId: pick('eipalloc'),
      NetworkInterfaceId: pick('eni'),
      AllowReassociation: n % 2 === 0,
    },
  ],
  (pick) => ['AssociateAddress', { AllocationId: pick('eipalloc'), InstanceId: pick('i') }],
  (pick) => ['ReleaseAddress', { AllocationId: pick('eipalloc') }],
  () => ['CreateInternetGateway', {}],
  (pick) => ['AttachInternetGateway', { InternetGatewayId: pick('igw'), VpcId: pick('vpc') }],
  (pick) => ['DetachInternetGateway', { InternetGatewayId: pick('igw'), VpcId: pick('vpc') }],
  (pick) => ['DeleteInternetGateway', { InternetGatewayId: pick('igw') }],
  (pick) => ['CreateRouteTable', { VpcId: pick('vpc') }],
  (pick) => ['AssociateRouteTable', { RouteTableId: pick('rtb'), SubnetId: pick('subnet') }],
  (pick) => [
    'CreateRoute',
    {
      RouteTableId: pick('rtb'),
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: pick('igw'),
    },
  ],
  (pick) => ['DeleteRouteTable', { RouteTableId: pick('rtb') }],
  (pick) => ['CreateNatGateway', { SubnetId: pick('subnet'), ConnectivityType: 'private' }],
  (pick) => ['CreateNatGateway', { SubnetId: pick('subnet'), AllocationId: pick('eipalloc') }],
  (pick) => ['DeleteNatGateway', { NatGatewayId: pick('nat') }],
  (pick, n) => [
    'RunInstances',
    {
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1 + (n % 2),
      SubnetId: pick('subnet'),
    },
  ],
  (pick) => ['StopInstances', { InstanceIds: [pick('i')] }],
  (pick) => ['StartInstances', { InstanceIds: [pick('i')] }],
  (pick) => ['TerminateInstances', { InstanceIds: [pick('i')] }],
  (_, n) => ['CreateVolume', { AvailabilityZone: zone(n), Size: 1 + (n % 4) }],
  (_, n) => [
    'CreateVolume',
    {
      AvailabilityZone: zone(n),
      Size: 4,
      VolumeType: 'io2',
      Iops: 100,
      MultiAttachEnabled: true,
    },
  ],
  (pick, n) => [
    'AttachVolume',
    { VolumeId: pick('vol'), InstanceId: pick('i'), Device: `/dev/sd${'fgh'[n % 3]}` },
  ],
  (pick) => ['DetachVolume', { VolumeId: pick('vol') }],
  (pick) => ['DeleteVolume', { VolumeId: pick('vol') }],
  (pick) => ['CreateSnapshot', { VolumeId: pick('vol') }],
  (pick) => ['DeleteSnapshot', { SnapshotId: pick('snap') }],
  (pick, n) => ['CreateImage', { InstanceId: pick('i'), Name: `image-${n}` }],
  (pick) => ['DeregisterImage', { ImageId: pick('ami') }],
  (pick, n) => [
    'CreateTags',
    { Resources: [pick(['vpc', 'i', 'vol', 'eni'][n % 4] ?? 'vpc')], Tags: [{ Key: `k${n}` }] },
  ],
]
