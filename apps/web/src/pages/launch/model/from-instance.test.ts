import { expect, test } from 'vitest'
import { newLaunchForm } from './form.ts'
import { likeInstance } from './from-instance.ts'
import { toImageChoice } from './image-choice.ts'

const instance = {
  InstanceType: 'c5.large',
  KeyName: 'my-key',
  SubnetId: 'subnet-0a1b2c3d',
  VpcId: 'vpc-0a1b2c3d',
  SecurityGroups: [{ GroupId: 'sg-0a1b2c3d' }],
  MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional', HttpPutResponseHopLimit: 1 },
  Placement: { Tenancy: 'default' },
  Tags: [
    { Key: 'Name', Value: 'web' },
    { Key: 'Team', Value: 'blue' },
    { Key: 'aws:autoscaling:groupName', Value: 'asg' },
  ],
}

test('a form like an instance takes its settings, but not the tags that AWS put there', () => {
  const userDataBase64 = Buffer.from('#!/bin/sh\necho 안녕\n').toString('base64')
  const form = likeInstance(newLaunchForm(), instance, { userDataBase64, shutdown: 'terminate' })
  expect(form.name).toBe('web')
  expect(form.tags.map(({ key, value }) => [key, value])).toEqual([['Team', 'blue']])
  expect(form.keyPair).toMatchObject({ mode: 'existing', existingName: 'my-key' })
  expect(form.network).toMatchObject({ groupMode: 'existing', groupIds: ['sg-0a1b2c3d'] })
  expect(form.advanced).toMatchObject({
    metadataTokens: 'optional',
    metadataHopLimit: '1',
    shutdown: 'terminate',
    userData: '#!/bin/sh\necho 안녕\n',
    userDataIsBase64: false,
  })
})

test('user data that is no text stays base64', () => {
  const userDataBase64 = Buffer.from([0x1f, 0x8b, 0xff]).toString('base64')
  const form = likeInstance(newLaunchForm(), instance, { userDataBase64 })
  expect(form.advanced).toMatchObject({ userData: userDataBase64, userDataIsBase64: true })
})

test('an image tells its disks, its user and what it demands', () => {
  const choice = toImageChoice({
    ImageId: 'ami-1',
    Name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20251022',
    RootDeviceName: '/dev/sda1',
    ImdsSupport: 'v2.0',
    BlockDeviceMappings: [
      { DeviceName: '/dev/sda1', Ebs: { SnapshotId: 'snap-1', VolumeSize: 8, VolumeType: 'gp3' } },
      { DeviceName: '/dev/sdb' },
    ],
  })
  expect(choice).toMatchObject({
    loginUser: 'ubuntu',
    metadataTokens: 'required',
    platform: 'linux',
  })
  expect(choice.volumes).toEqual([
    {
      deviceName: '/dev/sda1',
      snapshotId: 'snap-1',
      sizeGiB: 8,
      type: 'gp3',
      iops: 3000,
      throughput: 125,
      deleteOnTermination: true,
      encrypted: false,
    },
  ])
})
