import * as sdk from '@aws-sdk/client-savingsplans'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { planCoverage } from './plan-coverage.ts'

const region = 'us-east-1'
const yearSeconds = 31_536_000
let cloud: TestCloud
let plans: sdk.SavingsplansClient
let account = '470000000000'
beforeAll(async () => {
  cloud = await startTestCloud({ region })
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  plans = cloud.savingsplans({ account })
})

async function offer(more: sdk.DescribeSavingsPlansOfferingsCommandInput = {}) {
  const { searchResults = [] } = await plans.send(
    new sdk.DescribeSavingsPlansOfferingsCommand({
      planTypes: ['Compute'],
      durations: [yearSeconds],
      paymentOptions: ['No Upfront'],
      ...more,
    }),
  )
  return searchResults
}
async function buy(more: Partial<sdk.CreateSavingsPlanCommandInput> = {}) {
  const [first] = await offer()
  const { savingsPlanId = '' } = await plans.send(
    new sdk.CreateSavingsPlanCommand({
      savingsPlanOfferingId: first?.offeringId,
      commitment: '0.5',
      ...more,
    }),
  )
  return savingsPlanId
}
async function bought(more: sdk.DescribeSavingsPlansCommandInput = {}) {
  return (await plans.send(new sdk.DescribeSavingsPlansCommand(more))).savingsPlans ?? []
}
const covered = () => cloud.engine.transact({ account, region }, (ctx) => planCoverage(ctx.db))

it('Compute plans are one for each term and payment, those of EC2 for each family and Region', async () => {
  expect(await offer({ durations: [], paymentOptions: [] })).toHaveLength(6)
  const [family] = await offer({
    planTypes: ['EC2Instance'],
    filters: [
      { name: 'region', values: ['ap-northeast-2'] },
      { name: 'instanceFamily', values: ['m5'] },
    ],
  })
  expect(family).toMatchObject({
    description: '1 year No Upfront m5 EC2 Instance Savings Plan in ap-northeast-2',
    productTypes: ['EC2'],
    durationSeconds: yearSeconds,
    currency: 'USD',
    properties: [
      { name: 'region', value: 'ap-northeast-2' },
      { name: 'instanceFamily', value: 'm5' },
    ],
  })
  expect(await offer({ planTypes: ['SageMaker'] })).toEqual([])
  const pages = await plans.send(new sdk.DescribeSavingsPlansOfferingsCommand({ maxResults: 5 }))
  expect(pages.searchResults).toHaveLength(5)
  const next = await plans.send(
    new sdk.DescribeSavingsPlansOfferingsCommand({ maxResults: 5, nextToken: pages.nextToken }),
  )
  expect(next.searchResults?.[0]).not.toEqual(pages.searchResults?.[0])
})

it('a plan is bought once by its token, paid, covers its term, and retires on the clock', async () => {
  const clientToken = 'once'
  const id = await buy({ clientToken, tags: { team: 'web' } })
  expect(await buy({ clientToken, tags: { team: 'web' } })).toBe(id)
  const start = cloud.now(account)
  expect(await bought()).toMatchObject([
    {
      savingsPlanId: id,
      savingsPlanArn: `arn:aws:savingsplans::${account}:savingsplan/${id}`,
      state: 'payment-pending',
      savingsPlanType: 'Compute',
      commitment: '0.50000000',
      upfrontPaymentAmount: '0.00000000',
      recurringPaymentAmount: '0.50000000',
      start: new Date(start).toISOString(),
      end: new Date(start + yearSeconds * 1_000).toISOString(),
      tags: { team: 'web' },
    },
  ])
  expect(covered()).toEqual([])
  await cloud.advance(account, '2m')
  expect(await bought({ states: ['active'] })).toHaveLength(1)
  expect(covered()).toMatchObject([{ id, kind: 'Compute', commitmentUsdPerHour: 0.5 }])
  await cloud.advance(account, '365d')
  expect(await bought()).toMatchObject([{ state: 'retired' }])
})

it('what is paid at once is not paid by the hour', async () => {
  const [half] = await offer({ paymentOptions: ['Partial Upfront'] })
  const [whole] = await offer({ paymentOptions: ['All Upfront'] })
  await buy({ savingsPlanOfferingId: half?.offeringId, commitment: '1' })
  await buy({ savingsPlanOfferingId: whole?.offeringId, commitment: '1' })
  expect(await bought()).toMatchObject([
    { upfrontPaymentAmount: '4380.00000000', recurringPaymentAmount: '0.50000000' },
    { upfrontPaymentAmount: '8760.00000000', recurringPaymentAmount: '0.00000000' },
  ])
  await expect(
    buy({ savingsPlanOfferingId: half?.offeringId, upfrontPaymentAmount: '10' }),
  ).rejects.toMatchObject({ name: 'ValidationException' })
})

it('a plan waits in the queue, or is taken out of it', async () => {
  const purchaseTime = new Date(cloud.now(account) + 86_400_000)
  const id = await buy({ purchaseTime })
  const other = await buy({ purchaseTime })
  await plans.send(new sdk.DeleteQueuedSavingsPlanCommand({ savingsPlanId: other }))
  expect(await bought()).toMatchObject([{ state: 'queued' }, { state: 'queued-deleted' }])
  await cloud.advance(account, '25h')
  expect(await bought({ savingsPlanIds: [id] })).toMatchObject([
    { state: 'active', start: purchaseTime.toISOString() },
  ])
  await expect(
    plans.send(new sdk.DeleteQueuedSavingsPlanCommand({ savingsPlanId: id })),
  ).rejects.toMatchObject({ name: 'ValidationException' })
})

it('a small plan is given back within seven days, and counts for nothing then', async () => {
  const [soon, late, large] = [await buy(), await buy(), await buy({ commitment: '101' })]
  const giveBack = (savingsPlanId: string) =>
    plans.send(new sdk.ReturnSavingsPlanCommand({ savingsPlanId }))
  await cloud.advance(account, '2m')
  await giveBack(soon)
  await expect(giveBack(large)).rejects.toMatchObject({ name: 'ValidationException' })
  await cloud.advance(account, '2m')
  expect(await bought({ savingsPlanIds: [soon] })).toMatchObject([{ state: 'returned' }])
  expect(covered().map(({ id }) => id)).toEqual([late, large])
  await cloud.advance(account, '7d')
  await expect(giveBack(late)).rejects.toMatchObject({ name: 'ValidationException' })
})

it('rates are those of Reserved Instances that bind as much', async () => {
  const filters = [
    { name: 'region' as const, values: [region] },
    { name: 'instanceType' as const, values: ['m5.large'] },
    { name: 'tenancy' as const, values: ['shared'] },
    { name: 'productDescription' as const, values: ['Linux/UNIX'] },
  ]
  const [compute] = await offer()
  const ids = [compute?.offeringId ?? '']
  const offered = await plans.send(
    new sdk.DescribeSavingsPlansOfferingRatesCommand({ savingsPlanOfferingIds: ids, filters }),
  )
  expect(offered.searchResults).toMatchObject([
    {
      rate: '0.06960000',
      unit: 'Hrs',
      productType: 'EC2',
      savingsPlanOffering: { offeringId: ids[0] },
    },
  ])
  const id = await buy()
  const own = await plans.send(
    new sdk.DescribeSavingsPlanRatesCommand({ savingsPlanId: id, filters }),
  )
  expect(own).toMatchObject({
    savingsPlanId: id,
    searchResults: [{ rate: '0.06960000', currency: 'USD' }],
  })
  await expect(
    plans.send(new sdk.DescribeSavingsPlansOfferingRatesCommand({})),
  ).rejects.toMatchObject({ name: 'ValidationException' })
})

it('is tagged by its ARN, and says what is not there', async () => {
  const id = await buy()
  const resourceArn = `arn:aws:savingsplans::${account}:savingsplan/${id}`
  await plans.send(new sdk.TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }))
  await plans.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
  const { tags } = await plans.send(new sdk.ListTagsForResourceCommand({ resourceArn }))
  expect(tags).toEqual({ b: '2' })
  const none = { name: 'ResourceNotFoundException' }
  await expect(buy({ savingsPlanOfferingId: 'nonsense' })).rejects.toMatchObject(none)
  await expect(
    plans.send(
      new sdk.ListTagsForResourceCommand({
        resourceArn: resourceArn.replace(/.{12}$/, '0'.repeat(12)),
      }),
    ),
  ).rejects.toMatchObject(none)
  await expect(buy({ commitment: '0.0001' })).rejects.toMatchObject({
    name: 'ValidationException',
  })
})
