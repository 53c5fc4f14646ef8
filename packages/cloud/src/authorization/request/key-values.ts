import type { Leaf } from './leaves.ts'
import { memberOf, textOf } from './leaves.ts'
import type { AskedResource, Place } from './resources.ts'

/** What the value of a condition key is read from. */
export interface KeySource {
  readonly resource: AskedResource
  /** The resource's record, where it is there. */
  readonly facts: unknown
  readonly leaves: readonly Leaf[]
  readonly place: Place
}

/** Where a key is found: in the resource's record, else under one of these members of the input. */
interface Reading {
  /** Paths in records. */
  readonly facts?: readonly (readonly string[])[]
  readonly members?: readonly string[]
  /** The value is named by its ARN: `vpc`. */
  readonly arnOf?: string
}

const readings: Readonly<Record<string, Reading>> = {
  'ec2:instancetype': { facts: [['instanceType']], members: ['InstanceType'] },
  'ec2:instanceprofile': { facts: [['iamInstanceProfile', 'arn']] },
  'ec2:tenancy': {
    facts: [['placement', 'tenancy'], ['instanceTenancy']],
    members: ['Tenancy', 'InstanceTenancy'],
  },
  'ec2:rootdevicetype': { facts: [['rootDeviceType']] },
  'ec2:availabilityzone': { facts: [['availabilityZone']], members: ['AvailabilityZone'] },
  'ec2:availabilityzoneid': { facts: [['availabilityZoneId']], members: ['AvailabilityZoneId'] },
  'ec2:vpc': { facts: [['vpcId']], members: ['VpcId'], arnOf: 'vpc' },
  'ec2:vpcid': { facts: [['vpcId']], members: ['VpcId'] },
  'ec2:subnet': { facts: [['subnetId']], members: ['SubnetId', 'SubnetIds'], arnOf: 'subnet' },
  'ec2:placementgroup': { facts: [['placement', 'groupName']], arnOf: 'placement-group' },
  'ec2:placementgroupname': { facts: [['name']], members: ['GroupName'] },
  'ec2:placementgroupstrategy': { facts: [['strategy']], members: ['Strategy'] },
  'ec2:ebsoptimized': { facts: [['ebsOptimized']], members: ['EbsOptimized'] },
  'ec2:metadatahttptokens': { facts: [['metadataOptions', 'httpTokens']], members: ['HttpTokens'] },
  'ec2:metadatahttpendpoint': {
    facts: [['metadataOptions', 'httpEndpoint']],
    members: ['HttpEndpoint'],
  },
  'ec2:metadatahttpputresponsehoplimit': {
    facts: [['metadataOptions', 'httpPutResponseHopLimit']],
    members: ['HttpPutResponseHopLimit'],
  },
  'ec2:instancemetadatatags': {
    facts: [['metadataOptions', 'instanceMetadataTags']],
    members: ['InstanceMetadataTags'],
  },
  'ec2:instancemarkettype': { facts: [['lifecycle']], members: ['MarketType'] },
  'ec2:instanceautorecovery': { facts: [['autoRecovery']], members: ['AutoRecovery'] },
  'ec2:owner': { facts: [['ownerAlias'], ['ownerId']] },
  'ec2:public': { facts: [['public']] },
  'ec2:volumetype': { facts: [['type'], ['volumeType']], members: ['VolumeType'] },
  'ec2:volumesize': { facts: [['sizeGiB']], members: ['Size', 'VolumeSize'] },
  'ec2:volumeiops': { facts: [['iops']], members: ['Iops'] },
  'ec2:volumethroughput': { facts: [['throughput']], members: ['Throughput'] },
  'ec2:encrypted': { facts: [['encrypted']], members: ['Encrypted'] },
  'ec2:parentsnapshot': { facts: [['snapshotId']], members: ['SnapshotId'], arnOf: 'snapshot' },
  'ec2:parentvolume': { facts: [['volumeId']], members: ['VolumeId'], arnOf: 'volume' },
  'ec2:keypairname': { facts: [['name']], members: ['KeyName'] },
  'ec2:keypairtype': { facts: [['type']], members: ['KeyType'] },
  'ec2:publicipaddress': { facts: [['publicIp']], members: ['PublicIp'] },
  'ec2:attribute': { members: ['Attribute'] },
  'ec2:associatepublicipaddress': { members: ['AssociatePublicIpAddress'] },
  'ec2:osuser': { members: ['InstanceOSUser'] },
  'ec2-instance-connect:privateipaddress': { facts: [['privateIpAddress']] },
  'sts:externalid': { members: ['ExternalId'] },
  'sts:rolesessionname': { members: ['RoleSessionName'] },
  'sts:sourceidentity': { members: ['SourceIdentity'] },
  'sts:transitivetagkeys': { members: ['TransitiveTagKeys'] },
  'sts:durationseconds': { members: ['DurationSeconds'] },
  'iam:policyarn': { members: ['PolicyArn'] },
  'iam:permissionsboundary': { facts: [['permissionsBoundary']], members: ['PermissionsBoundary'] },
  'iam:awsservicename': { members: ['AWSServiceName'] },
  'autoscaling:instancetype': { members: ['InstanceType'] },
  'autoscaling:launchconfigurationname': { members: ['LaunchConfigurationName'] },
  'autoscaling:loadbalancernames': { members: ['LoadBalancerNames'] },
  'autoscaling:maxsize': { members: ['MaxSize'] },
  'autoscaling:minsize': { members: ['MinSize'] },
  'autoscaling:targetgrouparns': { members: ['TargetGroupARNs'] },
  'autoscaling:vpczoneidentifiers': { members: ['VPCZoneIdentifier'] },
  'elasticloadbalancing:scheme': { facts: [['scheme']], members: ['Scheme'] },
  'elasticloadbalancing:listenerprotocol': { facts: [['protocol']], members: ['Protocol'] },
  'elasticloadbalancing:subnet': { members: ['Subnets', 'SubnetId'] },
  'elasticloadbalancing:securitygroup': { members: ['SecurityGroups'] },
  'cloudwatch:namespace': { members: ['Namespace'] },
  'cloudwatch:alarmactions': { members: ['AlarmActions', 'OKActions', 'InsufficientDataActions'] },
  'ssm:documenttype': { facts: [['type']], members: ['DocumentType'] },
  'ssm:overwrite': { members: ['Overwrite'] },
  'ssm:recursive': { members: ['Recursive'] },
}

/** Keys that are a resource's own id: `ec2:InstanceID` of instances. */
const ownIds: Readonly<Record<string, string>> = {
  'ec2:instanceid': 'instance',
  'ec2:imageid': 'image',
  'ec2:snapshotid': 'snapshot',
  'ec2:volumeid': 'volume',
  'ec2:subnetid': 'subnet',
  'ec2:vpcid': 'vpc',
  'ec2:securitygroupid': 'security-group',
  'ec2:networkinterfaceid': 'network-interface',
  'ec2:internetgatewayid': 'internet-gateway',
  'ec2:routetableid': 'route-table',
  'ec2:networkaclid': 'network-acl',
  'ec2:natgatewayid': 'natgateway',
  'ec2:allocationid': 'elastic-ip',
}

/** Values that hold without being read from anywhere. */
const constants: Readonly<Record<string, string>> = {
  'ec2:imagetype': 'machine',
  'ssm:sessiondocumentaccesscheck': 'true',
}

const onDemandTypes: ReadonlySet<string> = new Set(['instance'])

/** The value of a condition key, by its name in lower case; undefined where the call has none. */
export function valuesOfKey(key: string, source: KeySource): readonly string[] | undefined {
  const { resource, facts, leaves } = source
  if (ownIds[key] === resource.type && resource.id !== undefined) return [resource.id]
  if (constants[key] !== undefined) return [constants[key]]
  const reading = readings[key]
  if (!reading) return undefined
  const name = (value: string): string =>
    reading.arnOf === undefined || value.startsWith('arn:')
      ? value
      : `arn:aws:ec2:${source.place.region}:${reading.arnOf === 'snapshot' ? '' : source.place.account}:${reading.arnOf}/${value}`
  for (const path of reading.facts ?? []) {
    const value = textOf(memberOf(facts, ...path))
    if (value !== undefined) return [name(value)]
  }
  if (key === 'ec2:instancemarkettype' && facts !== undefined && onDemandTypes.has(resource.type)) {
    return ['on-demand']
  }
  if (facts !== undefined && reading.facts && resource.id !== undefined) return undefined
  const values = leaves.filter(({ member }) => reading.members?.includes(member))
  return values.length === 0 ? undefined : values.map(({ value }) => name(value))
}
