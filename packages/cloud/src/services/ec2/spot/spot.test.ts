import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

let cloud: TestCloud
let ec2: sdk.EC2Client
let account = '450000000000'
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
})

const advance = (by: `${number}${'s' | 'm' | 'h' | 'd'}`) => cloud.advance(account, by)
const ask = (more: Partial<sdk.RequestSpotInstancesCommandInput> = {}) =>
  ec2.send(
    new sdk.RequestSpotInstancesCommand({
      LaunchSpecification: { ImageId, InstanceType: 't3.micro' },
      ...more,
    }),
  )
async function requests(Filters: sdk.Filter[] = []) {
  const all = await ec2.send(new sdk.DescribeSpotInstanceRequestsCommand({ Filters }))
  return all.SpotInstanceRequests ?? []
}
async function run(
  SpotOptions: sdk.SpotMarketOptions = {},
  more: Partial<sdk.RunInstancesCommandInput> = {},
) {
  const made = await ec2.send(
    new sdk.RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      InstanceMarketOptions: { MarketType: 'spot', SpotOptions },
      ...more,
    }),
  )
  await advance('60s')
  return made.Instances?.[0]?.InstanceId ?? ''
}
async function instance(id: string | undefined) {
  const found = await ec2.send(new sdk.DescribeInstancesCommand({ InstanceIds: [id ?? ''] }))
  return found.Reservations?.[0]?.Instances?.[0]
}
/** A control call, as anybody on this computer may send it. */
async function fault(body: object, who = account) {
  const answer = await fetch(`${cloud.url}/_brume/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: who, region, kind: 'interrupt-spot', ...body }),
  })
  return { status: answer.status, body: await answer.json() }
}
async function priceNow() {
  const { SpotPriceHistory = [] } = await ec2.send(
    new sdk.DescribeSpotPriceHistoryCommand({
      InstanceTypes: ['t3.micro'],
      ProductDescriptions: ['Linux/UNIX'],
    }),
  )
  return SpotPriceHistory
}

it('a one-time request is evaluated, fulfilled, and closed with its instance', async () => {
  const made = await ask({
    SpotPrice: '0.02',
    TagSpecifications: [
      { ResourceType: 'spot-instances-request', Tags: [{ Key: 'a', Value: 'b' }] },
    ],
  })
  expect(made.SpotInstanceRequests).toMatchObject([
    {
      SpotInstanceRequestId: expect.stringMatching(/^sir-[a-z0-9]{8}$/),
      State: 'open',
      Status: { Code: 'pending-evaluation' },
      LaunchSpecification: { ImageId, InstanceType: 't3.micro' },
      Tags: [{ Key: 'a', Value: 'b' }],
    },
  ])
  await advance('60s')
  const [active] = await requests([{ Name: 'state', Values: ['active'] }])
  expect(active).toMatchObject({ Status: { Code: 'fulfilled' }, SpotPrice: '0.02' })
  expect(await instance(active?.InstanceId)).toMatchObject({
    InstanceLifecycle: 'spot',
    SpotInstanceRequestId: active?.SpotInstanceRequestId,
    State: { Name: 'running' },
  })
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: [active?.InstanceId ?? ''] }))
  expect(await requests()).toMatchObject([
    { State: 'closed', Status: { Code: 'instance-terminated-by-user' } },
  ])
  await advance('1d')
  expect(await requests()).toMatchObject([{ State: 'closed' }])
})

it('a persistent request launches anew until it is cancelled', async () => {
  await ask({ Type: 'persistent' })
  await advance('60s')
  const first = (await requests())[0]?.InstanceId ?? ''
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: [first] }))
  await advance('60s')
  const [again] = await requests()
  expect(again).toMatchObject({ State: 'active', InstanceId: expect.stringMatching(/^i-/) })
  expect(again?.InstanceId).not.toBe(first)
  const ids = [again?.SpotInstanceRequestId ?? '']
  await ec2.send(new sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: ids }))
  expect(await requests()).toMatchObject([
    { State: 'cancelled', Status: { Code: 'request-canceled-and-instance-running' } },
  ])
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: [again?.InstanceId ?? ''] }))
  await advance('10m')
  expect(await requests()).toMatchObject([
    { State: 'cancelled', Status: { Code: 'instance-terminated-by-user' } },
  ])
})

it('a request waits for its time and ends with it', async () => {
  const at = (minutes: number) => new Date(cloud.now(account) + minutes * 60_000)
  await ask({ ValidFrom: at(10) })
  await ask({ ValidFrom: at(20), SpotPrice: '0.0001', ValidUntil: at(30) })
  await advance('60s')
  const codes = async () => (await requests()).map(({ Status }) => Status?.Code)
  expect(await codes()).toEqual(['not-scheduled-yet', 'not-scheduled-yet'])
  await advance('20m')
  expect(await codes()).toEqual(['fulfilled', 'price-too-low'])
  await advance('10m')
  expect(await codes()).toEqual(['fulfilled', 'schedule-expired'])
})

it('refuses what can never be, and tells of what cannot be launched', async () => {
  const refused = async (more: Partial<sdk.RequestSpotInstancesCommandInput>, name: string) =>
    expect(ask(more)).rejects.toMatchObject({ name })
  await refused({ InstanceCount: 0 }, 'InvalidParameterValue')
  await refused({ SpotPrice: 'cheap' }, 'InvalidParameterValue')
  await refused({ LaunchSpecification: undefined }, 'MissingParameter')
  await refused({ LaunchSpecification: { ImageId: 'ami-0123' } }, 'InvalidAMIID.Malformed')
  await refused({ InstanceInterruptionBehavior: 'stop' }, 'InvalidParameterCombination')
  await refused({ ValidUntil: new Date(0) }, 'InvalidTime')
  await refused({ LaunchGroup: 'g' }, 'UnsupportedOperation')
  await ask({ LaunchSpecification: { ImageId, InstanceType: 't3.micro', KeyName: 'nobody' } })
  await advance('60s')
  expect(await requests()).toMatchObject([
    {
      State: 'failed',
      Status: { Code: 'bad-parameters' },
      Fault: { Code: 'InvalidKeyPair.NotFound' },
    },
  ])
})

it('prices are the same for everybody, change by the day, and are kept for 90 days', async () => {
  const now = await priceNow()
  expect(now).toHaveLength(4)
  for (const { SpotPrice, InstanceType, Timestamp } of now) {
    expect(InstanceType).toBe('t3.micro')
    expect(SpotPrice).toMatch(/^0\.00[2-9]\d{3}$/)
    expect(Timestamp?.getTime()).toBeLessThanOrEqual(cloud.now(account))
  }
  await advance('2d')
  expect((await priceNow()).map(({ SpotPrice }) => SpotPrice)).not.toEqual(
    now.map(({ SpotPrice }) => SpotPrice),
  )
  const history = (more: Partial<sdk.DescribeSpotPriceHistoryCommandInput>) =>
    ec2.send(
      new sdk.DescribeSpotPriceHistoryCommand({
        StartTime: new Date(0),
        AvailabilityZone: `${region}a`,
        ProductDescriptions: ['Linux/UNIX (Amazon VPC)'],
        ...more,
      }),
    )
  const days = await history({ InstanceTypes: ['t3.micro'] })
  expect(days.SpotPriceHistory?.length).toBeGreaterThanOrEqual(90)
  expect(days.SpotPriceHistory?.length).toBeLessThanOrEqual(91)
  expect(days.NextToken).toBe('')
  const first = await history({ InstanceTypes: ['t3.micro'], MaxResults: 50 })
  const rest = await history({ InstanceTypes: ['t3.micro'], NextToken: first.NextToken })
  expect([...(first.SpotPriceHistory ?? []), ...(rest.SpotPriceHistory ?? [])]).toEqual(
    days.SpotPriceHistory,
  )
  const filtered = await history({
    Filters: [{ Name: 'instance-type', Values: ['t3.na*'] }],
    StartTime: undefined,
  })
  expect(filtered.SpotPriceHistory).toMatchObject([{ InstanceType: 't3.nano' }])
  await expect(history({ AvailabilityZone: 'moon-1a' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
})

it('a maximum price refuses a launch below the price, and takes the instance when the price passes it', async () => {
  await expect(run({ MaxPrice: '0.0001' })).rejects.toMatchObject({ name: 'SpotMaxPriceTooLow' })
  const here = (await priceNow()).find((each) => each.AvailabilityZone === `${region}a`)
  const MaxPrice = here?.SpotPrice ?? ''
  const id = await run({ MaxPrice }, { Placement: { AvailabilityZone: `${region}a` } })
  expect(await instance(id)).toMatchObject({ State: { Name: 'running' } })
  for (let day = 0; day < 40; day += 1) {
    await advance('1d')
    const [request] = await requests()
    if (request?.State === 'active') continue
    expect(request).toMatchObject({
      State: 'closed',
      Status: { Code: 'instance-terminated-by-price' },
    })
    return
  }
  throw new Error('The price never passed what it was on one day')
})

it('an interruption is told two minutes ahead to who polls for it in the guest', async () => {
  const script = `#!/bin/sh
token=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600')
ask() { curl -s -o /tmp/answer -w '%{http_code}' -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/$1; }
echo "before: $(ask spot/instance-action) $(ask events/recommendations/rebalance)" > /dev/console
while [ "$(ask events/recommendations/rebalance)" != 200 ]; do sleep 5; done
echo "rebalance: $(cat /tmp/answer) $(ask spot/instance-action)" > /dev/console
while [ "$(ask spot/instance-action)" != 200 ]; do sleep 5; done
echo "notice: $(cat /tmp/answer)" > /dev/console
ask spot/termination-time > /dev/null
echo "time: $(cat /tmp/answer)" > /dev/console
`
  const id = await run(
    {},
    {
      UserData: Buffer.from(script).toString('base64'),
      DisableApiTermination: true,
    },
  )
  const begun = cloud.now(account)
  const iso = (afterMs: number) => new Date(begun + afterMs).toISOString()
  expect(await fault({ instanceId: id, before: '4m' })).toMatchObject({
    status: 200,
    body: {
      fault: { instanceId: id, action: 'terminate', noticeAt: iso(120_000), at: iso(240_000) },
    },
  })
  await advance('60s')
  expect(await requests()).toMatchObject([{ Status: { Code: 'fulfilled' } }])
  await advance('90s')
  expect(await requests()).toMatchObject([
    { State: 'active', Status: { Code: 'marked-for-termination' } },
  ])
  const listed = await fetch(`${cloud.url}/_brume/faults?account=${account}`)
  expect(await listed.json()).toMatchObject({
    faults: [{ kind: 'interrupt-spot', instanceId: id }],
  })
  const { Output = '' } = await ec2.send(new sdk.GetConsoleOutputCommand({ InstanceId: id }))
  const shown = Buffer.from(Output, 'base64').toString()
  const seconds = (text: string) => text.replace(/\.\d+Z/, 'Z')
  expect(shown).toContain('before: 404 404')
  expect(shown).toContain(`rebalance: {"noticeTime":"${seconds(iso(0))}"} 404`)
  expect(shown).toContain(`notice: {"action":"terminate","time":"${seconds(iso(240_000))}"}`)
  expect(shown).toContain(`time: ${seconds(iso(240_000))}`)
  expect(await instance(id)).toMatchObject({ State: { Name: 'running' } })
  await advance('100s')
  expect(await instance(id)).toMatchObject({
    State: { Name: 'terminated' },
    StateReason: {
      Code: 'Server.SpotInstanceTermination',
      Message: 'Server.SpotInstanceTermination: Spot instance termination',
    },
    StateTransitionReason: expect.stringMatching(/^Service initiated \(.* GMT\)$/),
  })
  expect(await requests()).toMatchObject([
    { State: 'closed', Status: { Code: 'instance-terminated-no-capacity' } },
  ])
})

it('an interruption that stops is AWS’s to undo, once there is capacity again', async () => {
  const id = await run({ SpotInstanceType: 'persistent', InstanceInterruptionBehavior: 'stop' })
  await fault({ instanceId: id, reason: 'price' })
  expect(await requests()).toMatchObject([{ Status: { Code: 'marked-for-stop' } }])
  await advance('140s')
  expect(await instance(id)).toMatchObject({
    State: { Name: 'stopped' },
    StateReason: { Code: 'Server.SpotInstanceShutdown' },
  })
  expect(await requests()).toMatchObject([
    { State: 'disabled', Status: { Code: 'instance-stopped-by-price' }, InstanceId: id },
  ])
  await expect(
    ec2.send(new sdk.StartInstancesCommand({ InstanceIds: [id] })),
  ).rejects.toMatchObject({ name: 'IncorrectSpotRequestState' })
  await advance('6m')
  expect(await instance(id)).toMatchObject({ State: { Name: 'running' } })
  expect(await requests()).toMatchObject([{ State: 'active', Status: { Code: 'fulfilled' } }])
  await ec2.send(new sdk.StopInstancesCommand({ InstanceIds: [id] }))
  await advance('60s')
  expect(await requests()).toMatchObject([
    { State: 'disabled', Status: { Code: 'instance-stopped-by-user' } },
  ])
  await ec2.send(new sdk.StartInstancesCommand({ InstanceIds: [id] }))
  expect(await requests()).toMatchObject([{ State: 'active' }])
})

it('hibernation begins with its notice; a terminated one of a persistent request comes again later', async () => {
  const sleeper = await run({
    SpotInstanceType: 'persistent',
    InstanceInterruptionBehavior: 'hibernate',
  })
  await fault({ instanceId: sleeper })
  expect(await instance(sleeper)).toMatchObject({ State: { Name: 'stopping' } })
  const id = await run({ SpotInstanceType: 'persistent' })
  await fault({ instanceId: id })
  await advance('4m')
  const mine = async () => (await requests()).at(-1)
  expect(await mine()).toMatchObject({
    State: 'open',
    Status: { Code: 'instance-terminated-no-capacity' },
  })
  await advance('6m')
  expect(await mine()).toMatchObject({ State: 'active', Status: { Code: 'fulfilled' } })
  expect((await mine())?.InstanceId).not.toBe(id)
})

it('only what runs as a Spot Instance of the account is interrupted', async () => {
  const onDemand = await run({}, { InstanceMarketOptions: undefined })
  const spot = await run()
  expect((await fault({ instanceId: onDemand })).status).toBe(400)
  expect((await fault({ instanceId: spot }, '450999999999')).status).toBe(404)
  expect((await fault({ instanceId: spot, before: '1m' })).status).toBe(400)
  expect((await fault({ instanceId: spot, colour: 'red' })).status).toBe(400)
  expect((await fault({ instanceId: spot, kind: 'flood' })).status).toBe(400)
  expect((await fault({ instanceId: spot })).status).toBe(200)
  expect((await fault({ instanceId: spot })).status).toBe(409)
})

it('placement scores are better for more types and fewer units', async () => {
  const score = async (TargetCapacity: number, InstanceTypes: string[]) => {
    const { SpotPlacementScores = [] } = await ec2.send(
      new sdk.GetSpotPlacementScoresCommand({
        TargetCapacity,
        InstanceTypes,
        RegionNames: [region],
      }),
    )
    expect(SpotPlacementScores).toMatchObject([{ Region: region }])
    return SpotPlacementScores[0]?.Score ?? 0
  }
  const many = ['m5.large', 'm5a.large', 'm6i.large', 'c5.large']
  expect(await score(10, many)).toBeGreaterThan(await score(1_000, many))
  expect(await score(10, ['m5.large'])).toBeLessThanOrEqual(3)
  const zones = await ec2.send(
    new sdk.GetSpotPlacementScoresCommand({
      TargetCapacity: 1,
      InstanceTypes: ['t2.micro'],
      RegionNames: [region],
      SingleAvailabilityZone: true,
    }),
  )
  // t2.micro is not offered in the zones b and d.
  expect(zones.SpotPlacementScores?.map((each) => each.AvailabilityZoneId).toSorted()).toEqual([
    'apne2-az1',
    'apne2-az3',
  ])
})

it('a request beyond the quota is refused at once, and so is an id that is none', async () => {
  // 1,000 of the largest of a family whose quota is 64 vCPUs.
  await expect(
    ask({ InstanceCount: 1_000, LaunchSpecification: { ImageId, InstanceType: 'g4dn.xlarge' } }),
  ).rejects.toMatchObject({ name: 'MaxSpotInstanceCountExceeded' })
  const cancel = (id: string) =>
    ec2.send(new sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [id] }))
  await expect(cancel('nonsense')).rejects.toMatchObject({
    name: 'InvalidSpotInstanceRequestID.Malformed',
  })
  await expect(cancel('sir-abcdefgh')).rejects.toMatchObject({
    name: 'InvalidSpotInstanceRequestID.NotFound',
  })
})
