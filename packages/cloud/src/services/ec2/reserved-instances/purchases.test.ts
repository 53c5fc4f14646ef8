import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { reservedCoverage } from './reserved-coverage.ts'

const region = 'us-east-1'
const yearMs = 31_536_000_000
let cloud: TestCloud
let ec2: sdk.EC2Client
let account = '460000000000'
beforeAll(async () => {
  cloud = await startTestCloud({ region })
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
})

const advance = (by: `${number}${'s' | 'm' | 'h' | 'd'}`) => cloud.advance(account, by)

/** The id of an offering; the first that fits. */
async function offer(more: sdk.DescribeReservedInstancesOfferingsCommandInput = {}) {
  const found = await ec2.send(
    new sdk.DescribeReservedInstancesOfferingsCommand({
      InstanceType: 'm5.large',
      ProductDescription: 'Linux/UNIX',
      OfferingClass: 'standard',
      OfferingType: 'No Upfront',
      MaxDuration: yearMs / 1_000,
      ...(more.AvailabilityZone === undefined && {
        Filters: [{ Name: 'scope', Values: ['Region'] }],
      }),
      ...more,
    }),
  )
  const [first] = found.ReservedInstancesOfferings ?? []
  if (!first?.ReservedInstancesOfferingId) throw new Error('Nothing is offered')
  return first.ReservedInstancesOfferingId
}
async function buy(
  ReservedInstancesOfferingId: string,
  InstanceCount = 1,
  more: Partial<sdk.PurchaseReservedInstancesOfferingCommandInput> = {},
) {
  const { ReservedInstancesId = '' } = await ec2.send(
    new sdk.PurchaseReservedInstancesOfferingCommand({
      ReservedInstancesOfferingId,
      InstanceCount,
      ...more,
    }),
  )
  return ReservedInstancesId
}
async function owned(more: sdk.DescribeReservedInstancesCommandInput = {}) {
  const all = await ec2.send(new sdk.DescribeReservedInstancesCommand(more))
  return all.ReservedInstances ?? []
}
async function modify(
  ReservedInstancesIds: string[],
  ...TargetConfigurations: sdk.ReservedInstancesConfiguration[]
) {
  const { ReservedInstancesModificationId = '' } = await ec2.send(
    new sdk.ModifyReservedInstancesCommand({ ReservedInstancesIds, TargetConfigurations }),
  )
  return ReservedInstancesModificationId
}
const active = { Filters: [{ Name: 'state', Values: ['active'] }] }
const covered = () =>
  cloud.engine.transact({ account, region }, (ctx) => reservedCoverage(ctx.db, region))

it('a purchase is paid, covers its term, and retires on the clock', async () => {
  const id = await buy(await offer({ OfferingType: 'Partial Upfront' }), 3)
  const start = new Date(cloud.now(account))
  expect(await owned()).toMatchObject([
    {
      ReservedInstancesId: id,
      State: 'payment-pending',
      InstanceType: 'm5.large',
      InstanceCount: 3,
      Scope: 'Region',
      OfferingClass: 'standard',
      OfferingType: 'Partial Upfront',
      Start: start,
      End: new Date(start.getTime() + yearMs),
      // 0.096 × 0.6 is 0.0576 an hour: half of 8,760 hours at once, half by the hour.
      FixedPrice: 252.29,
      RecurringCharges: [{ Amount: 0.0288, Frequency: 'Hourly' }],
    },
  ])
  expect(covered()).toEqual([])
  await advance('2m')
  await ec2.send(new sdk.CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'a', Value: 'b' }] }))
  expect(await owned({ Filters: [{ Name: 'tag:a', Values: ['b'] }] })).toMatchObject([
    { State: 'active', Tags: [{ Key: 'a', Value: 'b' }] },
  ])
  expect(covered()).toMatchObject([
    {
      id,
      type: 'm5.large',
      scope: { region },
      count: 3,
      sizeFlexible: true,
      fromMs: start.getTime(),
      untilMs: start.getTime() + yearMs,
      upfrontUsd: 252.29,
      dueUsd: 756.87,
      hourlyUsd: 0.0288,
    },
  ])
  await advance('365d')
  expect(await owned()).toMatchObject([{ State: 'retired' }])
  expect(await owned(active)).toEqual([])
  expect(covered()).toHaveLength(1)
})

it('Windows pays its licence whole, dedicated hardware more, and each has offerings of its own', async () => {
  const hourly = async (more: sdk.DescribeReservedInstancesOfferingsCommandInput) => {
    const ids = [await offer(more)]
    const found = await ec2.send(
      new sdk.DescribeReservedInstancesOfferingsCommand({ ReservedInstancesOfferingIds: ids }),
    )
    return found.ReservedInstancesOfferings?.[0]?.RecurringCharges?.[0]?.Amount
  }
  expect(await hourly({})).toBe(0.06048)
  expect(await hourly({ ProductDescription: 'Windows (Amazon VPC)' })).toBe(0.15248)
  expect(await hourly({ InstanceTenancy: 'dedicated' })).toBe(0.064109)
})

it('a purchase waits in a queue for its time, or is taken out of it', async () => {
  const offered = await offer()
  const at = new Date(cloud.now(account) + 86_400_000)
  const id = await buy(offered, 1, { PurchaseTime: at })
  const other = await buy(offered, 1, { PurchaseTime: at })
  const zonal = await offer({ AvailabilityZone: `${region}a` })
  await expect(buy(zonal, 1, { PurchaseTime: at })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  expect(await owned()).toMatchObject([{ State: 'queued', Start: at }, { State: 'queued' }])
  const strange = '00000000-0000-4000-8000-000000000000'
  const deleted = await ec2.send(
    new sdk.DeleteQueuedReservedInstancesCommand({ ReservedInstancesIds: [other, strange] }),
  )
  expect(deleted).toMatchObject({
    SuccessfulQueuedPurchaseDeletions: [{ ReservedInstancesId: other }],
    FailedQueuedPurchaseDeletions: [
      { ReservedInstancesId: strange, Error: { Code: 'reserved-instances-id-invalid' } },
    ],
  })
  await advance('25h')
  expect(await owned()).toMatchObject([
    { ReservedInstancesId: id, State: 'active', Start: at },
    { State: 'queued-deleted' },
  ])
})

it('refuses what is too dear, too many, too late, or not there', async () => {
  const offered = await offer({ OfferingType: 'All Upfront' })
  const refused = (promise: Promise<unknown>, name: string) =>
    expect(promise).rejects.toMatchObject({ name })
  const LimitPrice = { Amount: 100, CurrencyCode: 'USD' } as const
  await refused(buy(offered, 1, { LimitPrice }), 'LimitPriceExceeded')
  await refused(buy(offered, 0), 'InvalidParameterValue')
  await refused(buy(offered, 1, { PurchaseTime: new Date(0) }), 'InvalidParameterValue')
  await refused(buy('nonsense'), 'InvalidReservedInstancesOfferingId')
  await refused(owned({ ReservedInstancesIds: ['nonsense'] }), 'InvalidReservedInstancesId')
  await refused(buy(offered, 1, { DryRun: true }), 'DryRunOperation')
  await refused(buy(offered, 21), 'ReservedInstancesLimitExceeded')
  await buy(offered, 20)
  await refused(buy(offered), 'ReservedInstancesLimitExceeded')
  // Each zone has as many of its own, and so has the next month.
  await buy(await offer({ AvailabilityZone: `${region}a` }), 20)
  await advance('31d')
  await buy(offered)
})

it('a modification splits, merges, moves and resizes within the same footprint', async () => {
  // One m5.xlarge is eight units: two large ones are as many.
  const id = await buy(await offer({ InstanceType: 'm5.xlarge' }), 2)
  await advance('90m')
  const asked = await modify(
    [id],
    { InstanceType: 'm5.large', InstanceCount: 2, AvailabilityZone: `${region}b` },
    { InstanceType: 'm5.xlarge', InstanceCount: 1, Scope: 'Region' },
  )
  await expect(modify([id], { InstanceCount: 2 })).rejects.toMatchObject({ name: 'InvalidInput' })
  const told = async () =>
    (await ec2.send(new sdk.DescribeReservedInstancesModificationsCommand({})))
      .ReservedInstancesModifications
  expect(await told()).toMatchObject([
    { ReservedInstancesModificationId: asked, Status: 'processing' },
  ])
  await advance('2m')
  const effective = new Date(Date.UTC(2026, 0, 1, 1))
  const [old, large, xlarge] = await owned()
  expect(old).toMatchObject({ State: 'retired', End: effective })
  expect(large).toMatchObject({
    State: 'active',
    InstanceType: 'm5.large',
    InstanceCount: 2,
    AvailabilityZone: `${region}b`,
    FixedPrice: 0,
    RecurringCharges: [{ Amount: 0.06048 }],
    Start: effective,
    End: new Date(Date.UTC(2027, 0, 1)),
  })
  expect(xlarge).toMatchObject({ InstanceType: 'm5.xlarge', InstanceCount: 1, Scope: 'Region' })
  expect(await told()).toMatchObject([
    {
      Status: 'fulfilled',
      EffectiveDate: effective,
      ReservedInstancesIds: [{ ReservedInstancesId: id }],
      ModificationResults: [
        {
          ReservedInstancesId: large?.ReservedInstancesId,
          TargetConfiguration: { InstanceCount: 2 },
        },
        { ReservedInstancesId: xlarge?.ReservedInstancesId },
      ],
    },
  ])
  const ids = [large?.ReservedInstancesId ?? '', xlarge?.ReservedInstancesId ?? '']
  await modify(ids, { InstanceType: 'm5.4xlarge', InstanceCount: 1 }).then(
    () => expect.unreachable(),
    (error: unknown) => expect(String(error)).toContain('32 is not 16 normalized units'),
  )
  await modify(ids, { InstanceType: 'm5.2xlarge', InstanceCount: 1, Scope: 'Region' })
  await advance('2m')
  expect(await owned(active)).toMatchObject([
    { InstanceType: 'm5.2xlarge', InstanceCount: 1, RecurringCharges: [{ Amount: 0.24192 }] },
  ])
})

it('refuses modifications that AWS refuses', async () => {
  const id = await buy(await offer(), 2)
  const refused = (...of: Parameters<typeof modify>) =>
    expect(modify(...of)).rejects.toMatchObject({ name: 'InvalidInput' })
  await refused([id], { InstanceCount: 2 })
  await advance('2m')
  await refused([id], { InstanceCount: 1 })
  await refused([id], { InstanceCount: 2, InstanceType: 'c5.large' })
  await refused([id], { InstanceCount: 2, AvailabilityZone: 'moon-1a' })
  await refused([id], { InstanceCount: 1 }, { InstanceCount: 1 })
  const windows = await buy(await offer({ ProductDescription: 'Windows' }), 2)
  await advance('2m')
  await refused([windows], { InstanceCount: 1, InstanceType: 'm5.xlarge' })
  await refused([id, windows], { InstanceCount: 4 })
  await expect(modify(['nobody'], { InstanceCount: 1 })).rejects.toMatchObject({
    name: 'InvalidReservedInstancesId',
  })
})

it('convertible ones are exchanged for what is worth at least as much', async () => {
  const convertible = { OfferingClass: 'convertible' } as const
  const id = await buy(await offer(convertible), 4)
  await advance('2m')
  const offered = await offer({
    ...convertible,
    InstanceType: 'c5.xlarge',
    OfferingType: 'All Upfront',
  })
  const input = {
    ReservedInstanceIds: [id],
    TargetConfigurations: [{ OfferingId: offered }],
  }
  const quote = await ec2.send(new sdk.GetReservedInstancesExchangeQuoteCommand(input))
  expect(quote).toMatchObject({
    IsValidExchange: true,
    CurrencyCode: 'USD',
    // Four at 0.0696 an hour are 2,438.74 a year; one c5.xlarge is 0.17 × 0.676 × 8,760 = 1,006.70.
    ReservedInstanceValueRollup: { HourlyPrice: '0.278400', RemainingUpfrontValue: '0.000000' },
    TargetConfigurationValueSet: [
      { TargetConfiguration: { InstanceCount: 3, OfferingId: offered } },
    ],
  })
  expect(Number(quote.ReservedInstanceValueRollup?.RemainingTotalValue)).toBeCloseTo(2_438.77, 1)
  expect(Number(quote.PaymentDue)).toBeCloseTo(3 * 1_006.7, 1)
  const { ExchangeId } = await ec2.send(new sdk.AcceptReservedInstancesExchangeQuoteCommand(input))
  expect(ExchangeId).toMatch(/^riex-/)
  await advance('2m')
  expect(await owned(active)).toMatchObject([{ InstanceType: 'c5.xlarge', InstanceCount: 3 }])
  const again = await ec2.send(new sdk.GetReservedInstancesExchangeQuoteCommand(input))
  expect(again).toMatchObject({
    IsValidExchange: false,
    ValidationFailureReason: expect.stringContaining('are not active (retired)'),
  })
  const back = await owned(active)
  await expect(
    ec2.send(
      new sdk.AcceptReservedInstancesExchangeQuoteCommand({
        ReservedInstanceIds: [back[0]?.ReservedInstancesId ?? ''],
        TargetConfigurations: [{ OfferingId: await offer(convertible) }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidInput', message: expect.stringContaining('upfront') })
})

it('Scheduled Instances are history', async () => {
  const { ScheduledInstanceSet } = await ec2.send(new sdk.DescribeScheduledInstancesCommand({}))
  expect(ScheduledInstanceSet).toEqual([])
  const PurchaseRequests = [{ InstanceCount: 1, PurchaseToken: 'token' }]
  await expect(
    ec2.send(new sdk.PurchaseScheduledInstancesCommand({ PurchaseRequests })),
  ).rejects.toMatchObject({ name: 'InvalidPurchaseToken.Malformed' })
})
