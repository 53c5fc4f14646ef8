import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const IamFleetRole = 'arn:aws:iam::123456789012:role/aws-ec2-spot-fleet-tagging-role'

let cloud: TestCloud
let ec2: sdk.EC2Client
let account = '460000000000'
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
})

async function request(
  TargetCapacity: number,
  more: Partial<sdk.SpotFleetRequestConfigData> = {},
): Promise<string> {
  const made = await ec2.send(
    new sdk.RequestSpotFleetCommand({
      SpotFleetRequestConfig: {
        IamFleetRole,
        TargetCapacity,
        LaunchSpecifications: [{ ImageId, InstanceType: 't3.micro' }],
        ...more,
      },
    }),
  )
  return made.SpotFleetRequestId ?? ''
}
async function describe(id: string) {
  const found = await ec2.send(
    new sdk.DescribeSpotFleetRequestsCommand({ SpotFleetRequestIds: [id] }),
  )
  return found.SpotFleetRequestConfigs?.[0]
}
async function members(SpotFleetRequestId: string) {
  const found = await ec2.send(new sdk.DescribeSpotFleetInstancesCommand({ SpotFleetRequestId }))
  return found.ActiveInstances ?? []
}
async function instances(ids: readonly (string | undefined)[]) {
  const found = await ec2.send(
    new sdk.DescribeInstancesCommand({ InstanceIds: ids.flatMap((id) => id ?? []) }),
  )
  return (found.Reservations ?? []).flatMap(({ Instances = [] }) => Instances)
}

it('launches its specifications as Spot Instances, tagged, and keeps their number', async () => {
  const id = await request(2, {
    LaunchSpecifications: [
      {
        ImageId,
        InstanceType: 't3.micro',
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'cheap' }] }],
      },
    ],
    TagSpecifications: [{ ResourceType: 'spot-fleet-request', Tags: [{ Key: 'a', Value: 'b' }] }],
  })
  expect(id).toMatch(/^sfr-[0-9a-f]{8}-/)
  expect(await describe(id)).toMatchObject({
    SpotFleetRequestState: 'active',
    ActivityStatus: 'fulfilled',
    SpotFleetRequestConfig: {
      TargetCapacity: 2,
      FulfilledCapacity: 2,
      Type: 'maintain',
      AllocationStrategy: 'lowestPrice',
      IamFleetRole,
    },
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const first = await members(id)
  expect(first).toHaveLength(2)
  const [one] = await instances([first[0]?.InstanceId])
  expect(one).toMatchObject({
    InstanceLifecycle: 'spot',
    SpotInstanceRequestId: first[0]?.SpotInstanceRequestId,
  })
  expect(one?.Tags).toEqual(
    expect.arrayContaining([
      { Key: 'Name', Value: 'cheap' },
      { Key: 'aws:ec2spot:fleet-request-id', Value: id },
    ]),
  )
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: [one?.InstanceId ?? ''] }))
  await cloud.advance(account, '2m')
  const after = await members(id)
  expect(after).toHaveLength(2)
  expect(after.map(({ InstanceId }) => InstanceId)).not.toContain(one?.InstanceId)
  const tags = await ec2.send(
    new sdk.DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [id] }] }),
  )
  expect(tags.Tags).toMatchObject([{ ResourceType: 'spot-fleet-request', Key: 'a' }])
})

it('follows its new target, tells its history, and is cancelled with its instances', async () => {
  const id = await request(1, { OnDemandTargetCapacity: 1 })
  const [first] = await instances((await members(id)).map(({ InstanceId }) => InstanceId))
  expect(first?.InstanceLifecycle).toBeUndefined()
  await ec2.send(
    new sdk.ModifySpotFleetRequestCommand({ SpotFleetRequestId: id, TargetCapacity: 3 }),
  )
  expect(await members(id)).toHaveLength(3)
  await ec2.send(
    new sdk.ModifySpotFleetRequestCommand({ SpotFleetRequestId: id, TargetCapacity: 2 }),
  )
  expect(await members(id)).toHaveLength(2)
  const history = await ec2.send(
    new sdk.DescribeSpotFleetRequestHistoryCommand({
      SpotFleetRequestId: id,
      StartTime: new Date(0),
      EventType: 'instanceChange',
    }),
  )
  expect(history.HistoryRecords?.map((each) => each.EventInformation?.EventSubType)).toEqual([
    'launched',
    'launched',
    'launched',
    'terminated',
  ])
  const cancelled = await ec2.send(
    new sdk.CancelSpotFleetRequestsCommand({
      SpotFleetRequestIds: [id, 'sfr-00000000-0000-4000-8000-000000000000', 'x'],
      TerminateInstances: true,
    }),
  )
  expect(cancelled).toMatchObject({
    SuccessfulFleetRequests: [
      {
        SpotFleetRequestId: id,
        PreviousSpotFleetRequestState: 'active',
        CurrentSpotFleetRequestState: 'cancelled_terminating',
      },
    ],
    UnsuccessfulFleetRequests: [
      { Error: { Code: 'fleetRequestIdDoesNotExist' } },
      { Error: { Code: 'fleetRequestIdMalformed' } },
    ],
  })
  await cloud.advance(account, '2m')
  expect(await describe(id)).toMatchObject({ SpotFleetRequestState: 'cancelled' })
})

it('launches from templates with overrides, and is no EC2 Fleet', async () => {
  await ec2.send(
    new sdk.CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId, InstanceType: 't3.small' },
    }),
  )
  const id = await request(2, {
    Type: 'request',
    LaunchSpecifications: undefined,
    LaunchTemplateConfigs: [
      {
        LaunchTemplateSpecification: { LaunchTemplateName: 'web', Version: '$Latest' },
        Overrides: [{ InstanceType: 't3.nano' }, { InstanceType: 't3.medium' }],
      },
    ],
    AllocationStrategy: 'diversified',
  })
  const types = (await members(id)).map(({ InstanceType }) => InstanceType)
  expect(types.toSorted()).toEqual(['t3.medium', 't3.nano'])
  const fleets = await ec2.send(new sdk.DescribeFleetsCommand({}))
  expect(fleets.Fleets).toEqual([])
  await expect(
    ec2.send(new sdk.DescribeFleetInstancesCommand({ FleetId: id })),
  ).rejects.toMatchObject({ name: 'InvalidFleetId.Malformed' })
  await expect(
    ec2.send(new sdk.ModifySpotFleetRequestCommand({ SpotFleetRequestId: id, TargetCapacity: 3 })),
  ).rejects.toMatchObject({ name: 'InvalidSpotFleetRequestConfig' })
})

it('refuses what AWS refuses', async () => {
  const refused = (more: Partial<sdk.SpotFleetRequestConfigData>, name: string) =>
    expect(request(1, more)).rejects.toMatchObject({ name })
  await refused({ IamFleetRole: 'role' }, 'InvalidSpotFleetRequestConfig')
  await refused({ LaunchSpecifications: [] }, 'InvalidSpotFleetRequestConfig')
  await refused(
    {
      LoadBalancersConfig: {
        ClassicLoadBalancersConfig: { ClassicLoadBalancers: [{ Name: 'web' }] },
      },
    },
    'UnsupportedOperation',
  )
  await refused(
    { LaunchSpecifications: [{ ImageId: 'ami-00000000000000000', InstanceType: 't3.micro' }] },
    'InvalidAMIID.NotFound',
  )
  await expect(
    ec2.send(
      new sdk.DescribeSpotFleetInstancesCommand({
        SpotFleetRequestId: 'sfr-00000000-0000-4000-8000-000000000000',
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidSpotFleetRequestId.NotFound' })
})

it('a Spot data feed is the account’s one', async () => {
  const read = () => ec2.send(new sdk.DescribeSpotDatafeedSubscriptionCommand({}))
  await expect(read()).rejects.toMatchObject({ name: 'InvalidSpotDatafeed.NotFound' })
  await expect(
    ec2.send(new sdk.CreateSpotDatafeedSubscriptionCommand({ Bucket: 'No_Bucket' })),
  ).rejects.toMatchObject({ name: 'InaccessibleStorageLocation' })
  await ec2.send(
    new sdk.CreateSpotDatafeedSubscriptionCommand({ Bucket: 'spot-usage', Prefix: 'p' }),
  )
  expect((await read()).SpotDatafeedSubscription).toEqual({
    Bucket: 'spot-usage',
    Prefix: 'p',
    OwnerId: account,
    State: 'Active',
  })
  const elsewhere = await cloud
    .ec2({ account, region: 'us-east-1' })
    .send(new sdk.DescribeSpotDatafeedSubscriptionCommand({}))
  expect(elsewhere.SpotDatafeedSubscription).toMatchObject({ Bucket: 'spot-usage' })
  await ec2.send(new sdk.DeleteSpotDatafeedSubscriptionCommand({}))
  await expect(read()).rejects.toMatchObject({ name: 'InvalidSpotDatafeed.NotFound' })
})
