import {
  CreateSubnetCommand,
  DescribeAvailabilityZonesCommand,
  DescribeVpcsCommand,
  ModifyAvailabilityZoneGroupCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const GroupName = 'us-west-2-lax-1'

it('zones outside the Region’s own are listed once their group is opted into', async () => {
  const ec2 = cloud.ec2({ region: 'us-west-2' })
  const list = async (input: object = {}) =>
    (await ec2.send(new DescribeAvailabilityZonesCommand(input))).AvailabilityZones ?? []
  const names = async (input?: object) => (await list(input)).map(({ ZoneName }) => ZoneName)
  expect(await names()).toEqual(['us-west-2a', 'us-west-2b', 'us-west-2c', 'us-west-2d'])
  const local = {
    AllAvailabilityZones: true,
    Filters: [{ Name: 'group-name', Values: [GroupName] }],
  }
  expect(await list(local)).toMatchObject([
    {
      ZoneName: 'us-west-2-lax-1a',
      ZoneId: 'usw2-lax1-az1',
      ZoneType: 'local-zone',
      OptInStatus: 'not-opted-in',
      NetworkBorderGroup: GroupName,
    },
    { ZoneName: 'us-west-2-lax-1b', ZoneId: 'usw2-lax1-az2' },
  ])
  const modify = (input: { GroupName: string; OptInStatus: 'opted-in' | 'not-opted-in' }) =>
    ec2.send(new ModifyAvailabilityZoneGroupCommand(input))
  await expect(
    modify({ GroupName: 'us-west-2-zg-1', OptInStatus: 'opted-in' }),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}))
  const subnet = {
    VpcId: Vpcs?.[0]?.VpcId,
    CidrBlock: '172.31.128.0/24',
    AvailabilityZone: 'us-west-2-lax-1a',
  }
  await expect(ec2.send(new CreateSubnetCommand(subnet))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await modify({ GroupName, OptInStatus: 'opted-in' })
  expect(await names()).toContain('us-west-2-lax-1a')
  await expect(ec2.send(new CreateSubnetCommand(subnet))).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  expect(
    (await list({ AllAvailabilityZones: true })).filter(
      ({ OptInStatus }) => OptInStatus === 'opted-in',
    ),
  ).toHaveLength(2)
  await modify({ GroupName, OptInStatus: 'not-opted-in' })
  expect(await names()).not.toContain('us-west-2-lax-1a')
})

it('Seoul has Wavelength Zones', async () => {
  const { AvailabilityZones } = await cloud.ec2().send(
    new DescribeAvailabilityZonesCommand({
      AllAvailabilityZones: true,
      ZoneIds: ['apne2-wl1-sel-wlz1'],
    }),
  )
  expect(AvailabilityZones).toMatchObject([
    { ZoneName: 'ap-northeast-2-wl1-sel-wlz-1', ZoneType: 'wavelength-zone' },
  ])
})
