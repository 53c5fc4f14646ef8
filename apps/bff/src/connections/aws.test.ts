import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateVolumeCommand, DeleteVolumeCommand } from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'
import { awsConnections, type AwsEnvironment } from './aws.ts'
import { readSettings, type Settings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'brume-aws-'))
const files = { configFile: join(folder, 'config'), credentialsFile: join(folder, 'credentials') }
let remote: TestCloud

beforeAll(async () => {
  remote = await startTestCloud()
  writeFileSync(
    files.configFile,
    `[default]
region = eu-west-1

[profile work]
region = ap-northeast-2
endpoint_url = ${remote.url}

[profile audit]
role_arn = arn:aws:iam::777777777777:role/Auditor
source_profile = work
region = us-west-2
endpoint_url = ${remote.url}

[profile team]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin

[profile dead]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = never-to-be-seen
region = us-east-1
endpoint_url = http://127.0.0.1:1

[profile gone]
sso_start_url = https://corp.example/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Admin
endpoint_url = ${remote.url}

[profile split]
aws_access_key_id = 888888888888
aws_secret_access_key = x
services = local
endpoint_url = http://127.0.0.1:1

[services local]
sts =
  endpoint_url = ${remote.url}

[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = us-east-1
`,
  )
  writeFileSync(
    files.credentialsFile,
    `[work]
aws_access_key_id = 777777777777
aws_secret_access_key = very-secret

[내 계정/2]
aws_access_key_id = 999999999999
aws_secret_access_key = x
`,
  )
})
afterAll(async () => {
  await remote.close()
  rmSync(folder, { recursive: true })
})

const noSettings: Settings = { connections: [], embedded: {} }

const environment = (more: Partial<AwsEnvironment> = {}): AwsEnvironment => ({
  files,
  hasKeys: false,
  hasWebIdentity: false,
  hasContainer: false,
  ...more,
})

async function infos(more: Partial<AwsEnvironment> = {}, settings: Settings = noSettings) {
  const connections = await awsConnections(environment(more), settings)
  return connections.map(({ info }) => info)
}

const everyId = ['audit', 'dead', 'gone', 'split', 'team', 'work']
  .map((name) => `aws-${name}`)
  .concat('aws--2')
  .sort()

describe('the connections that are found', () => {
  test('are the profiles that have credentials, by where those come from', async () => {
    const found = await infos()
    expect(Object.fromEntries(found.map(({ id, source }) => [id, source]))).toEqual({
      'aws-work': 'profile "work" (access key)',
      'aws-audit': 'profile "audit" (role arn:aws:iam::777777777777:role/Auditor)',
      'aws-team': 'profile "team" (single sign-on)',
      'aws-dead': 'profile "dead" (access key)',
      'aws-gone': 'profile "gone" (single sign-on)',
      'aws-split': 'profile "split" (access key)',
      'aws--2': 'profile "내 계정/2" (access key)',
    })
    expect(found.find(({ id }) => id === 'aws-audit')?.defaultRegion).toBe('us-west-2')
    expect(found.every(({ readOnly }) => !readOnly)).toBe(true)
  })

  test('the environment’s too', async () => {
    const found = await infos({
      files: { configFile: '/nowhere', credentialsFile: '/nowhere' },
      hasKeys: true,
      hasWebIdentity: true,
      region: 'eu-north-1',
    })
    expect(found.map(({ id, defaultRegion }) => `${id} ${defaultRegion}`)).toEqual([
      'aws-environment eu-north-1',
      'aws-web-identity eu-north-1',
    ])
  })

  test('and what BRUME_CONFIG adds', async () => {
    const settings: Settings = {
      embedded: {},
      connections: [
        { profile: 'work', readOnly: true },
        { profile: 'work', name: 'ops', roleArn: 'arn:aws:iam::777777777777:role/Ops' },
      ],
    }
    const found = await infos({}, settings)
    expect(found.find(({ id }) => id === 'aws-work')?.readOnly).toBe(true)
    expect(found.find(({ id }) => id === 'aws-ops')).toMatchObject({
      source: 'role arn:aws:iam::777777777777:role/Ops by profile "work"',
      readOnly: false,
    })
  })

  test.each([
    ['all', everyId],
    ['aws', everyId],
    ['work, other', ['aws-work']],
    ['aws-dead', ['aws-dead']],
    ['', []],
  ])('BRUME_READ_ONLY=%s', async (readOnly, expected) => {
    const found = (await infos({ readOnly })).filter((info) => info.readOnly).map(({ id }) => id)
    expect(found.sort()).toEqual(expected)
  })

  test('a setting that is not understood is named', async () => {
    const file = join(folder, 'brume.json')
    writeFileSync(file, '{"connections": [{"profile": "work", "readonly": true}]}')
    await expect(readSettings(file)).rejects.toThrow(/brume\.json: connections\.0: .*readonly/)
    await expect(infos({}, { embedded: {}, connections: [{ profile: 'nix' }] })).rejects.toThrow(
      'nix',
    )
  })
})

describe('an AWS connection, over a second cloud on another port', () => {
  let brume: TestConsole
  let tab: Tab
  beforeAll(async () => {
    const settings: Settings = {
      embedded: {},
      connections: [
        { name: 'ops', profile: 'work', roleArn: 'arn:aws:iam::777777777777:role/Auditor' },
      ],
    }
    brume = await startTestConsole({
      pollRates: { fastMs: 20, slowMs: 60, asideMs: 60, maxMs: 200 },
      connections: await awsConnections(environment({ readOnly: 'audit' }), settings),
    })
    tab = await brume.tab({ code: brume.code.current })
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    }
    await tab.post('/api/aws-work/ap-northeast-2/iam/CreateRole', {
      RoleName: 'Auditor',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    })
  })
  afterAll(() => brume.close())

  const whoami = (connection: string, page = tab) =>
    page.post(`/api/${connection}/ap-northeast-2/sts/GetCallerIdentity`)

  test('uses its profile’s credentials and endpoint', async () => {
    expect((await whoami('aws-work')).body).toMatchObject({ Account: '777777777777' })
    expect((await whoami('embedded')).body).toMatchObject({ Account: '123456789012' })
  })

  test('honours the endpoint of a single service', async () => {
    expect((await whoami('aws-split')).body).toMatchObject({ Account: '888888888888' })
    const other = await tab.post('/api/aws-split/us-east-1/iam/ListRoles')
    expect(other.body).toMatchObject({ error: { code: 'EndpointUnreachable' } })
  })

  test('assumes the role of a profile, and of BRUME_CONFIG', async () => {
    for (const id of ['aws-audit', 'aws-ops']) {
      expect((await whoami(id)).body).toMatchObject({
        Arn: expect.stringContaining('assumed-role/Auditor/'),
      })
    }
  })

  test('is locked until the one-time code is given, in lists, calls and sockets', async () => {
    const plain = await brume.tab()
    const list = await plain.get('/api/bootstrap')
    expect(list.body).toMatchObject({
      connections: expect.arrayContaining([
        expect.objectContaining({ id: 'aws-work', locked: true }),
        expect.objectContaining({ id: 'embedded', locked: false }),
      ]),
    })
    const refused = await whoami('aws-work', plain)
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({ error: { code: 'CodeRequired', hint: 'enter-code' } })
    const place = { connection: 'aws-work', region: 'ap-northeast-2' }
    const locked = await plain.live()
    locked.tell({ type: 'subscribe', id: 1, feed: 'instances', ...place })
    await locked.until((heard) => heard.length > 0)
    expect(locked.heard).toMatchObject([{ type: 'error', id: 1, error: { code: 'CodeRequired' } }])
    // the code lifts the session, which goes on by another token and sockets of its own
    const watching = plain.open('/live')
    await once(watching, 'open')
    const ended = once(watching, 'close')
    const lifted = await brume.tab({ code: brume.code.current, cookie: plain.cookie })
    expect((await ended)[0]).toBe(1012)
    expect((await whoami('aws-work', plain)).status).toBe(401)
    expect((await whoami('aws-work', lifted)).status).toBe(200)
    const live = await lifted.live()
    live.tell({ type: 'subscribe', id: 2, feed: 'vpcs', ...place })
    await live.until((heard) => heard.some((one) => one.type === 'ready' && one.id === 2))
    live.close()
  })

  test('its lists are polled: the same snapshot and patches', async () => {
    const live = await tab.live()
    const place = { connection: 'aws-work', region: 'ap-northeast-2' }
    live.tell({ type: 'subscribe', id: 1, feed: 'volumes', ...place })
    await live.until((heard) => heard.some(({ type }) => type === 'ready'))
    const says = (text: string) => live.until((heard) => JSON.stringify(heard).includes(text))
    const ec2 = remote.ec2({ account: '777777777777' })
    const { VolumeId = '' } = await ec2.send(
      new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 1 }),
    )
    await says('"creating"')
    await remote.advance('777777777777', '1m')
    await says('"available"')
    await ec2.send(new DeleteVolumeCommand({ VolumeId }))
    await remote.advance('777777777777', '1m')
    await says(`"deletes":["${VolumeId}"]`)
    live.tell({ type: 'refresh', id: 1 })
    expect(live.heard[0]).toEqual({ type: 'reset', id: 1 })
    expect(live.heard.filter(({ type }) => type === 'error')).toEqual([])
    live.close()
  })

  test('read-only is honoured', async () => {
    const created = await tab.post('/api/aws-audit/us-west-2/iam/CreateRole', { RoleName: 'r' })
    expect(created.body).toMatchObject({ error: { code: 'ReadOnlyConnection' } })
    expect((await tab.post('/api/aws-audit/us-west-2/iam/ListRoles')).status).toBe(200)
  })

  test('has none of the embedded cloud’s controls', async () => {
    const reply = await tab.get('/api/aws-work/cloud/clock')
    expect(reply.status).toBe(404)
    expect(reply.body).toMatchObject({ error: { code: 'NotEmbedded' } })
  })

  test('lacking credentials and a dead endpoint are told plainly, and nothing leaks', async () => {
    const dead = await whoami('aws-dead')
    expect(dead.body).toMatchObject({ error: { code: 'EndpointUnreachable', status: 502 } })
    const gone = await whoami('aws-gone')
    expect(gone.body).toMatchObject({
      error: { code: 'CredentialsUnavailable', hint: 'credentials-missing' },
    })
    const seen = `${dead.text}${gone.text}${brume.logged.join('')}`
    for (const secret of [
      'AKIAIOSFODNN7EXAMPLE',
      'never-to-be-seen',
      'very-secret',
      '127.0.0.1:1',
      folder,
    ]) {
      expect(seen).not.toContain(secret)
    }
  })
})
