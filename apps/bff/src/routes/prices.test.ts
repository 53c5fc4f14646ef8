import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenConnection } from '../connections/connection.ts'
import { ClientPool } from '../sdk/clients.ts'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

const work: OpenConnection = {
  info: {
    id: 'aws-work',
    kind: 'aws',
    name: 'work',
    defaultRegion: 'us-east-1',
    readOnly: false,
    source: 'profile "work"',
  },
  clients: new ClientPool((_service, region) => ({
    region,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })),
}

let brume: TestConsole
let tab: Tab
beforeAll(async () => {
  brume = await startTestConsole({ connections: [work] })
  tab = await brume.tab()
})
afterAll(() => brume.close())

test('prices say what AWS lists, and mark what is derived', async () => {
  const virginia = await tab.get('/api/embedded/us-east-1/prices')
  expect(virginia.status).toBe(200)
  expect(virginia.body).toMatchObject({
    currency: 'USD',
    source: 'catalogue',
    onDemand: {
      't3.micro': {
        linux: { usdPerHour: 0.0104, exact: true },
        windows: { usdPerHour: 0.0196, exact: false },
      },
    },
  })
  const seoul = await tab.get('/api/embedded-222222222222/ap-northeast-2/prices')
  expect(seoul.body).toHaveProperty(['onDemand', 't3.micro', 'linux'], {
    usdPerHour: 0.013,
    exact: false,
  })
})

test('what has no established price is absent', async () => {
  const virginia = await tab.get('/api/embedded/us-east-1/prices')
  expect(virginia.body).not.toHaveProperty(['onDemand', 't4g.micro', 'windows'])
  expect(virginia.body).not.toHaveProperty(['onDemand', 'mac2.metal'])
  const unknown = { currency: 'USD', onDemand: {}, source: 'none', reason: 'unknown-region' }
  expect((await tab.get('/api/embedded/xx-nowhere-1/prices')).body).toEqual(unknown)
  expect((await tab.get('/api/embedded/mx-central-1/prices')).body).toEqual(unknown)
})

test('an AWS connection needs the code, and then has none, with the reason', async () => {
  const path = '/api/aws-work/us-east-1/prices'
  const refused = await tab.get(path)
  expect(refused.status).toBe(403)
  expect(refused.body).toMatchObject({ error: { code: 'CodeRequired' } })
  const unlocked = await brume.tab({ code: brume.code.current })
  expect((await unlocked.get(path)).body).toEqual({
    currency: 'USD',
    onDemand: {},
    source: 'none',
    reason: 'aws-connection',
  })
})

test('a session, a connection and a Region are needed', async () => {
  const bare = await brume.send('GET', '/api/embedded/us-east-1/prices', {
    'sec-fetch-site': 'same-origin',
  })
  expect(bare.status).toBe(401)
  expect((await tab.get('/api/nobody/us-east-1/prices')).status).toBe(404)
  expect((await tab.get('/api/embedded/moon/prices')).status).toBe(400)
})
