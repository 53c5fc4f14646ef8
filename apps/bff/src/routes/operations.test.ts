import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

let brume: TestConsole
let tab: Tab
beforeAll(async () => {
  brume = await startTestConsole()
  tab = await brume.tab()
})
afterAll(() => brume.close())

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
})

describe('an allowed operation', () => {
  test('goes through with the connection’s credentials, and comes back as JSON', async () => {
    const reply = await tab.post('/api/embedded/us-east-1/sts/GetCallerIdentity')
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ Account: '123456789012' })
    expect(reply.body).not.toHaveProperty('$metadata')
    expect(reply.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('answers times in ISO form', async () => {
    const created = await tab.post('/api/embedded/us-east-1/iam/CreateRole', {
      RoleName: 'web',
      AssumeRolePolicyDocument: trust,
    })
    expect(created.body).toMatchObject({
      Role: {
        RoleName: 'web',
        CreateDate: expect.stringMatching(/^2026-01-01T00:00:00(\.000)?Z$/),
      },
    })
  })

  test('gives a long list whole when no page is asked for', async () => {
    const types = '/api/embedded/us-east-1/ec2/DescribeInstanceTypes'
    const page = await tab.post(types, { MaxResults: 100 })
    expect(page.body).toMatchObject({ NextToken: expect.any(String) })
    const whole = await tab.post(types, {})
    expect(whole.body).not.toHaveProperty('NextToken')
    const { InstanceTypes } = whole.body as { InstanceTypes: { InstanceType: string }[] }
    const names = InstanceTypes.map(({ InstanceType }) => InstanceType)
    expect(names.length).toBeGreaterThan(600)
    expect(new Set(names).size).toBe(names.length)
  })

  test('is refused in AWS’s words', async () => {
    const reply = await tab.post('/api/embedded/us-east-1/iam/GetRole', { RoleName: 'nobody' })
    expect(reply.status).toBe(404)
    expect(reply.body).toEqual({
      error: {
        code: expect.stringContaining('NoSuchEntity'),
        message: 'The role with name nobody cannot be found.',
        status: 404,
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    })
  })
})

describe('two connections in two tabs', () => {
  test('never mix: the URL names the account', async () => {
    const other = await brume.tab()
    const mine = '/api/embedded-111111111111/us-east-1'
    const theirs = '/api/embedded-222222222222/us-east-1'
    const role = { RoleName: 'shared-name', AssumeRolePolicyDocument: trust }
    expect((await tab.post(`${mine}/iam/CreateRole`, role)).status).toBe(200)
    const look = await other.post(`${theirs}/iam/GetRole`, { RoleName: 'shared-name' })
    expect(look.status).toBe(404)
    expect((await other.post(`${theirs}/sts/GetCallerIdentity`)).body).toMatchObject({
      Account: '222222222222',
    })
  })

  test('the page’s own connection is in its bootstrap', async () => {
    const reply = await tab.get('/api/bootstrap?connection=embedded-111111111111')
    expect(reply.body).toMatchObject({
      defaultConnection: 'embedded',
      awsEndpointUrl: brume.cloud.url,
      connections: [
        { id: 'embedded', kind: 'embedded', locked: false },
        { id: 'embedded-111111111111', source: 'account 111111111111' },
      ],
    })
  })
})

describe('what is refused', () => {
  test.each([
    ['an operation off the list', 'ec2/CreateCarrierGateway', 403, 'OperationNotAllowed'],
    ['a session token', 'ssm/StartSession', 403, 'OperationNotAllowed'],
    ['credentials', 'sts/AssumeRole', 403, 'OperationNotAllowed'],
    ['another service', 's3/ListBuckets', 403, 'OperationNotAllowed'],
    ['a name that objects have', 'ec2/constructor', 403, 'OperationNotAllowed'],
    ['a service that objects have', '__proto__/toString', 403, 'OperationNotAllowed'],
  ])('%s', async (_what, path, status, code) => {
    const reply = await tab.post(`/api/embedded/us-east-1/${path}`)
    expect(reply.status).toBe(status)
    expect(reply.body).toMatchObject({ error: { code, status } })
  })

  test('an unknown connection, an odd Region, a path that leads nowhere', async () => {
    const call = 'sts/GetCallerIdentity'
    expect((await tab.post(`/api/nowhere/us-east-1/${call}`)).body).toMatchObject({
      error: { code: 'UnknownConnection', status: 404 },
    })
    for (const region of ['..%2f..', 'x', 'us-east-1.evil.example', 'a@b']) {
      expect((await tab.post(`/api/embedded/${region}/${call}`)).status).toBe(400)
    }
    expect((await tab.get('/api/embedded')).body).toMatchObject({
      error: { code: 'NotFound', status: 404 },
    })
  })

  test('bad input, by its member', async () => {
    const reply = await tab.post('/api/embedded/us-east-1/iam/GetRole', { RoleNmae: 'x' })
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({ error: { code: 'BadRequest', member: 'RoleNmae' } })
  })
})

test('a dead endpoint is told without naming it', async () => {
  const lonely = await startTestConsole()
  const page = await lonely.tab()
  await lonely.cloud.close()
  const reply = await page.post('/api/embedded/us-east-1/sts/GetCallerIdentity')
  expect(reply.status).toBe(502)
  expect(reply.body).toMatchObject({
    error: { code: 'EndpointUnreachable', hint: 'endpoint-unreachable' },
  })
  expect(reply.text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|at /)
  await lonely.app.close()
})

describe('a read-only connection', () => {
  let watch: TestConsole
  let page: Tab
  beforeAll(async () => {
    watch = await startTestConsole({ readOnly: true })
    page = await watch.tab()
  })
  afterAll(() => watch.close())

  test.each(['ec2/RunInstances', 'ec2/TerminateInstances', 'iam/CreateRole', 'ssm/StartSession'])(
    'refuses %s before it reaches the cloud',
    async (path) => {
      const reply = await page.post(`/api/embedded/us-east-1/${path}`)
      expect(reply.status).toBe(403)
      expect(reply.body).toMatchObject({ error: { code: 'ReadOnlyConnection', hint: 'read-only' } })
    },
  )

  test('refuses clock, reset and demo as well, for every account', async () => {
    for (const id of ['embedded', 'embedded-111111111111']) {
      for (const control of ['clock', 'reset', 'demo']) {
        const reply = await page.post(`/api/${id}/cloud/${control}`, { speed: 2 })
        expect(reply.body).toMatchObject({ error: { code: 'ReadOnlyConnection' } })
      }
    }
  })

  test('lets everything that only looks through', async () => {
    const roles = await page.post('/api/embedded/us-east-1/iam/ListRoles')
    expect(roles.status).toBe(200)
    expect(roles.body).not.toHaveProperty('Marker')
    expect((await page.get('/api/embedded/cloud/clock')).status).toBe(200)
    expect((await page.get('/api/bootstrap')).body).toMatchObject({
      connections: [{ readOnly: true }],
    })
  })
})

describe('the log', () => {
  test('has each request with its id, and never a body, cookie or key', async () => {
    const secret = 'super-secret-policy-text'
    const reply = await tab.post('/api/embedded/us-east-1/iam/GetRole', { RoleName: secret })
    const line = brume.logged.find((text) => text.includes(String(reply.headers['x-request-id'])))
    expect(line).toContain('/api/embedded/us-east-1/iam/GetRole')
    const all = brume.logged.join('\n')
    for (const kept of [secret, tab.cookie, brume.code.current, 'authorization']) {
      expect(all).not.toContain(kept)
    }
  })
})
