import {
  AttachUserPolicyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteLoginProfileCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import type { Bootstrap, Permissions } from '@brume/console-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

const account = '560000000001'
const connection = `embedded-${account}`
const whoami = `/api/${connection}/us-east-1/sts/GetCallerIdentity`
const password = 'Right-Horse-7'
const student = { kind: 'user', account, user: 'student', password }
const json = { 'content-type': 'application/json' }

let brume: TestConsole
beforeAll(async () => {
  brume = await startTestConsole()
  const iam = brume.cloud.iam({ account })
  for (const UserName of ['student', 'teacher', 'first-time', 'leaver', 'target']) {
    await iam.send(new CreateUserCommand({ UserName }))
    await iam.send(
      new CreateLoginProfileCommand({
        UserName,
        Password: password,
        PasswordResetRequired: UserName === 'first-time',
      }),
    )
  }
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  }
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
  }
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'student',
      PolicyName: 'roles',
      PolicyDocument: JSON.stringify(document),
    }),
  )
  await iam.send(
    new AttachUserPolicyCommand({
      UserName: 'first-time',
      PolicyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword',
    }),
  )
  await iam.send(
    new CreateRoleCommand({ RoleName: 'Auditor', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  brume.cloud.authorization.setMode(account, 'enforce')
})
afterAll(() => brume.close())

/** Posts as a tab does, and answers with the cookie that comes back. */
async function sign(tab: Tab, path: string, body: unknown = {}, method = 'POST') {
  const headers = { ...json, origin: brume.origin, cookie: tab.cookie }
  const sent = method === 'POST' ? JSON.stringify(body) : undefined
  const reply = await brume.send(method, path, headers, sent)
  return { ...reply, cookie: reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
}

const asks = (cookie: string, path = whoami) =>
  brume.send('POST', path, { ...json, origin: brume.origin, cookie }, '{}')

async function signedIn(wish: object = student): Promise<string> {
  const { status, cookie, text } = await sign(await brume.tab(), '/api/sign-in', wish)
  if (status !== 200) throw new Error(text)
  return cookie
}

describe('an account that enforces its policies', () => {
  test('answers nobody who has not signed in, whoever they are elsewhere', async () => {
    const tab = await brume.tab()
    expect(await tab.post(whoami)).toMatchObject({
      status: 401,
      body: { error: { code: 'SignInRequired', hint: 'sign-in' } },
    })
    for (const path of [
      `/api/${connection}/cloud/clock`,
      `/api/${connection}/cloud/network`,
      `/api/${connection}/us-east-1/prices`,
    ]) {
      expect((await tab.get(path)).status, path).toBe(401)
    }
    const live = await tab.live()
    live.tell({ type: 'subscribe', id: 1, connection, region: 'us-east-1', feed: 'instances' })
    await live.until((heard) => heard.some(({ type }) => type === 'error'))
    expect(live.heard.some(({ type }) => type === 'patch')).toBe(false)
    live.close()
    expect((await tab.post('/api/embedded/us-east-1/sts/GetCallerIdentity')).status).toBe(200)
  })

  test('acts for whom has signed in as that user, and says who that is', async () => {
    const cookie = await signedIn()
    expect((await asks(cookie)).body).toMatchObject({
      Arn: `arn:aws:iam::${account}:user/student`,
    })
    const { body } = await brume.send('GET', `/api/bootstrap?connection=${connection}`, { cookie })
    const { connections } = body as Bootstrap
    expect(connections.find(({ id }) => id === connection)).toMatchObject({
      locked: false,
      access: {
        mode: 'enforce',
        signedIn: true,
        identity: { kind: 'user', name: 'student', account },
      },
    })
    expect(JSON.stringify(body)).not.toMatch(/ASIA|[Ss]ecret|[Tt]oken/)
  })

  test('is its root user’s by the one-time code, which is good once', async () => {
    const code = brume.code.current
    const { status, cookie } = await sign(await brume.tab(), '/api/sign-in', {
      kind: 'root',
      account,
      code,
    })
    expect(status).toBe(200)
    expect((await asks(cookie)).body).toMatchObject({ Arn: `arn:aws:iam::${account}:root` })
    const replayed = await sign(await brume.tab(), '/api/sign-in', { kind: 'root', account, code })
    expect(replayed).toMatchObject({ status: 403, body: { error: { code: 'WrongCode' } } })
  })
})

describe('brute force', () => {
  test('ends after five, with the time to wait, and tells no user from nobody', async () => {
    const tab = await brume.tab()
    for (const user of ['target', 'no-such-user']) {
      const wrong = { ...student, user, password: 'Guess-Guess-1' }
      for (let count = 0; count < 5; count += 1) {
        const reply = await sign(tab, '/api/sign-in', wrong)
        expect(reply).toMatchObject({
          status: 403,
          body: {
            error: {
              code: 'WrongCredentials',
              message: 'Your authentication information is incorrect. Please try again.',
            },
          },
        })
        expect(reply.headers['set-cookie']).toBeUndefined()
      }
      expect(await sign(await brume.tab(), '/api/sign-in', { ...student, user })).toMatchObject({
        status: 429,
        body: { error: { code: 'TooManyAttempts', retryAfterSeconds: expect.any(Number) } },
      })
    }
  })
})

describe('session fixation', () => {
  test('a session that was put into the browser before is worth nothing after', async () => {
    const planted = await brume.tab()
    const { cookie } = await sign(planted, '/api/sign-in', student)
    expect(cookie).not.toBe(planted.cookie)
    expect((await asks(planted.cookie)).status).toBe(401)
    expect((await asks(cookie)).status).toBe(200)
  })

  test('nor is one that was signed in, after signing out or becoming somebody else', async () => {
    const before = await signedIn()
    const tab = { ...(await brume.tab()), cookie: before }
    const { cookie: teacher } = await sign(tab, '/api/sign-in', { ...student, user: 'teacher' })
    expect((await asks(before)).status).toBe(401)
    expect((await asks(teacher)).body).toMatchObject({
      Arn: `arn:aws:iam::${account}:user/teacher`,
    })
    const { cookie: after } = await sign({ ...tab, cookie: teacher }, '/api/sign-out')
    expect((await asks(teacher)).body).toMatchObject({ error: { code: 'NoSession' } })
    expect((await asks(after)).body).toMatchObject({ error: { code: 'SignInRequired' } })
  })
})

describe('cross-site requests', () => {
  test.each([
    ['another site', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:9' }],
    ['nowhere', {}],
  ])('cannot sign in, out or over from %s', async (_where, from) => {
    const cookie = await signedIn()
    for (const [method, path] of [
      ['POST', '/api/sign-in'],
      ['POST', '/api/sign-out'],
      ['POST', `/api/${connection}/password`],
      ['POST', `/api/${connection}/role`],
      ['DELETE', `/api/${connection}/role`],
    ] as const) {
      const reply = await brume.send(
        method,
        path,
        { ...json, ...from, cookie },
        method === 'POST' ? JSON.stringify(student) : undefined,
      )
      expect(reply.status, path).toBe(403)
      expect(reply.headers['set-cookie']).toBeUndefined()
    }
    expect((await asks(cookie)).status).toBe(200)
  })

  test('a form, which needs no preflight, is not read', async () => {
    const { cookie } = await brume.tab()
    const reply = await brume.send(
      'POST',
      '/api/sign-in',
      { 'content-type': 'text/plain', origin: brume.origin, cookie },
      JSON.stringify(student),
    )
    expect(reply.status).toBe(415)
  })
})

describe('what a session has open', () => {
  test('ends when it becomes somebody else', async () => {
    const tab = await brume.tab()
    const socket = new WebSocket(`${brume.origin.replace('http', 'ws')}/live`, {
      headers: { cookie: tab.cookie, origin: brume.origin },
    })
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await sign(tab, '/api/sign-in', student)
    expect(await closed).toBe(1012)
  })

  test('one principal’s lists are not another’s', async () => {
    const [a, b] = [await signedIn(), await signedIn({ ...student, user: 'teacher' })]
    for (const cookie of [a, b]) {
      const socket = new WebSocket(`${brume.origin.replace('http', 'ws')}/live`, {
        headers: { cookie, origin: brume.origin },
      })
      await new Promise((resolve) => socket.once('open', resolve))
      const before = brume.app.live.size
      socket.send(
        JSON.stringify({
          type: 'subscribe',
          id: 1,
          connection,
          region: 'us-east-1',
          feed: 'key-pairs',
        }),
      )
      await new Promise((resolve) => socket.once('message', resolve))
      expect(brume.app.live.size).toBe(before + 1)
      socket.close()
    }
  })

  test('a user whose password is taken away is nobody at once', async () => {
    const cookie = await signedIn({ ...student, user: 'leaver' })
    expect((await asks(cookie)).status).toBe(200)
    await brume.cloud.iam({ account }).send(new DeleteLoginProfileCommand({ UserName: 'leaver' }))
    expect(await asks(cookie)).toMatchObject({ status: 401 })
  })
})

describe('roles', () => {
  test('are taken on and left; who is not signed in takes none', async () => {
    const cookie = await signedIn()
    const tab = { ...(await brume.tab()), cookie }
    const wish = { account, role: 'Auditor', colour: 'red' }
    const { cookie: inRole, status } = await sign(tab, `/api/${connection}/role`, wish)
    expect(status).toBe(200)
    expect((await asks(inRole)).body).toMatchObject({
      Arn: `arn:aws:sts::${account}:assumed-role/Auditor/student`,
    })
    const { cookie: back } = await sign(
      { ...tab, cookie: inRole },
      `/api/${connection}/role`,
      {},
      'DELETE',
    )
    expect((await asks(back)).body).toMatchObject({ Arn: `arn:aws:iam::${account}:user/student` })
    expect((await sign(await brume.tab(), `/api/${connection}/role`, wish)).status).toBe(400)
  })
})

describe('a first password', () => {
  test('lets one do nothing but change it', async () => {
    const cookie = await signedIn({ ...student, user: 'first-time' })
    expect(await asks(cookie)).toMatchObject({
      status: 403,
      body: { error: { code: 'PasswordChangeRequired' } },
    })
    const tab = { ...(await brume.tab()), cookie }
    const change = (oldPassword: string, newPassword: string) =>
      sign(tab, `/api/${connection}/password`, { oldPassword, newPassword })
    expect((await change('Other-Horse-7', 'Second-Horse-8')).status).toBe(403)
    const done = await change(password, 'Second-Horse-8')
    expect(done.status).toBe(204)
    expect((await asks(done.cookie)).status).toBe(200)
    expect((await asks(cookie)).status).toBe(401)
  })
})

describe('a refusal by policies', () => {
  const run = `/api/${connection}/us-east-1/ec2/RunInstances`
  const stop = { InstanceIds: ['i-0123456789abcdef0'] }

  test('says who, what and which statement is missing, and carries no encoded text', async () => {
    const cookie = await signedIn({ ...student, user: 'teacher' })
    const reply = await brume.send(
      'POST',
      `/api/${connection}/us-east-1/ec2/StopInstances`,
      { ...json, origin: brume.origin, cookie },
      JSON.stringify(stop),
    )
    expect(reply).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 'UnauthorizedOperation',
          hint: 'not-authorized',
          denial: {
            kind: 'implicitDeny',
            layer: 'identity',
            action: 'ec2:StopInstances',
            principal: `arn:aws:iam::${account}:user/teacher`,
            refused: true,
            remedy: { Effect: 'Allow', Action: 'ec2:StopInstances' },
          },
        },
      },
    })
    expect(reply.text).not.toContain('Encoded authorization')
  })

  test('is told of services without encoded messages, and in live lists', async () => {
    const cookie = await signedIn()
    const reply = await asks(cookie, `/api/${connection}/us-east-1/iam/ListUsers`)
    expect(reply.body).toMatchObject({ error: { denial: { action: 'iam:ListUsers' } } })
    const socket = new WebSocket(`${brume.origin.replace('http', 'ws')}/live`, {
      headers: { cookie, origin: brume.origin },
    })
    await new Promise((resolve) => socket.once('open', resolve))
    const error = new Promise((resolve) =>
      socket.on('message', (data) => {
        const notice = JSON.parse(String(data))
        if (notice.type === 'error') resolve(notice.error)
      }),
    )
    socket.send(
      JSON.stringify({
        type: 'subscribe',
        id: 1,
        connection,
        region: 'us-east-1',
        feed: 'volumes',
      }),
    )
    expect(await error).toMatchObject({ denial: { action: 'ec2:DescribeVolumes' } })
    socket.close()
  })

  test('what can never be allowed is known beforehand, what hangs on the resource is not', async () => {
    await brume.cloud.iam({ account }).send(
      new PutUserPolicyCommand({
        UserName: 'teacher',
        PolicyName: 'narrow',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:ec2:*:*:instance/i-1' },
            { Effect: 'Deny', Action: 'ec2:RunInstances', Resource: '*' },
          ],
        }),
      }),
    )
    const cookie = await signedIn({ ...student, user: 'teacher' })
    const { body } = await brume.send('GET', `/api/${connection}/permissions`, { cookie })
    const { never } = body as Permissions
    expect(never).toMatchObject({ 'ec2/RunInstances': 'identity', 'iam/CreateUser': 'identity' })
    expect(never).not.toHaveProperty('ec2/StopInstances')
    expect((await asks(cookie, run)).status).not.toBe(200)
  })
})

describe('the controls of the cloud', () => {
  test('are the root user’s and administrators’ alone', async () => {
    const cookie = await signedIn()
    const headers = { ...json, origin: brume.origin, cookie }
    const off = () =>
      brume.send('POST', `/api/${connection}/cloud/iam`, headers, JSON.stringify({ mode: 'off' }))
    for (const control of ['reset', 'clock', 'faults', 'demo', 'network']) {
      const reply = await brume.send('POST', `/api/${connection}/cloud/${control}`, headers, '{}')
      expect(reply, control).toMatchObject({
        status: 403,
        body: { error: { code: 'NotAdministrator' } },
      })
    }
    expect((await off()).status).toBe(403)
    const log = await brume.send('GET', `/api/${connection}/cloud/iam-decisions`, { cookie })
    expect(log.status).toBe(403)
    await brume.cloud.iam({ account }).send(
      new AttachUserPolicyCommand({
        UserName: 'student',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    )
    const allowed = await brume.send('GET', `/api/${connection}/cloud/iam-decisions`, { cookie })
    expect(allowed.status).toBe(200)
  })
})

describe('what the console keeps of it', () => {
  test('no password and no key stands in the log or the activity', async () => {
    const cookie = await signedIn()
    const { text } = await brume.send('GET', '/api/activity', { cookie })
    const kept = brume.logged.join('') + text
    expect(kept).not.toContain(password)
    expect(kept).not.toMatch(/ASIA[A-Z2-7]{16}/)
  })
})
