import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

const guest = '490000000002'

let cloud: TestCloud
let owner: sdk.EC2Client
let other: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud({ speed: 'instant' })
  owner = cloud.ec2({ account: '490000000001' })
  other = cloud.ec2({ account: guest })
})
afterAll(() => cloud.close())

it('who an image is shared with can do without it', async () => {
  const InstanceId = await launchInstance(owner)
  const { ImageId = '' } = await owner.send(new sdk.CreateImageCommand({ InstanceId, Name: 'web' }))
  const cancel = (ec2: sdk.EC2Client) =>
    ec2.send(new sdk.CancelImageLaunchPermissionCommand({ ImageId }))
  await expect(cancel(other)).rejects.toMatchObject({ name: 'AuthFailure' })
  await owner.send(
    new sdk.ModifyImageAttributeCommand({
      ImageId,
      LaunchPermission: { Add: [{ UserId: guest }, { UserId: '490000000003' }] },
    }),
  )
  await expect(cancel(owner)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  expect((await cancel(other)).Return).toBe(true)
  await expect(
    other.send(new sdk.DescribeImagesCommand({ ImageIds: [ImageId] })),
  ).rejects.toMatchObject({ name: 'AuthFailure' })
  const left = await owner.send(
    new sdk.DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }),
  )
  expect(left.LaunchPermissions).toEqual([{ UserId: '490000000003' }])
})
