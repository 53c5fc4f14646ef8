import type { Ids } from './world.ts'
import type { Specimens } from './specimens.ts'

const instance = (id: Ids) => ({ InstanceId: id('instance') })
const instances = (id: Ids) => ({ InstanceIds: [id('instance')] })
const stopped = (id: Ids) => ({ InstanceId: id('stopped') })
const template = (id: Ids) => ({ LaunchTemplateId: id('template') })
const fleetConfigs = (id: Ids) => [
  { LaunchTemplateSpecification: { ...template(id), Version: '1' } },
]
const capacity = (TotalTargetCapacity: number) => ({
  TargetCapacitySpecification: { TotalTargetCapacity, DefaultTargetCapacityType: 'on-demand' },
})
const window = (id: Ids) => ({ InstanceEventWindowId: id('window') })
const target = (id: Ids) => ({ AssociationTarget: { InstanceIds: [id('instance')] } })
const reservation = (id: Ids) => ({ CapacityReservationId: id('reservation') })

export const computeSpecimens: Specimens = {
  AllocateHosts: () => ({
    InstanceFamily: 'c5',
    AvailabilityZone: 'ap-northeast-2a',
    Quantity: 1,
  }),
  AssociateIamInstanceProfile: (id) => ({
    InstanceId: id('plain'),
    IamInstanceProfile: { Name: 'web' },
  }),
  AssociateInstanceEventWindow: (id) => ({
    InstanceEventWindowId: id('bareWindow'),
    AssociationTarget: { InstanceIds: [id('plain')] },
  }),
  CancelCapacityReservation: reservation,
  CancelSpotFleetRequests: (id) => ({
    SpotFleetRequestIds: [id('spotFleet')],
    TerminateInstances: true,
  }),
  CancelSpotInstanceRequests: (id) => ({ SpotInstanceRequestIds: [id('spotRequest')] }),
  CreateCapacityReservation: () => ({
    InstanceType: 't3.micro',
    InstancePlatform: 'Linux/UNIX',
    AvailabilityZone: 'ap-northeast-2a',
    InstanceCount: 1,
  }),
  CreateCapacityReservationBySplitting: (id) => ({
    SourceCapacityReservationId: id('reservation'),
    InstanceCount: 1,
  }),
  CreateFleet: (id) => ({
    Type: 'instant',
    LaunchTemplateConfigs: fleetConfigs(id),
    ...capacity(1),
  }),
  CreateInstanceEventWindow: () => ({ Name: 'weekend', CronExpression: '* 0-4 * * 6,0' }),
  CreateKeyPair: () => ({ KeyName: 'new', KeyType: 'ed25519' }),
  CreateLaunchTemplate: () => ({
    LaunchTemplateName: 'new',
    LaunchTemplateData: { InstanceType: 't3.micro' },
  }),
  CreateLaunchTemplateVersion: (id) => ({
    ...template(id),
    LaunchTemplateData: { InstanceType: 't3.nano' },
  }),
  CreatePlacementGroup: () => ({ GroupName: 'apart', Strategy: 'spread' }),
  CreateSpotDatafeedSubscription: () => ({ Bucket: 'prices' }),
  CreateTags: (id) => ({ Resources: [id('instance')], Tags: [{ Key: 'Name', Value: 'web' }] }),
  DeleteFleets: (id) => ({ FleetIds: [id('fleet')], TerminateInstances: true }),
  DeleteInstanceEventWindow: (id) => ({ ...window(id), ForceDelete: true }),
  DeleteKeyPair: (id) => ({ KeyPairId: id('key') }),
  DeleteLaunchTemplate: template,
  DeleteLaunchTemplateVersions: (id) => ({ ...template(id), Versions: ['2'] }),
  DeletePlacementGroup: () => ({ GroupName: 'together' }),
  DeleteSpotDatafeedSubscription: () => ({}),
  DeleteTags: (id) => ({ Resources: [id('instance')], Tags: [{ Key: 'Name' }] }),
  DeregisterInstanceEventNotificationAttributes: () => ({
    InstanceTagAttribute: { IncludeAllTagsOfInstance: true },
  }),
  DescribeAccountAttributes: () => ({}),
  DescribeAggregateIdFormat: () => ({}),
  DescribeAvailabilityZones: () => ({}),
  ModifyAvailabilityZoneGroup: () => ({
    GroupName: 'ap-northeast-2-wl1',
    OptInStatus: 'opted-in',
  }),
  DescribeByoipCidrs: () => ({ MaxResults: 10 }),
  DescribeBundleTasks: () => ({}),
  DescribeCapacityReservations: (id) => ({ CapacityReservationIds: [id('reservation')] }),
  DescribeCapacityBlockOfferings: () => ({
    CapacityDurationHours: 24,
    InstanceType: 'p5.48xlarge',
    InstanceCount: 1,
  }),
  DescribeClassicLinkInstances: () => ({}),
  DescribeConversionTasks: () => ({}),
  DescribeExportImageTasks: () => ({}),
  DescribeExportTasks: () => ({}),
  DescribeFleetHistory: (id) => ({
    FleetId: id('fleet'),
    StartTime: new Date('2025-01-01T00:00:00Z'),
  }),
  DescribeFleetInstances: (id) => ({ FleetId: id('fleet') }),
  DescribeFleets: (id) => ({ FleetIds: [id('fleet')] }),
  DescribeHosts: (id) => ({ HostIds: [id('host')] }),
  DescribeIamInstanceProfileAssociations: (id) => ({ AssociationIds: [id('profileAssociation')] }),
  DescribeIdFormat: () => ({}),
  DescribeIdentityIdFormat: () => ({ PrincipalArn: 'arn:aws:iam::123456789012:root' }),
  DescribeImportImageTasks: () => ({}),
  DescribeImportSnapshotTasks: () => ({}),
  DescribeInstanceAttribute: (id) => ({ ...instance(id), Attribute: 'instanceType' }),
  DescribeInstanceCreditSpecifications: instances,
  DescribeInstanceEventNotificationAttributes: () => ({}),
  DescribeInstanceEventWindows: (id) => ({ InstanceEventWindowIds: [id('window')] }),
  DescribeInstanceImageMetadata: instances,
  DescribeInstanceStatus: instances,
  DescribeInstanceTopology: instances,
  DescribeInstanceTypeOfferings: () => ({}),
  DescribeInstanceTypes: () => ({ InstanceTypes: ['t3.micro'] }),
  DescribeInstances: instances,
  DescribeKeyPairs: (id) => ({ KeyPairIds: [id('key')] }),
  DescribeLaunchTemplateVersions: template,
  DescribeLaunchTemplates: (id) => ({ LaunchTemplateIds: [id('template')] }),
  DescribePlacementGroups: (id) => ({ GroupIds: [id('placement')] }),
  DescribePrincipalIdFormat: () => ({}),
  DescribeRegions: () => ({}),
  DescribeReservedInstancesListings: () => ({}),
  DescribeScheduledInstanceAvailability: () => ({
    FirstSlotStartTimeRange: {
      EarliestTime: new Date('2026-02-01T00:00:00Z'),
      LatestTime: new Date('2026-02-08T00:00:00Z'),
    },
    Recurrence: { Frequency: 'Daily', Interval: 1 },
  }),
  DescribeScheduledInstances: () => ({}),
  DescribeSpotDatafeedSubscription: () => ({}),
  DescribeSpotFleetInstances: (id) => ({ SpotFleetRequestId: id('spotFleet') }),
  DescribeSpotFleetRequestHistory: (id) => ({
    SpotFleetRequestId: id('spotFleet'),
    StartTime: new Date('2025-01-01T00:00:00Z'),
  }),
  DescribeSpotFleetRequests: (id) => ({ SpotFleetRequestIds: [id('spotFleet')] }),
  DescribeSpotPriceHistory: () => ({}),
  DescribeSpotInstanceRequests: (id) => ({ SpotInstanceRequestIds: [id('spotRequest')] }),
  DescribeStoreImageTasks: () => ({}),
  DescribeTags: () => ({}),
  DisableSerialConsoleAccess: () => ({}),
  DisassociateIamInstanceProfile: (id) => ({ AssociationId: id('looseProfileAssociation') }),
  DisassociateInstanceEventWindow: (id) => ({ ...window(id), ...target(id) }),
  EnableSerialConsoleAccess: () => ({}),
  GetCapacityReservationUsage: reservation,
  GetConsoleOutput: instance,
  GetConsoleScreenshot: instance,
  GetDefaultCreditSpecification: () => ({ InstanceFamily: 't3' }),
  GetGroupsForCapacityReservation: reservation,
  GetInstanceMetadataDefaults: () => ({}),
  GetInstanceTpmEkPub: (id) => ({ ...instance(id), KeyType: 'rsa-2048', KeyFormat: 'der' }),
  GetInstanceTypesFromInstanceRequirements: () => ({
    ArchitectureTypes: ['x86_64'],
    VirtualizationTypes: ['hvm'],
    InstanceRequirements: { VCpuCount: { Min: 1, Max: 2 }, MemoryMiB: { Min: 512, Max: 2048 } },
  }),
  GetLaunchTemplateData: instance,
  GetPasswordData: instance,
  GetSerialConsoleAccessStatus: () => ({}),
  GetSpotPlacementScores: () => ({
    TargetCapacity: 10,
    InstanceTypes: ['t3.micro', 'm5.large', 'c5.large'],
  }),
  ImportKeyPair: () => ({
    KeyName: 'imported',
    PublicKeyMaterial: Buffer.from(
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKXVLwGEhCPmrcd+ypLT6zi4nQ0RhOgAGmyGVQKIPtNZ me',
    ),
  }),
  ModifyCapacityReservation: (id) => ({ ...reservation(id), InstanceCount: 6 }),
  ModifyDefaultCreditSpecification: () => ({ InstanceFamily: 't3', CpuCredits: 'standard' }),
  ModifyFleet: (id) => ({ FleetId: id('fleet'), ...capacity(2) }),
  ModifyHosts: (id) => ({ HostIds: [id('host')], AutoPlacement: 'off' }),
  ModifyIdFormat: () => ({ Resource: 'instance', UseLongIds: true }),
  ModifyIdentityIdFormat: () => ({
    Resource: 'instance',
    UseLongIds: true,
    PrincipalArn: 'arn:aws:iam::123456789012:root',
  }),
  ModifyInstanceAttribute: (id) => ({ ...stopped(id), InstanceType: { Value: 't3.small' } }),
  ModifyInstanceCapacityReservationAttributes: (id) => ({
    ...stopped(id),
    CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
  }),
  ModifyInstanceCpuOptions: (id) => ({ InstanceId: id('large'), CoreCount: 1, ThreadsPerCore: 1 }),
  ModifyInstanceCreditSpecification: (id) => ({
    InstanceCreditSpecifications: [{ ...instance(id), CpuCredits: 'standard' }],
  }),
  ModifyInstanceEventStartTime: (id) => ({
    ...instance(id),
    InstanceEventId: 'instance-event-0d59937288b749b32',
    NotBefore: new Date('2027-01-01T00:00:00Z'),
  }),
  ModifyInstanceEventWindow: (id) => ({ ...window(id), Name: 'late' }),
  ModifyInstanceMaintenanceOptions: (id) => ({ ...instance(id), AutoRecovery: 'disabled' }),
  ModifyInstanceMetadataDefaults: () => ({ HttpTokens: 'required' }),
  ModifyInstanceMetadataOptions: (id) => ({ ...instance(id), HttpTokens: 'required' }),
  ModifyInstanceNetworkPerformanceOptions: (id) => ({
    InstanceId: id('large'),
    BandwidthWeighting: 'default',
  }),
  ModifyInstancePlacement: (id) => ({ InstanceId: id('large'), GroupName: 'together' }),
  ModifyLaunchTemplate: (id) => ({ ...template(id), DefaultVersion: '2' }),
  ModifyPrivateDnsNameOptions: (id) => ({
    ...stopped(id),
    PrivateDnsHostnameType: 'resource-name',
  }),
  ModifySpotFleetRequest: (id) => ({ SpotFleetRequestId: id('spotFleet'), TargetCapacity: 2 }),
  MonitorInstances: instances,
  MoveCapacityReservationInstances: (id) => ({
    SourceCapacityReservationId: id('reservation'),
    DestinationCapacityReservationId: id('otherReservation'),
    InstanceCount: 1,
  }),
  RebootInstances: instances,
  RegisterInstanceEventNotificationAttributes: () => ({
    InstanceTagAttribute: { IncludeAllTagsOfInstance: true },
  }),
  ReplaceIamInstanceProfileAssociation: (id) => ({
    AssociationId: id('profileAssociation'),
    IamInstanceProfile: { Name: 'other' },
  }),
  ReportInstanceStatus: (id) => ({
    Instances: [id('instance')],
    Status: 'impaired',
    ReasonCodes: ['unresponsive'],
  }),
  ReleaseHosts: (id) => ({ HostIds: [id('host')] }),
  RequestSpotFleet: (id) => ({
    SpotFleetRequestConfig: {
      IamFleetRole: 'arn:aws:iam::123456789012:role/fleet',
      TargetCapacity: 1,
      LaunchSpecifications: [{ ImageId: id('publicImage'), InstanceType: 't3.micro' }],
    },
  }),
  RequestSpotInstances: (id) => ({
    LaunchSpecification: {
      ImageId: id('publicImage'),
      InstanceType: 't3.micro',
      SubnetId: id('subnet'),
    },
  }),
  ResetInstanceAttribute: (id) => ({ ...stopped(id), Attribute: 'sourceDestCheck' }),
  RunInstances: (id) => ({
    ImageId: id('publicImage'),
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: id('subnet'),
  }),
  StartInstances: (id) => ({ InstanceIds: [id('stopped')] }),
  StopInstances: instances,
  TerminateInstances: instances,
  UnmonitorInstances: instances,
}
