import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { defaultAccount } from '../../../engine/default-account.ts'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud({ region: 'us-east-1' })
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

const allocate = async (InstanceFamily: string) => {
  const made = await ec2.send(
    new sdk.AllocateHostsCommand({ InstanceFamily, AvailabilityZone: 'us-east-1a', Quantity: 1 }),
  )
  return made.HostIds?.[0] ?? ''
}
const offerings = async (family: string) => {
  const found = await ec2.send(
    new sdk.DescribeHostReservationOfferingsCommand({
      Filter: [{ Name: 'instance-family', Values: [family] }],
    }),
  )
  return found.OfferingSet ?? []
}

it('hosts are reserved for years, told on the host, and retire on the clock', async () => {
  const offered = await offerings('m5')
  expect(offered).toHaveLength(6)
  const one = offered.find(
    ({ PaymentOption, Duration }) => PaymentOption === 'NoUpfront' && Duration === 31_536_000,
  )
  // An m5 host costs 5.069 USD an hour, and 63 % of it for a year without upfront.
  expect(one).toMatchObject({ HourlyPrice: '3.193470', UpfrontPrice: '0.000000' })
  const host = await allocate('m5')
  const asked = { HostIdSet: [host], OfferingId: one?.OfferingId ?? '' }
  const preview = await ec2.send(new sdk.GetHostReservationPurchasePreviewCommand(asked))
  expect(preview).toMatchObject({ TotalHourlyPrice: '3.193470', CurrencyCode: 'USD' })
  const bought = await ec2.send(
    new sdk.PurchaseHostReservationCommand({ ...asked, ClientToken: 'once' }),
  )
  const id = bought.Purchase?.[0]?.HostReservationId ?? ''
  expect(id).toMatch(/^hr-0[0-9a-f]{16}$/)
  await expect(
    ec2.send(new sdk.GetHostReservationPurchasePreviewCommand(asked)),
  ).rejects.toMatchObject({ name: 'HostAlreadyCoveredByReservation' })
  await cloud.advance('2m')
  const state = async () =>
    (await ec2.send(new sdk.DescribeHostReservationsCommand({}))).HostReservationSet?.[0]
  expect(await state()).toMatchObject({ State: 'active', Count: 1, HostIdSet: [host] })
  const { Hosts } = await ec2.send(
    new sdk.DescribeHostsCommand({ Filter: [{ Name: 'host-reservation-id', Values: [id] }] }),
  )
  expect(Hosts).toMatchObject([{ HostId: host, HostReservationId: id }])
  // The reservation's price instead of the host's own.
  expect(cloud.costs(defaultAccount).perHour).toBe(3_193_470)
  await cloud.advance('365d')
  expect(await state()).toMatchObject({ State: 'retired' })
})

it('a reservation takes hosts of its own family', async () => {
  const host = await allocate('c5')
  const [one] = await offerings('m5')
  await expect(
    ec2.send(
      new sdk.PurchaseHostReservationCommand({
        HostIdSet: [host],
        OfferingId: one?.OfferingId ?? '',
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidInstanceFamily' })
})

it('a host of Mac instances is kept for a day', async () => {
  const made = await ec2.send(
    new sdk.AllocateHostsCommand({
      InstanceType: 'mac2.metal',
      AvailabilityZone: 'us-east-1b',
      Quantity: 1,
    }),
  )
  const HostIds = made.HostIds ?? []
  const release = () => ec2.send(new sdk.ReleaseHostsCommand({ HostIds }))
  expect((await release()).Unsuccessful).toMatchObject([
    { Error: { Code: 'Client.HostMinAllocationPeriodUnexpired' } },
  ])
  await cloud.advance('24h')
  expect((await release()).Successful).toEqual(HostIds)
})
