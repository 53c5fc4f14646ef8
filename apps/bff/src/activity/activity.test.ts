import type { ActivityEntry, HeldTermination } from '@brume/console-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

let brume: TestConsole
let tab: Tab
beforeAll(async () => {
  brume = await startTestConsole({ undoMs: 60_000 })
  tab = await brume.tab()
})
afterAll(() => brume.close())

const base = '/api/embedded/us-east-1'

async function entriesOf(who: Tab): Promise<readonly ActivityEntry[]> {
  const reply = await who.get('/api/activity')
  return reply.body as readonly ActivityEntry[]
}

async function launch(count = 1): Promise<string[]> {
  const image = await tab.post(`${base}/ssm/GetParameter`, {
    Name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  })
  const { Parameter } = image.body as { Parameter: { Value: string } }
  const run = await tab.post(`${base}/ec2/RunInstances`, {
    ImageId: Parameter.Value,
    InstanceType: 't3.micro',
    MinCount: count,
    MaxCount: count,
  })
  const { Instances } = run.body as { Instances: { InstanceId: string }[] }
  return Instances.map(({ InstanceId }) => InstanceId)
}

async function stateOf(id: string): Promise<string | undefined> {
  const reply = await tab.post(`${base}/ec2/DescribeInstances`, { InstanceIds: [id] })
  const body = reply.body as { Reservations: { Instances: { State: { Name: string } }[] }[] }
  return body.Reservations[0]?.Instances[0]?.State.Name
}

test('what was changed is kept with who, what, where and how it ended; looks and dry runs are not', async () => {
  const who = await brume.tab()
  await who.post(`${base}/ec2/DescribeVpcs`)
  await who.post(`${base}/ec2/CreateVpc`, { CidrBlock: '10.9.0.0/16', DryRun: true })
  const made = await who.post(`${base}/ec2/CreateVpc`, { CidrBlock: '10.9.0.0/16' })
  const { Vpc } = made.body as { Vpc: { VpcId: string } }
  await who.post(`${base}/ec2/DeleteSubnet`, { SubnetId: 'subnet-0123456789abcdef0' })
  await expect
    .poll(() => entriesOf(who))
    .toMatchObject([
      {
        operation: 'CreateVpc',
        connection: 'embedded',
        region: 'us-east-1',
        input: { CidrBlock: '10.9.0.0/16' },
        state: 'succeeded',
        made: Vpc.VpcId,
        resources: [Vpc.VpcId],
        requestId: made.headers['x-amzn-requestid'],
        durationMs: expect.any(Number),
        identity: 'arn:aws:iam::123456789012:root',
      },
      {
        operation: 'DeleteSubnet',
        state: 'failed',
        error: { code: 'InvalidSubnetID.NotFound', status: 400 },
        resources: ['subnet-0123456789abcdef0'],
      },
    ])
  const other = await brume.tab()
  expect(await entriesOf(other)).toEqual([])
})

test('a tab hears of it while it runs and when it is done', async () => {
  const who = await brume.tab()
  const live = await who.live()
  await who.post(`${base}/ec2/CreateVpc`, { CidrBlock: '10.8.0.0/16' })
  await live.until((heard) =>
    heard.some((one) => one.type === 'activity' && one.entries[0]?.state === 'succeeded'),
  )
  const states = live.heard.flatMap((one) =>
    one.type === 'activity' ? one.entries.map(({ state }) => state) : [],
  )
  expect(states[0]).toBe('running')
  live.close()
})

test('no secret is kept', async () => {
  const who = await brume.tab()
  await who.post(`${base}/iam/CreateRole`, {
    RoleName: 'r',
    AssumeRolePolicyDocument: '{}',
    Password: 'hunter2',
  })
  const [entry] = await entriesOf(who)
  expect(JSON.stringify(entry)).not.toContain('hunter2')
})

test('a termination waits, can be undone, and comes back to a tab that opens meanwhile', async () => {
  const [id = ''] = await launch()
  const later = await tab.post(`${base}/terminations`, { instanceIds: [id] })
  const held = later.body as HeldTermination
  expect(Date.parse(held.dueAt) - Date.now()).toBeGreaterThan(30_000)
  expect(await stateOf(id)).not.toBe('shutting-down')
  const live = await tab.live()
  await live.until((heard) =>
    heard.some(
      (one) => one.type === 'activity' && one.entries.some((entry) => entry.state === 'held'),
    ),
  )
  live.close()
  const undone = await brume.send('DELETE', `/api/terminations/${held.id}`, {
    cookie: tab.cookie,
    origin: brume.origin,
  })
  expect(undone.status).toBe(204)
  const entries = await entriesOf(tab)
  expect(entries.at(-1)).toMatchObject({ id: held.id, state: 'cancelled' })
  expect((await tab.post(`/api/terminations/${held.id}`)).status).toBe(404)
  expect(await stateOf(id)).not.toBe('shutting-down')
})

test('it is carried out when its time has come, with nobody there; one bad instance does not save the others', async () => {
  const quick = await startTestConsole({ undoMs: 5 })
  try {
    const who = await quick.tab()
    const later = await who.post(`${base}/terminations`, {
      instanceIds: ['i-0123456789abcdef0', 'i-0123456789abcdef1'],
    })
    expect(later.status).toBe(200)
    await expect
      .poll(() => entriesOf(who))
      .toMatchObject([
        { state: 'failed', error: { code: 'InvalidInstanceID.NotFound' } },
        { state: 'failed', input: { InstanceIds: ['i-0123456789abcdef0'] } },
        { state: 'failed', input: { InstanceIds: ['i-0123456789abcdef1'] } },
      ])
  } finally {
    await quick.close()
  }
})

test('what is held is not forgotten when it is hurried or the server stops', async () => {
  const [first = '', second = ''] = await launch(2)
  const one = await tab.post(`${base}/terminations`, { instanceIds: [first] })
  expect((await tab.post(`/api/terminations/${(one.body as HeldTermination).id}`)).status).toBe(204)
  expect(['shutting-down', 'terminated']).toContain(await stateOf(first))
  await tab.post(`${base}/terminations`, { instanceIds: [second] })
  const before = await entriesOf(tab)
  expect(before.at(-1)?.state).toBe('held')
  const gone: string[] = []
  const stop = brume.cloud.onChange(({ type, id }) => {
    if (type === 'ec2/instance') gone.push(id)
  })
  await brume.app.close()
  stop()
  expect(gone).toContain(second)
})
