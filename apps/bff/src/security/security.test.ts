import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { OneTimeCode } from './codes.ts'
import { startTestConsole, type TestConsole } from '../testing/test-console.ts'

let brume: TestConsole
beforeAll(async () => {
  brume = await startTestConsole()
})
afterAll(() => brume.close())

const json = { 'content-type': 'application/json' }
const whoami = '/api/embedded/us-east-1/sts/GetCallerIdentity'

/** How an upgrade ends: `open`, or the HTTP status of the refusal. */
function knock(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.once('open', () => {
      socket.terminate()
      resolve('open')
    })
    socket.once('error', (error) => resolve(error.message))
  })
}

describe('DNS rebinding', () => {
  test.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil'])(
    'a request under the name "%s" is refused, whatever it asks for',
    async (host) => {
      for (const path of ['/', '/api/bootstrap', '/healthz']) {
        const reply = await brume.send('GET', path, { host })
        expect([400, 403]).toContain(reply.status)
      }
    },
  )

  test('its own names are served', async () => {
    for (const host of [`127.0.0.1:${brume.port}`, `localhost:${brume.port}`, `[::1]:8080`]) {
      expect((await brume.send('GET', '/healthz', { host })).status).toBe(200)
    }
  })

  test('a rebound WebSocket is refused', async () => {
    const { cookie } = await brume.tab()
    const host = `evil.example:${brume.port}`
    const headers = { host, origin: `http://${host}`, cookie }
    expect(await knock(`ws://127.0.0.1:${brume.port}/live`, headers)).toContain('403')
  })
})

describe('a foreign page', () => {
  test.each([
    ['another site', 'http://evil.example'],
    ['another port of this host', 'http://127.0.0.1:9'],
    ['another spelling of this host', 'http://localhost:PORT'],
    ['https of the same', 'https://127.0.0.1:PORT'],
    ['a sandboxed frame', 'null'],
  ])('cannot post from %s, even with the cookie', async (_where, template) => {
    const origin = template.replace('PORT', String(brume.port))
    const { cookie } = await brume.tab()
    const reply = await brume.send('POST', whoami, { ...json, origin, cookie }, '{}')
    expect(reply.status).toBe(403)
    expect(reply.body).toMatchObject({ error: { code: 'ForbiddenOrigin' } })
    const session = await brume.send('POST', '/api/session', { ...json, origin }, '{}')
    expect(session.status).toBe(403)
    expect(session.headers['set-cookie']).toBeUndefined()
    for (const path of ['live', 'terminals/0b2f3d4e-0000-4000-8000-000000000000']) {
      const url = `ws://127.0.0.1:${brume.port}/${path}`
      expect(await knock(url, { origin, cookie })).toContain('403')
    }
  })

  test('cannot post without saying where it is', async () => {
    const { cookie } = await brume.tab()
    expect((await brume.send('POST', whoami, { ...json, cookie }, '{}')).status).toBe(403)
    expect(await knock(`ws://127.0.0.1:${brume.port}/live`, { cookie })).toContain('403')
  })

  test.each(['cross-site', 'same-site'])('cannot read the API (%s)', async (site) => {
    const { cookie } = await brume.tab()
    const reply = await brume.send('GET', '/api/bootstrap', { cookie, 'sec-fetch-site': site })
    expect(reply.status).toBe(403)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('cannot post a form, which needs no preflight', async () => {
    const { cookie } = await brume.tab()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { 'content-type': type, origin: brume.origin, cookie }
      const reply = await brume.send('POST', whoami, headers, '{}')
      expect(reply.status).toBe(415)
    }
  })
})

describe('the session', () => {
  test('is needed for every API route and socket', async () => {
    const origin = { ...json, origin: brume.origin }
    expect((await brume.send('GET', '/api/bootstrap')).status).toBe(401)
    expect((await brume.send('POST', whoami, origin, '{}')).status).toBe(401)
    expect((await brume.send('GET', '/api/embedded/cloud/clock')).status).toBe(401)
    expect(await knock(`ws://127.0.0.1:${brume.port}/live`, origin)).toContain('401')
    const made = { ...origin, cookie: `brume_${brume.port}=made-up` }
    expect((await brume.send('POST', whoami, made, '{}')).status).toBe(401)
  })

  test('is a strict, httpOnly cookie that names the port', async () => {
    const reply = await brume.send('POST', '/api/session', { ...json, origin: brume.origin }, '{}')
    const [cookie] = reply.headers['set-cookie'] ?? []
    expect(cookie).toMatch(
      new RegExp(`^brume_${brume.port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`),
    )
  })

  test('of a second Brume on this host is not this one’s', async () => {
    const other = await startTestConsole()
    try {
      const foreign = await other.tab()
      expect(foreign.cookie).toContain(`brume_${other.port}=`)
      const value = foreign.cookie.split('=')[1] ?? ''
      const cookie = `${foreign.cookie}; brume_${brume.port}=${value}`
      const reply = await brume.send(
        'POST',
        whoami,
        { ...json, origin: brume.origin, cookie },
        '{}',
      )
      expect(reply.status).toBe(401)
      // and both at once in one browser do not disturb each other
      const own = await brume.tab()
      const both = { ...json, origin: brume.origin, cookie: `${foreign.cookie}; ${own.cookie}` }
      expect((await brume.send('POST', whoami, both, '{}')).status).toBe(200)
    } finally {
      await other.close()
    }
  })
})

describe('a console beyond loopback', () => {
  let open: TestConsole
  const codes: string[] = []
  beforeAll(async () => {
    open = await startTestConsole({
      reach: {
        loopback: false,
        names: new Set(['brume.lan']),
        publicOrigin: 'https://brume.example.com',
      },
      code: new OneTimeCode((code) => codes.push(code)),
    })
  })
  afterAll(() => open.close())

  const session = (code?: string) =>
    open.send('POST', '/api/session', { ...json, origin: open.origin }, JSON.stringify({ code }))

  test('gives no session without the code, and each code works once', async () => {
    expect((await session()).status).toBe(403)
    expect((await session('guess')).status).toBe(403)
    const { current } = open.code
    expect((await session(current)).status).toBe(204)
    const again = await session(current)
    expect(again.status).toBe(403)
    expect(again.body).toMatchObject({ error: { code: 'WrongCode', hint: 'enter-code' } })
    expect(codes).toEqual([open.code.current])
  })

  test('answers under addresses, its names and its public URL, and under no other', async () => {
    for (const host of ['192.168.1.20:8080', '[fd00::1]:8080', 'brume.lan', 'brume.example.com']) {
      expect((await open.send('GET', '/healthz', { host })).status).toBe(200)
    }
    expect((await open.send('GET', '/healthz', { host: 'evil.example' })).status).toBe(403)
  })

  test('marks the cookie secure behind https', async () => {
    const headers = { ...json, origin: 'https://brume.example.com', host: 'brume.example.com' }
    const body = JSON.stringify({ code: open.code.current })
    const reply = await open.send('POST', '/api/session', headers, body)
    expect(reply.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
  })

  test('stops looking at codes after many wrong ones', async () => {
    for (let count = 0; count < 10; count += 1) await session(`guess ${count}`)
    const reply = await session(open.code.current)
    expect(reply.status).toBe(429)
    expect(reply.body).toMatchObject({ error: { code: 'TooManyAttempts' } })
  })
})

describe('what every answer carries', () => {
  test('a policy without inline scripts, and nothing that forces https', async () => {
    const { headers } = await brume.send('GET', '/healthz')
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('bodies are capped', async () => {
    const { cookie } = await brume.tab()
    const body = JSON.stringify({ Filters: 'x'.repeat(600_000) })
    const reply = await brume.send('POST', whoami, { ...json, origin: brume.origin, cookie }, body)
    expect(reply.status).toBe(413)
    expect(reply.body).toMatchObject({ error: { code: 'TooLarge' } })
  })

  test('broken JSON and compressed bodies are refused clearly', async () => {
    const { cookie } = await brume.tab()
    const headers = { ...json, origin: brume.origin, cookie }
    expect((await brume.send('POST', whoami, headers, '{')).body).toMatchObject({
      error: { code: 'BadRequest', status: 400 },
    })
    const gzip = await brume.send('POST', whoami, { ...headers, 'content-encoding': 'gzip' }, 'x')
    expect(gzip.status).toBe(400)
  })
})
