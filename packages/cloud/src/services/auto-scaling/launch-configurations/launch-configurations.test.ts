import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DeleteLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeLaunchConfigurationsCommand,
  type AutoScalingClient,
  type CreateLaunchConfigurationCommandInput,
} from '@aws-sdk/client-auto-scaling'
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
let ec2: EC2Client
let scaling: AutoScalingClient
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  ec2 = cloud.ec2()
  scaling = cloud.autoScaling()
})
afterAll(() => cloud.close())

const create = (
  LaunchConfigurationName: string,
  more: Partial<CreateLaunchConfigurationCommandInput> = {},
) =>
  scaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId,
      InstanceType: 't3.nano',
      ...more,
    }),
  )
const end = (LaunchConfigurationName: string) =>
  scaling.send(new DeleteLaunchConfigurationCommand({ LaunchConfigurationName }))
async function describe(...LaunchConfigurationNames: string[]) {
  const found = await scaling.send(
    new DescribeLaunchConfigurationsCommand({ LaunchConfigurationNames }),
  )
  return found.LaunchConfigurations ?? []
}

it('launch what they say', async () => {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const group = SecurityGroups?.[0]?.GroupId ?? ''
  await create('old', {
    SecurityGroups: [group],
    UserData: Buffer.from('#!/bin/sh').toString('base64'),
    AssociatePublicIpAddress: false,
    InstanceMonitoring: { Enabled: false },
    BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 3, VolumeType: 'gp3' } }],
    MetadataOptions: { HttpTokens: 'required' },
  })
  expect(await describe('old')).toMatchObject([
    {
      LaunchConfigurationARN: expect.stringMatching(
        /^arn:aws:autoscaling:ap-northeast-2:\d{12}:launchConfiguration:[0-9a-f-]{36}:launchConfigurationName\/old$/,
      ),
      ImageId,
      InstanceType: 't3.nano',
      SecurityGroups: [group],
      EbsOptimized: false,
      AssociatePublicIpAddress: false,
      InstanceMonitoring: { Enabled: false },
    },
  ])
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: 'web',
      LaunchConfigurationName: 'old',
      MinSize: 1,
      MaxSize: 1,
      AvailabilityZones: ['ap-northeast-2c'],
    }),
  )
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
  const made = Reservations?.[0]?.Instances?.[0]
  expect(made).toMatchObject({
    ImageId,
    InstanceType: 't3.nano',
    Placement: { AvailabilityZone: 'ap-northeast-2c' },
    MetadataOptions: { HttpTokens: 'required' },
    Monitoring: { State: 'disabled' },
    SecurityGroups: [{ GroupId: group }],
  })
  expect(made?.PublicIpAddress).toBeUndefined()
  expect(made?.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName)).toContain('/dev/sdf')
  await expect(end('old')).rejects.toMatchObject({
    name: 'ResourceInUseFault',
    message:
      'Cannot delete launch configuration old because it is attached to AutoScalingGroup web',
  })
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: 'same',
      InstanceId: made?.InstanceId,
      MinSize: 0,
      MaxSize: 1,
      AvailabilityZones: ['ap-northeast-2a'],
    }),
  )
  const { AutoScalingGroups } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['same'] }),
  )
  expect(AutoScalingGroups).toMatchObject([{ LaunchConfigurationName: 'same', Instances: [] }])
  expect(await describe('same')).toMatchObject([{ ImageId, InstanceType: 't3.nano' }])
})

it('are made once under a name, and deleted', async () => {
  await create('spare')
  await expect(create('spare')).rejects.toMatchObject({ name: 'AlreadyExistsFault' })
  await expect(create('none', { InstanceType: undefined })).rejects.toMatchObject({
    message:
      'Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.',
  })
  await end('spare')
  expect(await describe('spare')).toEqual([])
  await expect(end('spare')).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(create('kernel', { KernelId: 'aki-1' })).rejects.toMatchObject({
    message: 'KernelId is not supported by the embedded cloud.',
  })
})
