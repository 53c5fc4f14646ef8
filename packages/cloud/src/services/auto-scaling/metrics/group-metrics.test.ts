import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DisableMetricsCollectionCommand,
  EnableMetricsCollectionCommand,
} from '@aws-sdk/client-auto-scaling'
import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())

it('a group tells how it is, minute by minute, while its metrics are collected', async () => {
  const scaling = cloud.autoScaling()
  const AutoScalingGroupName = 'web'
  await scaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: 'web',
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
      InstanceType: 't3.nano',
    }),
  )
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchConfigurationName: 'web',
      MinSize: 1,
      MaxSize: 3,
      DesiredCapacity: 2,
      AvailabilityZones: ['ap-northeast-2a'],
    }),
  )
  await scaling.send(
    new EnableMetricsCollectionCommand({ AutoScalingGroupName, Granularity: '1Minute' }),
  )
  await cloud.advance('2m')
  await scaling.send(
    new DisableMetricsCollectionCommand({ AutoScalingGroupName, Metrics: ['GroupMaxSize'] }),
  )
  await cloud.advance('1m')
  const read = async (MetricName: string) => {
    const { Datapoints = [] } = await cloud.cloudwatch().send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/AutoScaling',
        MetricName,
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: AutoScalingGroupName }],
        StartTime: new Date(cloud.now() - 3_600_000),
        EndTime: new Date(cloud.now()),
        Period: 60,
        Statistics: ['Maximum'],
      }),
    )
    return Datapoints.map(({ Maximum }) => Maximum)
  }
  expect(await read('GroupInServiceInstances')).toEqual([2, 2, 2])
  expect(await read('GroupDesiredCapacity')).toEqual([2, 2, 2])
  expect(await read('GroupMaxSize')).toEqual([3, 3])
  expect(await read('WarmPoolTotalCapacity')).toEqual([])
})
