import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

let brume: TestConsole
let tab: Tab
beforeAll(async () => {
  brume = await startTestConsole({ demo: async () => ({ instances: 40 }) })
  tab = await brume.tab()
})
afterAll(() => brume.close())

const marketplaceImages = z.object({
  Images: z.array(
    z.object({
      ImageId: z.string(),
      ProductCodes: z.array(z.object({ ProductCodeId: z.string() })),
    }),
  ),
})

const clock = '/api/embedded/cloud/clock'

test('the clock is read, sped up, paused and wound', async () => {
  expect((await tab.get(clock)).body).toEqual({
    now: '2026-01-01T00:00:00.000Z',
    speed: 0,
    paused: true,
    advancing: null,
  })
  expect((await tab.post(clock, { advance: '90s' })).body).toMatchObject({
    now: '2026-01-01T00:01:30.000Z',
  })
  expect((await tab.post(clock, { advance: '1.5h' })).body).toMatchObject({
    now: '2026-01-01T01:31:30.000Z',
  })
  const later = '2026-01-02T00:00:00.000Z'
  expect((await tab.post(clock, { advanceTo: later })).body).toMatchObject({ now: later })
  expect((await tab.post(clock, { speed: 60 })).body).toMatchObject({ speed: 60, paused: false })
  expect((await tab.post(clock, { pause: true })).body).toMatchObject({ paused: true })
})

test('a long winding is watched and stopped, and outlives who asked for it', async () => {
  const own = '/api/embedded-888888888888/cloud/clock'
  const asked = await tab.post(own, { advance: '3650d', wait: false })
  expect(asked.body).toMatchObject({
    advancing: { from: '2026-01-01T00:00:00.000Z', to: '2035-12-30T00:00:00.000Z' },
  })
  const { body } = await tab.post(own, { stop: true })
  expect(body).toMatchObject({ advancing: null })
  expect((await tab.post(own, { stop: true, advance: '1s' })).status).toBe(400)
  expect((await tab.post(own, { advance: '1s' })).status).toBe(200)
})

test('each account has its own clock', async () => {
  const own = '/api/embedded-333333333333/cloud/clock'
  await tab.post(own, { advance: '1d' })
  expect((await tab.get(own)).body).toMatchObject({ now: '2026-01-02T00:00:00.000Z' })
  expect((await tab.get('/api/embedded-444444444444/cloud/clock')).body).toMatchObject({
    now: '2026-01-01T00:00:00.000Z',
  })
})

test.each([
  {},
  { speed: 0 },
  { speed: 4000 },
  { advance: '5 minutes' },
  { advance: '-5s' },
  { advanceTo: 'noon' },
  { advanceTo: '2020-01-01T00:00:00Z' },
  { speed: 2, pause: true },
])('%j is refused', async (command) => {
  const reply = await tab.post(clock, command)
  expect(reply.status).toBe(400)
  expect(reply.body).toMatchObject({ error: { code: 'BadRequest' } })
})

test('reset puts one account back to its first day', async () => {
  const account = '/api/embedded-555555555555'
  const profile = { InstanceProfileName: 'p' }
  await tab.post(`${account}/us-east-1/iam/CreateInstanceProfile`, profile)
  await tab.post('/api/embedded/us-east-1/iam/CreateInstanceProfile', profile)
  expect((await tab.post(`${account}/cloud/reset`)).status).toBe(204)
  const look = 'us-east-1/iam/GetInstanceProfile'
  expect((await tab.post(`${account}/${look}`, profile)).status).toBe(404)
  expect((await tab.post(`/api/embedded/${look}`, profile)).status).toBe(200)
})

test('the terms of a Marketplace product are accepted for one account', async () => {
  const account = '/api/embedded-666666666666'
  const marketplace = `${account}/cloud/marketplace`
  const found = await tab.post(`${account}/us-east-1/ec2/DescribeImages`, {
    Owners: ['aws-marketplace'],
    Filters: [{ Name: 'product-code.type', Values: ['marketplace'] }],
  })
  const [image] = marketplaceImages.parse(found.body).Images
  const accept = image?.ProductCodes[0]?.ProductCodeId
  const launch = (path: string) =>
    tab.post(`${path}/us-east-1/ec2/RunInstances`, {
      ImageId: image?.ImageId,
      InstanceType: 'm5.large',
      MinCount: 1,
      MaxCount: 1,
    })
  expect((await launch(account)).body).toMatchObject({ error: { code: 'OptInRequired' } })
  expect((await tab.post(marketplace, { accept: 'nothing' })).status).toBe(404)
  expect((await tab.post(marketplace, { product: accept })).status).toBe(400)
  const accepted = await tab.post(marketplace, { accept })
  expect(accepted.status).toBe(200)
  expect(accepted.body).toEqual({ accept })
  expect((await launch(account)).status).toBe(200)
  expect((await launch('/api/embedded')).body).toMatchObject({ error: { code: 'OptInRequired' } })
})

test('terms are not accepted through a read-only connection', async () => {
  const readOnly = await startTestConsole({ readOnly: true })
  const page = await readOnly.tab()
  const reply = await page.post('/api/embedded/cloud/marketplace', { accept: 'x' })
  expect(reply.status).toBe(403)
  expect(reply.body).toMatchObject({ error: { code: 'ReadOnlyConnection' } })
  await readOnly.close()
})

test('the demonstration fleet is made by who brings it, or honestly refused', async () => {
  expect((await tab.post('/api/embedded/cloud/demo')).body).toEqual({ instances: 40 })
  const without = await startTestConsole()
  const page = await without.tab()
  const reply = await page.post('/api/embedded/cloud/demo')
  expect(reply.status).toBe(501)
  expect(reply.body).toMatchObject({ error: { code: 'NotSupported' } })
  await without.close()
})

test('a Spot Instance is interrupted in its own account alone, and only as a fault that is known', async () => {
  const faults = '/api/embedded-777777777777/cloud/faults'
  const wish = { kind: 'interrupt-spot', region: 'us-east-1', instanceId: 'i-00000000000000000' }
  expect((await tab.post(faults, wish)).status).toBe(404)
  expect((await tab.post(faults, { ...wish, kind: 'flood' })).status).toBe(400)
  expect((await tab.post(faults, { ...wish, colour: 'red' })).status).toBe(400)
  expect((await tab.post(faults, { ...wish, account: '888888888888' })).status).toBe(400)
})

test('faults are made, listed and taken back in their own account', async () => {
  const faults = '/api/embedded-777777777777/cloud/faults'
  const latency = { kind: 'latency', service: 'ec2', minimumMs: 1, maximumMs: 2 }
  const outage = { kind: 'zone-outage', region: 'us-east-1', zone: 'us-east-1a', duration: '1h' }
  const refused = await tab.post(faults, { ...outage, zone: 'us-east-1z' })
  expect(refused.body).toMatchObject({
    error: { code: 'BadRequest', message: expect.stringContaining('us-east-1a') },
  })
  const made = await tab.post(faults, latency)
  await tab.post(faults, outage)
  expect((await tab.get(faults)).body).toEqual({
    faults: [made.body, expect.objectContaining({ kind: 'zone-outage', zone: 'us-east-1a' })],
  })
  expect((await tab.get('/api/embedded/cloud/faults')).body).toEqual({ faults: [] })
  const { id } = z.object({ id: z.string() }).parse(made.body)
  expect((await tab.remove(`${faults}?id=fault-0`)).status).toBe(404)
  expect((await tab.remove(`${faults}?id=${id}`)).body).toEqual({ removed: [id] })
  expect((await tab.remove(faults)).body).toMatchObject({ removed: [expect.any(String)] })
  expect((await tab.get(faults)).body).toEqual({ faults: [] })
})
