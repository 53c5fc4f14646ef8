import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  EnableSerialConsoleAccessCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import type { Terminal } from '@brume/console-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchWithProfile, makeSessionProfile, TerminalPage } from '../testing/terminal-page.ts'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'
import { createTerminals } from './index.ts'

const list = '/api/embedded/ap-northeast-2/terminals'
let bench: TestConsole
let tab: Tab
let instanceId = ''
let rule = { GroupId: '', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '13.209.1.56/29' }

beforeAll(async () => {
  bench = await startTestConsole({ terminals: createTerminals, cloudOptions: { sshPort: 0 } })
  tab = await bench.tab()
  await makeSessionProfile(bench.cloud)
  instanceId = await launchWithProfile(bench.cloud)
  const { Reservations = [] } = await bench.cloud
    .ec2()
    .send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }))
  rule = { ...rule, GroupId: Reservations[0]?.Instances?.[0]?.SecurityGroups?.[0]?.GroupId ?? '' }
})
afterAll(() => bench.close())

async function open(body: object): Promise<TerminalPage> {
  const reply = await tab.post(list, { instanceId, cols: 100, rows: 30, ...body })
  expect(reply).toMatchObject({ status: 201 })
  return TerminalPage.open(tab, reply.body as Terminal)
}

test('EC2 Instance Connect needs port 22 open to its addresses, and is then a shell that a reload finds again', async () => {
  const asked = { kind: 'instance-connect', instanceId, cols: 100, rows: 30 }
  expect(await tab.post(list, asked)).toMatchObject({
    status: 504,
    body: {
      error: { code: 'InstanceUnreachable', message: expect.stringContaining('does not answer') },
    },
  })
  await bench.cloud.ec2().send(new AuthorizeSecurityGroupIngressCommand(rule))
  const page = await open({ kind: 'instance-connect' })
  await page.until(({ text }) => text.includes('$ '))
  page.type('echo $((40 + 2)) as $(whoami) from ${SSH_CLIENT% *}; stty size\r')
  await page.until(({ text }) => /42 as ec2-user from 13\.209\.1\.5\d \d+\r\n30 100/.test(text))
  page.drop()
  const [terminal] = (await tab.get(list)).body as Terminal[]
  expect(terminal).toMatchObject({
    target: { kind: 'instance-connect' },
    state: 'connected',
    sessionId: '',
  })
  if (!terminal) throw new Error('it is not listed')
  const again = await TerminalPage.open(tab, terminal)
  await again.until(({ text }) => text.includes('42 as ec2-user'))
  again.type('exit\r')
  await again.until(({ notices }) =>
    notices.some((each) => each.type === 'state' && each.state === 'closed'),
  )
})

test('a user that is not there is not let in', async () => {
  const asked = { kind: 'instance-connect', instanceId, osUser: 'ubuntu', cols: 80, rows: 24 }
  expect(await tab.post(list, asked)).toMatchObject({
    status: 403,
    body: { error: { code: 'LoginRefused', message: expect.stringContaining('"ubuntu"') } },
  })
  await bench.cloud.ec2().send(new RevokeSecurityGroupIngressCommand(rule))
})

test('the serial console is refused until the account allows it, then asks who is there', async () => {
  const asked = { kind: 'serial-console', instanceId, cols: 80, rows: 24 }
  expect((await tab.post(list, asked)).body).toMatchObject({
    error: { code: 'SerialConsoleAccessDisabledException' },
  })
  await bench.cloud.ec2().send(new EnableSerialConsoleAccessCommand({}))
  const page = await open({ kind: 'serial-console' })
  page.type('\r')
  await page.until(({ text }) => text.endsWith(' login: '))
  page.type('ec2-user\r')
  await page.until(({ text }) => text.includes('Password: '))
})

test('the lines that connect by SSH: AWS’s own, and the one that works here', async () => {
  const { body } = await tab.get(
    `/api/embedded/ap-northeast-2/instances/${instanceId}/ssh?user=ec2-user`,
  )
  const port = bench.cloud.ssh?.port
  expect(body).toMatchObject({
    aws: expect.stringMatching(
      /^ssh ec2-user@ec2-198-1[89]-\S+\.ap-northeast-2\.compute\.amazonaws\.com$/,
    ),
    here: expect.stringMatching(
      new RegExp(
        `^ssh -p ${port} -o HostKeyAlias=${instanceId} ec2-user@127\\.\\d+\\.\\d+\\.\\d+$`,
      ),
    ),
    endpoint: { port, own: true },
  })
  const bad = await tab.get(`/api/embedded/ap-northeast-2/instances/${instanceId}/ssh?user=a;b`)
  expect(bad.status).toBe(400)
})
