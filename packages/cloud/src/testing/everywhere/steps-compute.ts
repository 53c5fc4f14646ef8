import { filter, step, type Step } from './step.ts'
import type { Ids } from './world.ts'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
})
const launch = (id: Ids, more: object = {}) => ({
  ImageId: id('publicImage'),
  InstanceType: 't3.micro',
  MinCount: 1,
  MaxCount: 1,
  SubnetId: id('subnet'),
  SecurityGroupIds: [id('group')],
  ...more,
})
const reservation = {
  InstanceType: 't3.micro',
  InstancePlatform: 'Linux/UNIX',
  AvailabilityZone: 'ap-northeast-2a',
  InstanceCount: 4,
}

export const computeSteps: readonly Step[] = [
  step(
    'DescribeImages',
    { Owners: ['amazon'], ...filter('name', 'al2023-ami-2023*-x86_64') },
    { publicImage: 'Images.0.ImageId' },
  ),
  step('CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trust }),
  ...['web', 'other'].flatMap((InstanceProfileName) => [
    step('CreateInstanceProfile', { InstanceProfileName }),
    step('AddRoleToInstanceProfile', { InstanceProfileName, RoleName: 'web' }),
  ]),
  step('CreateKeyPair', { KeyName: 'pair' }, { key: 'KeyPairId' }),
  step(
    'CreatePlacementGroup',
    { GroupName: 'together', Strategy: 'cluster' },
    { placement: 'PlacementGroup.GroupId' },
  ),
  step(
    'CreateLaunchTemplate',
    (id) => ({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: id('publicImage'), InstanceType: 't3.micro' },
    }),
    { template: 'LaunchTemplate.LaunchTemplateId' },
  ),
  step('CreateLaunchTemplateVersion', (id) => ({
    LaunchTemplateId: id('template'),
    SourceVersion: '1',
    LaunchTemplateData: { InstanceType: 't3.small' },
  })),
  step(
    'RunInstances',
    (id) => launch(id, { IamInstanceProfile: { Name: 'web' }, KeyName: 'pair' }),
    { instance: 'Instances.0.InstanceId' },
  ),
  step(
    'DescribeIamInstanceProfileAssociations',
    {},
    { profileAssociation: 'IamInstanceProfileAssociations.0.AssociationId' },
  ),
  step('RunInstances', (id) => launch(id), { plain: 'Instances.0.InstanceId' }),
  step('RunInstances', (id) => launch(id), { stopped: 'Instances.0.InstanceId' }),
  step('RunInstances', (id) => launch(id, { InstanceType: 'm8i.large' }), {
    large: 'Instances.0.InstanceId',
  }),
  step(
    'AssociateIamInstanceProfile',
    (id) => ({ InstanceId: id('large'), IamInstanceProfile: { Name: 'web' } }),
    { looseProfileAssociation: 'IamInstanceProfileAssociation.AssociationId' },
  ),
  step('StopInstances', (id) => ({ InstanceIds: [id('stopped'), id('large')] })),
  step('DescribeInstances', {}),
  step('RunInstances', (id) => launch(id, { InstanceMarketOptions: { MarketType: 'spot' } }), {
    spot: 'Instances.0.InstanceId',
  }),
  step(
    'DescribeSpotInstanceRequests',
    {},
    { spotRequest: 'SpotInstanceRequests.0.SpotInstanceRequestId' },
  ),
  step(
    'AttachNetworkInterface',
    (id) => ({ NetworkInterfaceId: id('boundInterface'), InstanceId: id('plain'), DeviceIndex: 1 }),
    { attachment: 'AttachmentId' },
  ),
  step(
    'AllocateHosts',
    { InstanceFamily: 'm5', AvailabilityZone: 'ap-northeast-2a', Quantity: 1 },
    { host: 'HostIds.0' },
  ),
  step(
    'RequestSpotFleet',
    (id) => ({
      SpotFleetRequestConfig: {
        IamFleetRole: 'arn:aws:iam::123456789012:role/fleet',
        TargetCapacity: 1,
        LaunchSpecifications: [
          { ImageId: id('publicImage'), InstanceType: 't3.micro', SubnetId: id('subnet') },
        ],
      },
    }),
    { spotFleet: 'SpotFleetRequestId' },
  ),
  step('CreateCapacityReservation', reservation, {
    reservation: 'CapacityReservation.CapacityReservationId',
  }),
  step('CreateCapacityReservation', reservation, {
    otherReservation: 'CapacityReservation.CapacityReservationId',
  }),
  step(
    'CreateInstanceEventWindow',
    { Name: 'night', CronExpression: '* 21-23 * * 2,3' },
    { window: 'InstanceEventWindow.InstanceEventWindowId' },
  ),
  step('AssociateInstanceEventWindow', (id) => ({
    InstanceEventWindowId: id('window'),
    AssociationTarget: { InstanceIds: [id('instance')] },
  })),
  step(
    'CreateInstanceEventWindow',
    { Name: 'day', CronExpression: '* 9-12 * * 2,3' },
    { bareWindow: 'InstanceEventWindow.InstanceEventWindowId' },
  ),
  step(
    'CreateFleet',
    (id) => ({
      Type: 'maintain',
      LaunchTemplateConfigs: [
        { LaunchTemplateSpecification: { LaunchTemplateId: id('template'), Version: '1' } },
      ],
      TargetCapacitySpecification: {
        TotalTargetCapacity: 1,
        DefaultTargetCapacityType: 'on-demand',
      },
    }),
    { fleet: 'FleetId' },
  ),
]
