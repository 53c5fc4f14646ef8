import { expect, it } from 'vitest'
import { compare, flatten } from './flatten.ts'

it('names lists by what their entries are about, and reads user data', () => {
  expect(
    flatten({
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }],
      SecurityGroupIds: ['sg-1'],
      UserData: btoa('#!/bin/sh'),
      Monitoring: undefined,
    }),
  ).toEqual([
    { path: 'BlockDeviceMappings[/dev/xvda].DeviceName', value: '/dev/xvda' },
    { path: 'BlockDeviceMappings[/dev/xvda].Ebs.VolumeSize', value: '8' },
    { path: 'SecurityGroupIds[1]', value: 'sg-1' },
    { path: 'UserData', value: '#!/bin/sh' },
  ])
})

it('puts two versions side by side', () => {
  expect(
    compare({ ImageId: 'ami-1', InstanceType: 't3.micro' }, { ImageId: 'ami-2', KeyName: 'k' }),
  ).toEqual([
    { path: 'ImageId', left: 'ami-1', right: 'ami-2' },
    { path: 'InstanceType', left: 't3.micro' },
    { path: 'KeyName', right: 'k' },
  ])
})
