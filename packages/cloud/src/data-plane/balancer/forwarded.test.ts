import { expect, it } from 'vitest'
import { accessLogLine } from './access-log.ts'
import { headersForTarget, traceIdFor, type ForwardWish } from './forwarded.ts'
import { createSeal } from './seal.ts'
import { readCookies, readStick, stickyLines } from './sticky-cookies.ts'

const wish: ForwardWish = {
  forwardedFor: 'append',
  clientPort: false,
  preserveHost: false,
  dropInvalid: false,
  scheme: 'http',
  port: 80,
  client: { address: '203.0.113.10', port: 51_000 },
  traceId: 'Root=1-x',
}

function sent(raw: readonly string[], more: Partial<ForwardWish> = {}): Record<string, string> {
  const headers = headersForTarget(raw, { ...wish, ...more })
  const pairs: Record<string, string> = {}
  for (let at = 0; at < headers.length; at += 2) pairs[headers[at] ?? ''] = headers[at + 1] ?? ''
  return pairs
}

it('tells the target whom it serves', () => {
  const raw = ['Host', 'a.example:80', 'X-Forwarded-For', '10.0.0.1', 'X-Forwarded-Proto', 'https']
  expect(sent(raw)).toEqual({
    Host: 'a.example',
    'X-Forwarded-For': '10.0.0.1, 203.0.113.10',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-Port': '80',
    'X-Amzn-Trace-Id': 'Root=1-x',
  })
  expect(sent(raw, { forwardedFor: 'preserve' })['X-Forwarded-For']).toBe('10.0.0.1')
  expect(sent(raw, { forwardedFor: 'remove' })['X-Forwarded-For']).toBeUndefined()
  expect(sent([], { clientPort: true })['X-Forwarded-For']).toBe('203.0.113.10:51000')
  const six = { clientPort: true, client: { address: '2001:db8::1', port: 5 } }
  expect(sent([], six)['X-Forwarded-For']).toBe('[2001:db8::1]:5')
  expect(sent(['Host', 'a.example'], { port: 8080 })['Host']).toBe('a.example:8080')
  expect(sent(['Host', 'a.example:1'], { preserveHost: true })['Host']).toBe('a.example:1')
})

it('leaves away what is the connection’s, and invalid names if told so', () => {
  const raw = ['Connection', 'close, X-Hop', 'X-Hop', '1', 'Keep-Alive', '5', 'a_b', '1', 'X', '2']
  expect(sent(raw)).toMatchObject({ a_b: '1', X: '2' })
  expect(Object.keys(sent(raw))).not.toContain('X-Hop')
  expect(Object.keys(sent(raw))).not.toContain('Connection')
  expect(sent(raw, { dropInvalid: true })['a_b']).toBeUndefined()
})

it('traces requests', () => {
  const digits = (count: number): string => 'f'.repeat(count)
  const now = 0x6789_1233 * 1000
  const own = '1-67891233-ffffffffffffffffffffffff'
  expect(traceIdFor(undefined, now, digits)).toBe(`Root=${own}`)
  expect(traceIdFor('Root=1-a-b;CalledFrom=app', now, digits)).toBe(
    `Self=${own};Root=1-a-b;CalledFrom=app`,
  )
  expect(traceIdFor('CalledFrom=app', now, digits)).toBe(`Root=${own};CalledFrom=app`)
  expect(traceIdFor('Self=1-c-d;Root=1-a-b', now, digits)).toBe(`Self=${own};Root=1-a-b`)
})

it('seals cookies so that nobody else can read, change or lend them', () => {
  const seal = createSeal('secret')
  const stick = { name: 'AWSALB', to: 'i-1|80', of: 'tg-1', until: 1000 } as const
  const [line = '', cors = ''] = stickyLines(seal, { ...stick, expires: 0, secure: true })
  expect(line).toMatch(/^AWSALB=[\w+/=]+; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=\/$/)
  expect(cors).toMatch(/^AWSALBCORS=.*; SameSite=None; Secure$/)
  expect(line).not.toContain('i-1')
  const value = line.split(';')[0] ?? ''
  const read = (cookie: string, of = 'tg-1', now = 0) =>
    readStick(seal, readCookies(`x=1; ${cookie}`), 'AWSALB', of, now)
  expect(read(value)).toBe('i-1|80')
  expect(read(cors.split(';')[0] ?? '')).toBe('i-1|80')
  expect(read(value, 'tg-2')).toBeUndefined()
  expect(read(value, 'tg-1', 1000)).toBeUndefined()
  for (let at = 7; at < value.length - 4; at += 5) {
    const changed = `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`
    expect(read(changed), changed).toBeUndefined()
  }
  expect(readStick(createSeal('other'), readCookies(value), 'AWSALB', 'tg-1', 0)).toBeUndefined()
  const tg = value.replace('AWSALB=', 'AWSALBTG=')
  expect(readStick(seal, readCookies(tg), 'AWSALBTG', 'tg-1', 0)).toBeUndefined()
})

it('writes the access log as AWS does, and no client can end a field', () => {
  const line = accessLogLine({
    type: 'http',
    at: Date.UTC(2018, 6, 2, 22, 23, 0, 186),
    createdAt: Date.UTC(2018, 6, 2, 22, 22, 48, 364),
    balancer: 'app/my-loadbalancer/50dc6c495c0c9188',
    client: '192.168.131.39:2817',
    target: '10.0.0.1:80',
    requestTime: 0,
    targetTime: 0.001,
    responseTime: 0,
    status: 200,
    targetStatus: 200,
    receivedBytes: 34,
    sentBytes: 366,
    request: 'GET http://www.example.com:80/ HTTP/1.1',
    userAgent: 'curl/7.46.0" "x\n',
    cipher: undefined,
    tlsProtocol: undefined,
    targetGroupArn: 'arn:aws:tg',
    traceId: 'Root=1-58337262-36d228ad5d99923122bbe354',
    domainName: undefined,
    certificateArn: undefined,
    rulePriority: 0,
    actions: ['forward'],
    redirectUrl: undefined,
    errorReason: undefined,
    classification: undefined,
    classificationReason: undefined,
  })
  expect(line).toBe(
    'http 2018-07-02T22:23:00.186000Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0\\x22 \\x22x\\x0A" - - arn:aws:tg "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"',
  )
})
