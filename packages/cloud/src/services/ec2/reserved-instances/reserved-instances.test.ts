import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud({ region: 'us-east-1' })
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

async function offerings(more: sdk.DescribeReservedInstancesOfferingsCommandInput) {
  const found = await ec2.send(new sdk.DescribeReservedInstancesOfferingsCommand(more))
  return found.ReservedInstancesOfferings ?? []
}

it('offerings differ by term, class, payment and place, and cost less than On-Demand', async () => {
  const regional = await offerings({
    InstanceType: 'm5.large',
    ProductDescription: 'Linux/UNIX (Amazon VPC)',
    Filters: [{ Name: 'scope', Values: ['Region'] }],
  })
  expect(regional).toHaveLength(12)
  const [one] = await offerings({
    InstanceType: 'm5.large',
    OfferingClass: 'standard',
    OfferingType: 'Partial Upfront',
    MaxDuration: 31_536_000,
    AvailabilityZone: 'us-east-1a',
    Filters: [{ Name: 'product-description', Values: ['Linux/UNIX'] }],
  })
  expect(one).toMatchObject({
    ReservedInstancesOfferingId: expect.stringMatching(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    ),
    Scope: 'Availability Zone',
    AvailabilityZone: 'us-east-1a',
    Duration: 31_536_000,
    CurrencyCode: 'USD',
    Marketplace: false,
  })
  const hourly = (one?.FixedPrice ?? 0) / 8_760 + (one?.RecurringCharges?.[0]?.Amount ?? 0)
  expect(hourly / 0.096).toBeCloseTo(0.6, 2)
  const again = await offerings({
    ReservedInstancesOfferingIds: [one?.ReservedInstancesOfferingId ?? ''],
  })
  expect(again).toEqual([one])
  const whole = regional.find(
    (each) => each.OfferingType === 'All Upfront' && each.Duration !== 31_536_000,
  )
  expect(whole?.RecurringCharges).toEqual([{ Amount: 0, Frequency: 'Hourly' }])
})

it('the list comes in pages, and what is not offered is refused', async () => {
  const first = await ec2.send(new sdk.DescribeReservedInstancesOfferingsCommand({}))
  expect(first.ReservedInstancesOfferings).toHaveLength(100)
  const second = await ec2.send(
    new sdk.DescribeReservedInstancesOfferingsCommand({ NextToken: first.NextToken }),
  )
  expect(second.ReservedInstancesOfferings?.[0]).not.toEqual(first.ReservedInstancesOfferings?.[0])
  await expect(
    offerings({ ReservedInstancesOfferingIds: ['00000000-0000-4000-8000-000000000000'] }),
  ).rejects.toMatchObject({ name: 'InvalidReservedInstancesOfferingId' })
})

it('an instance’s UEFI data is its image’s, where it boots by UEFI', async () => {
  const InstanceId = await launchInstance(ec2)
  const answer = await ec2.send(new sdk.GetInstanceUefiDataCommand({ InstanceId }))
  expect(answer).toMatchObject({ InstanceId })
  expect(answer.UefiData).toBeUndefined()
  await expect(
    ec2.send(new sdk.GetInstanceUefiDataCommand({ InstanceId: 'i-00000000000000000' })),
  ).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
})
