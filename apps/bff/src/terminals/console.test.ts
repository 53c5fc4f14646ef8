import { once } from 'node:events'
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam'
import {
  DescribeImagesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import { DescribeSessionsCommand } from '@aws-sdk/client-ssm'
import type { Terminal, TerminalNotice } from '@brume/console-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'
import { createTerminals } from './index.ts'

const region = 'ap-northeast-2'
const list = `/api/embedded/${region}/terminals`
const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 10 })

let bench: TestConsole
let tab: Tab
let instanceId = ''

beforeAll(async () => {
  bench = await startTestConsole({ terminals: createTerminals })
  tab = await bench.tab()
  const iam = bench.cloud.iam()
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  }
  await iam.send(
    new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'web',
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    }),
  )
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }),
  )
  instanceId = await launch()
  await bench.cloud.advance('1m')
})
afterAll(() => bench.close())

async function launch(): Promise<string> {
  const { Images = [] } = await bench.cloud.ec2().send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  )
  const { Instances = [] } = await bench.cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'web' },
    }),
  )
  return Instances[0]?.InstanceId ?? ''
}

/** What a page makes of a terminal. */
async function openPage(of: Tab, terminal: Terminal) {
  const socket: WebSocket = of.open(`/terminals/${terminal.id}`)
  const page = {
    socket,
    text: '',
    notices: [] as TerminalNotice[],
    closeCode: 0,
    type: (text: string) => socket.send(Buffer.from(text)),
  }
  socket.on('close', (code) => (page.closeCode = code))
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) {
      page.notices.push(JSON.parse(data.toString()))
      return
    }
    page.text += data.toString()
    socket.send(JSON.stringify({ type: 'ack', bytes: data.length }))
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'size', cols: 100, rows: 30 }))
  return page
}

async function openTerminal(id = instanceId, of = tab): Promise<Terminal> {
  const reply = await of.post(list, {
    instanceId: id,
    kind: 'session-manager',
    cols: 100,
    rows: 30,
  })
  expect(reply.text).toContain('"sessionId"')
  expect(reply.status).toBe(201)
  return JSON.parse(reply.text)
}

describe('a terminal of the console', () => {
  it('is a shell in the instance, which a reload finds again', async () => {
    const terminal = await openTerminal()
    expect(terminal).toMatchObject({ instanceId, region, connection: 'embedded' })
    const page = await openPage(tab, terminal)
    await until(() => expect(page.text).toMatch(/sh-5\.2\$ /))
    page.type('echo $((40 + 2)) in $(whoami)\r')
    await until(() => expect(page.text).toContain('42 in ssm-user'))
    page.type('stty size\r')
    await until(() => expect(page.text).toContain('30 100'))
    page.socket.terminate()

    expect((await tab.get(list)).body).toMatchObject([{ id: terminal.id, state: 'connected' }])
    const reloaded = await openPage(tab, terminal)
    await until(() => expect(reloaded.text).toContain('42 in ssm-user'))
    reloaded.type('exit\r')
    await until(() => expect(reloaded.notices.at(-1)).toMatchObject({ state: 'closed' }))
  })

  it('belongs to the browser that opened it', async () => {
    const terminal = await openTerminal()
    const stranger = await bench.tab()
    expect((await stranger.get(list)).body).toEqual([])
    const page = await openPage(stranger, terminal)
    await until(() => expect(page.closeCode).toBe(4004))
    const cookie = { cookie: stranger.cookie, origin: bench.origin }
    const end = (headers: Record<string, string>) =>
      bench.send('DELETE', `/api/terminals/${terminal.id}`, headers)
    expect((await end(cookie)).status).toBe(404)
    expect((await end({ cookie: tab.cookie, origin: 'https://evil.example' })).status).toBe(403)
    expect((await end({ cookie: tab.cookie, origin: bench.origin })).status).toBe(204)
    const { Sessions } = await bench.cloud
      .ssm()
      .send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(Sessions?.map((session) => session.SessionId)).not.toContain(terminal.sessionId)
  })

  it('says in AWS’s words why there is none', async () => {
    const refused = await tab.post(list, {
      instanceId: 'i-0123456789abcdef0',
      kind: 'session-manager',
      cols: 80,
      rows: 24,
    })
    expect(refused.body).toMatchObject({
      error: { code: 'TargetNotConnected', message: 'i-0123456789abcdef0 is not connected.' },
    })
    for (const bad of [{ instanceId: 'x' }, { cols: 0 }, { kind: 'ssh' }, { more: 1 }]) {
      const reply = await tab.post(list, {
        instanceId,
        kind: 'session-manager',
        cols: 80,
        rows: 24,
        ...bad,
      })
      expect(reply.status).toBe(400)
    }
  })

  it('ends with its instance', async () => {
    const id = await launch()
    await bench.cloud.advance('1m')
    const page = await openPage(tab, await openTerminal(id))
    await until(() => expect(page.text).toMatch(/sh-5\.2\$ /))
    await bench.cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await until(() => expect(page.notices.at(-1)).toMatchObject({ state: 'closed' }))
  })
})

it('is refused on a connection that only looks', async () => {
  const looking = await startTestConsole({ terminals: createTerminals, readOnly: true })
  const reply = await (
    await looking.tab()
  ).post(list, { instanceId: 'i-0123456789abcdef0', kind: 'session-manager', cols: 80, rows: 24 })
  expect(reply.body).toMatchObject({ error: { code: 'ReadOnlyConnection' } })
  await looking.close()
})
