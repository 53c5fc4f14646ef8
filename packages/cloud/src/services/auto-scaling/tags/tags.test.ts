import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
  DeleteNotificationConfigurationCommand,
  DeleteTagsCommand,
  DescribeAccountLimitsCommand,
  DescribeAdjustmentTypesCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingNotificationTypesCommand,
  DescribeMetricCollectionTypesCommand,
  DescribeNotificationConfigurationsCommand,
  DescribeScalingProcessTypesCommand,
  DescribeTagsCommand,
  DescribeTerminationPolicyTypesCommand,
  DisableMetricsCollectionCommand,
  EnableMetricsCollectionCommand,
  PutNotificationConfigurationCommand,
  type AutoScalingClient,
  type Filter,
} from '@aws-sdk/client-auto-scaling'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
let scaling: AutoScalingClient
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  scaling = cloud.autoScaling()
  await scaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: 'web',
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
      InstanceType: 't3.nano',
    }),
  )
  for (const AutoScalingGroupName of ['one', 'two']) {
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        LaunchConfigurationName: 'web',
        MinSize: 0,
        MaxSize: 1,
        AvailabilityZones: ['ap-northeast-2a'],
        Tags: [{ Key: 'team', Value: AutoScalingGroupName }],
      }),
    )
  }
})
afterAll(() => cloud.close())

const tagsBy = async (...Filters: Filter[]) =>
  (await scaling.send(new DescribeTagsCommand({ Filters }))).Tags ?? []

it('tags of groups are put, found and taken away', async () => {
  const tag = (ResourceId: string, Key: string, Value?: string, PropagateAtLaunch?: boolean) => ({
    ResourceId,
    ResourceType: 'auto-scaling-group',
    Key,
    Value,
    PropagateAtLaunch,
  })
  await scaling.send(
    new CreateOrUpdateTagsCommand({
      Tags: [tag('one', 'team', 'first', true), tag('two', 'stage', 'test')],
    }),
  )
  expect(await tagsBy()).toHaveLength(3)
  expect(await tagsBy({ Name: 'auto-scaling-group', Values: ['one'] })).toEqual([
    tag('one', 'team', 'first', true),
  ])
  expect(await tagsBy({ Name: 'propagate-at-launch', Values: ['True'] })).toHaveLength(1)
  expect(
    await tagsBy({ Name: 'key', Values: ['team'] }, { Name: 'value', Values: ['two', 'x'] }),
  ).toEqual([tag('two', 'team', 'two', false)])
  const named = async (...Filters: Filter[]) =>
    (await scaling.send(new DescribeAutoScalingGroupsCommand({ Filters }))).AutoScalingGroups?.map(
      ({ AutoScalingGroupName }) => AutoScalingGroupName,
    )
  expect(await named({ Name: 'tag:team', Values: ['first'] })).toEqual(['one'])
  expect(await named({ Name: 'tag-key', Values: ['stage'] })).toEqual(['two'])
  expect(await named({ Name: 'tag-value', Values: ['first', 'two'] })).toEqual(['one', 'two'])
  await expect(named({ Name: 'colour', Values: [] })).rejects.toMatchObject({
    name: 'ValidationError',
  })
  await scaling.send(new DeleteTagsCommand({ Tags: [tag('two', 'team'), tag('two', 'stage')] }))
  expect(await tagsBy({ Name: 'auto-scaling-group', Values: ['two'] })).toEqual([])
  const refused = scaling.send(new CreateOrUpdateTagsCommand({ Tags: [tag('none', 'a', 'b')] }))
  await expect(refused).rejects.toMatchObject({ name: 'ValidationError' })
})

it('lists are paged by tokens that they gave out', async () => {
  const first = await scaling.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 1 }))
  expect(first.AutoScalingGroups).toMatchObject([{ AutoScalingGroupName: 'one' }])
  const second = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ NextToken: first.NextToken }),
  )
  expect(second.AutoScalingGroups).toMatchObject([{ AutoScalingGroupName: 'two' }])
  expect(second.NextToken).toBeUndefined()
  await expect(
    scaling.send(new DescribeAutoScalingGroupsCommand({ NextToken: 'nonsense' })),
  ).rejects.toMatchObject({ name: 'InvalidNextToken' })
})

it('topics are kept with what they are told of', async () => {
  const TopicARN = 'arn:aws:sns:ap-northeast-2:123456789012:topic'
  const AutoScalingGroupName = 'one'
  const put = (NotificationTypes: string[], topic = TopicARN) =>
    scaling.send(
      new PutNotificationConfigurationCommand({
        AutoScalingGroupName,
        TopicARN: topic,
        NotificationTypes,
      }),
    )
  const listed = async () =>
    (await scaling.send(new DescribeNotificationConfigurationsCommand({})))
      .NotificationConfigurations
  await put(['autoscaling:EC2_INSTANCE_LAUNCH', 'autoscaling:EC2_INSTANCE_TERMINATE'])
  await put(['autoscaling:EC2_INSTANCE_LAUNCH_ERROR'])
  expect(await listed()).toEqual([
    { AutoScalingGroupName, TopicARN, NotificationType: 'autoscaling:EC2_INSTANCE_LAUNCH_ERROR' },
  ])
  await expect(put(['autoscaling:LUNCH'])).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(put([], 'topic')).rejects.toMatchObject({ name: 'ValidationError' })
  await scaling.send(new DeleteNotificationConfigurationCommand({ AutoScalingGroupName, TopicARN }))
  expect(await listed()).toEqual([])
})

it('metrics are collected when they are asked for', async () => {
  const AutoScalingGroupName = 'one'
  const enabled = async () =>
    (
      await scaling.send(new DescribeAutoScalingGroupsCommand({}))
    ).AutoScalingGroups?.[0]?.EnabledMetrics?.map(({ Metric }) => Metric)
  const enable = (Metrics?: string[], Granularity = '1Minute') =>
    scaling.send(new EnableMetricsCollectionCommand({ AutoScalingGroupName, Metrics, Granularity }))
  await enable(['GroupTotalInstances', 'GroupMinSize'])
  expect(await enabled()).toEqual(['GroupMinSize', 'GroupTotalInstances'])
  await enable()
  expect(await enabled()).toHaveLength(20)
  await scaling.send(
    new DisableMetricsCollectionCommand({ AutoScalingGroupName, Metrics: ['GroupMinSize'] }),
  )
  expect(await enabled()).toHaveLength(19)
  await scaling.send(new DisableMetricsCollectionCommand({ AutoScalingGroupName }))
  expect(await enabled()).toEqual([])
  await expect(enable(['GroupMood'])).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(enable([], '1Hour')).rejects.toMatchObject({ name: 'ValidationError' })
})

it('what there is to choose from is told', async () => {
  const types = await Promise.all([
    scaling.send(new DescribeScalingProcessTypesCommand({})),
    scaling.send(new DescribeTerminationPolicyTypesCommand({})),
    scaling.send(new DescribeAdjustmentTypesCommand({})),
    scaling.send(new DescribeAutoScalingNotificationTypesCommand({})),
    scaling.send(new DescribeMetricCollectionTypesCommand({})),
    scaling.send(new DescribeAccountLimitsCommand({})),
  ])
  expect(types).toMatchObject([
    { Processes: expect.arrayContaining([{ ProcessName: 'AZRebalance' }]) },
    { TerminationPolicyTypes: expect.arrayContaining(['Default', 'OldestInstance']) },
    {
      AdjustmentTypes: [
        { AdjustmentType: 'ChangeInCapacity' },
        { AdjustmentType: 'ExactCapacity' },
        { AdjustmentType: 'PercentChangeInCapacity' },
      ],
    },
    { AutoScalingNotificationTypes: expect.arrayContaining(['autoscaling:EC2_INSTANCE_LAUNCH']) },
    { Granularities: [{ Granularity: '1Minute' }] },
    { NumberOfAutoScalingGroups: 2, NumberOfLaunchConfigurations: 1 },
  ])
})
