import * as sdk from '@aws-sdk/client-cost-explorer'
import {
  AllocateAddressCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'us-east-1'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
let cloud: TestCloud
let account = '610000000000'
beforeAll(async () => {
  cloud = await startTestCloud({ region })
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
})

const day = { Start: '2026-01-01', End: '2026-01-02' }
async function launch(on = cloud, InstanceType: 't3.micro' | 'm5.large' = 't3.micro') {
  const { Instances = [] } = await on.ec2({ account }).send(
    new RunInstancesCommand({
      ImageId,
      InstanceType,
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Team', Value: 'web' }] }],
    }),
  )
  // Pending is free.
  await on.advance(account, '8s')
  return Instances[0]?.InstanceId ?? ''
}
const ask = async (more: Partial<sdk.GetCostAndUsageCommandInput> = {}, on = cloud) => {
  const answer = await on.costExplorer({ account }).send(
    new sdk.GetCostAndUsageCommand({
      TimePeriod: day,
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost', 'UsageQuantity'],
      ...more,
    }),
  )
  return answer.ResultsByTime ?? []
}
const instances: sdk.Expression = { Dimensions: { Key: 'OPERATION', Values: ['RunInstances'] } }
const boxes: sdk.Expression = {
  And: [instances, { Dimensions: { Key: 'INSTANCE_TYPE', Values: ['t3.micro', 'm5.large'] } }],
}
const costOf = (results: sdk.ResultByTime[]) => Number(results[0]?.Total?.['UnblendedCost']?.Amount)

test('an instance costs while it runs, its volume until it is gone', async () => {
  const id = await launch()
  await cloud.advance(account, '2h')
  expect(costOf(await ask({ Filter: boxes }))).toBe(0.0208)
  const ec2 = cloud.ec2({ account })
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
  await cloud.advance(account, '10h')
  expect(costOf(await ask({ Filter: boxes }))).toBe(0.0208)
  const [byType] = await ask({ GroupBy: [{ Type: 'DIMENSION', Key: 'USAGE_TYPE' }] })
  const groups = Object.fromEntries(
    (byType?.Groups ?? []).map(({ Keys, Metrics }) => [
      Keys?.[0],
      Metrics?.['UnblendedCost']?.Amount,
    ]),
  )
  expect(Object.keys(groups)).toEqual([
    'BoxUsage:t3.micro',
    'EBS:VolumeUsage.gp3',
    'PublicIPv4:InUseAddress',
  ])
  // 8 GiB from the launch: 12 hours and 8 seconds of 744 hours.
  expect(Number(groups['EBS:VolumeUsage.gp3'])).toBeCloseTo((8 * 0.08 * 43_208) / (744 * 3600), 5)
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
  await cloud.advance(account, '1h')
  const before = costOf(await ask())
  await cloud.advance(account, '5h')
  expect(costOf(await ask())).toBe(before)
})

test('groups by dimensions and tags, filters, and leaves nothing out', async () => {
  await launch()
  await cloud.ec2({ account }).send(new AllocateAddressCommand({}))
  await cloud.advance(account, '30h')
  const two = { Start: '2026-01-01', End: '2026-01-03' }
  const [whole] = await ask({ TimePeriod: two, Granularity: 'MONTHLY' })
  const days = await ask({ TimePeriod: two, GroupBy: [{ Type: 'TAG', Key: 'Team' }] })
  expect(days.map(({ TimePeriod }) => TimePeriod?.Start)).toEqual(['2026-01-01', '2026-01-02'])
  expect(days[0]?.Groups?.map(({ Keys }) => Keys)).toEqual([['Team$'], ['Team$web']])
  const parts = days.flatMap(({ Groups = [] }) =>
    Groups.map(({ Metrics }) => Math.round(Number(Metrics?.['UnblendedCost']?.Amount) * 1e6)),
  )
  expect(parts.reduce((sum, one) => sum + one, 0)).toBe(
    Math.round(Number(whole?.Total?.['UnblendedCost']?.Amount) * 1e6),
  )
  const idle = { Dimensions: { Key: 'USAGE_TYPE', Values: ['Idle'], MatchOptions: ['CONTAINS'] } }
  // 30 hours and the 8 seconds of the launch.
  expect(
    costOf(await ask({ TimePeriod: two, Granularity: 'MONTHLY', Filter: idle as sdk.Expression })),
  ).toBeCloseTo(30 * 0.005, 3)
  const ce = cloud.costExplorer({ account })
  const tags = await ce.send(new sdk.GetTagsCommand({ TimePeriod: two, TagKey: 'Team' }))
  expect(tags.Tags).toEqual(['', 'web'])
  const services = await ce.send(
    new sdk.GetDimensionValuesCommand({ TimePeriod: two, Dimension: 'SERVICE' }),
  )
  expect(services.DimensionValues?.map(({ Value }) => Value)).toEqual([
    'Amazon Elastic Compute Cloud - Compute',
    'Amazon Virtual Private Cloud',
    'EC2 - Other',
  ])
  const hours = await ask({
    Granularity: 'HOURLY',
    TimePeriod: { Start: '2026-01-01T00:00:00Z', End: '2026-01-01T03:00:00Z' },
    Filter: boxes,
  })
  expect(hours.map(({ Total }) => Total?.['UnblendedCost']?.Amount)).toEqual([
    '0.010377',
    '0.0104',
    '0.0104',
  ])
})

test('refuses what is no time, no metric, no dimension', async () => {
  await expect(
    ask({ TimePeriod: { Start: '2026-01-02', End: '2026-01-01' } }),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Start date (and hour) should be before end date (and hour)',
  })
  await expect(ask({ Metrics: ['Gold'] })).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(ask({ Filter: {} })).rejects.toMatchObject({ name: 'ValidationException' })
})

test('forecasts that everything goes on', async () => {
  await launch()
  await cloud.advance(account, '24h')
  const { Total, ForecastResultsByTime: days } = await cloud.costExplorer({ account }).send(
    new sdk.GetCostForecastCommand({
      TimePeriod: { Start: '2026-01-03', End: '2026-01-05' },
      Granularity: 'DAILY',
      Metric: 'UNBLENDED_COST',
      Filter: boxes,
    }),
  )
  expect(Number(Total?.Amount)).toBeCloseTo(48 * 0.0104, 9)
  expect(days?.map(({ MeanValue }) => Number(MeanValue))).toEqual([0.2496, 0.2496])
})

test('a reset forgets what it cost', async () => {
  await launch()
  await cloud.advance(account, '2h')
  cloud.reset(account)
  expect(costOf(await ask())).toBe(0)
})

test('a restart in between changes nothing of the bill', async () => {
  const life = async (restarts: boolean) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-ledger-'))
    const options = { region, dataDir }
    let on = await startTestCloud(options)
    const restart = async () => {
      if (!restarts) return
      await on.close()
      on = await startTestCloud(options)
    }
    try {
      const id = await launch(on)
      const volume = await on
        .ec2({ account })
        .send(
          new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size: 50, VolumeType: 'gp3' }),
        )
      await on.advance(account, '90m')
      await restart()
      await on.ec2({ account }).send(new StopInstancesCommand({ InstanceIds: [id] }))
      await on.advance(account, '1h')
      await restart()
      await on.ec2({ account }).send(new DeleteVolumeCommand({ VolumeId: volume.VolumeId }))
      await on.advance(account, '1h')
      return await ask({ GroupBy: [{ Type: 'DIMENSION', Key: 'USAGE_TYPE' }] }, on)
    } finally {
      await on.close()
      rmSync(dataDir, { recursive: true })
    }
  }
  expect(await life(true)).toEqual(await life(false))
})

test('the console is told the same: so far, by the hour, and under every way of buying', async () => {
  await launch()
  await cloud.advance(account, '10h')
  const costs = cloud.costs(account)
  const [month] = await ask({ Granularity: 'MONTHLY' })
  expect(costs.spent / 1e6).toBeCloseTo(Number(month?.Total?.['UnblendedCost']?.Amount), 6)
  expect(costs.resources.reduce((sum, { spent }) => sum + spent, 0)).toBe(costs.spent)
  expect(costs.lines.reduce((sum, { spent }) => sum + spent, 0)).toBe(costs.spent)
  expect(costs.models).toMatchObject({ onDemand: 10_400 })
  expect(costs.models.spot).toBeLessThan(costs.models.reserved)
  expect(costs.models.savings).toBeLessThan(costs.models.onDemand)
  // The address is free with the free tier, the instance and its 8 GiB too.
  cloud.setFreeTier(account, true)
  expect(cloud.costs(account)).toMatchObject({ spent: 0, freeTier: true })
  const answer = await fetch(`${cloud.url}/_brume/costs?account=${account}`)
  expect(await answer.json()).toMatchObject({ account, spent: 0 })
})
