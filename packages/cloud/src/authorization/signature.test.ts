import { createHash, createHmac } from 'node:crypto'
import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const account = '111122223333'
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ iam: 'enforce' })
})
afterAll(() => cloud.close())

interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

interface Signing {
  readonly at?: number
  readonly service?: string
  readonly region?: string
  readonly day?: string
  readonly end?: string
  /** Names of signed headers. */
  readonly names?: readonly string[]
  readonly payload?: string
}

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest()

const whoAmI = (): Request => ({
  method: 'POST',
  path: '/',
  headers: {
    host: new URL(cloud.url).host,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
})

/** Written anew from the documentation, so that it shares nothing with what it tests. */
function sign(request: Request, signing: Signing = {}): Request {
  const { at = Date.now(), service = 'sts', region = 'us-east-1', end = 'aws4_request' } = signing
  const date = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = [signing.day ?? date.slice(0, 8), region, service, end]
  const headers: Record<string, string> = { ...request.headers, 'x-amz-date': date }
  const names = signing.names ?? Object.keys(headers).toSorted()
  const hash = [
    'AWS4-HMAC-SHA256',
    date,
    scope.join('/'),
    sha256(
      [
        request.method,
        '/',
        request.path.split('?')[1] ?? '',
        ...names.map((name) => `${name}:${headers[name]}`),
        '',
        names.join(';'),
        signing.payload ?? sha256(request.body),
      ].join('\n'),
    ),
  ].join('\n')
  const secret = cloud.authorization.rootSecret(account)
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`)
  const authorization = `AWS4-HMAC-SHA256 Credential=${[account, ...scope].join('/')}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, hash).toString('hex')}`
  return { ...request, headers: { ...headers, authorization } }
}

function presign(
  query: Record<string, string>,
  signing: Signing & { expires?: number } = {},
): Request {
  const { at = Date.now(), expires = 300 } = signing
  const date = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = [date.slice(0, 8), 'us-east-1', 'sts', 'aws4_request']
  const all = Object.entries({
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [account, ...scope].join('/'),
    'X-Amz-Date': date,
    'X-Amz-Expires': String(expires),
    'X-Amz-SignedHeaders': 'host',
  }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const canonical = all.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
  const { host } = new URL(cloud.url)
  const request = ['GET', '/', canonical, `host:${host}`, '', 'host', sha256('')].join('\n')
  const hash = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(request)].join('\n')
  const secret = cloud.authorization.rootSecret(account)
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`)
  const signature = hmac(key, hash).toString('hex')
  return {
    method: 'GET',
    path: `/?${canonical}&X-Amz-Signature=${signature}`,
    headers: { host },
    body: '',
  }
}

function ask({ method, path, headers, body }: Request): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    send({ port: cloud.port, host: '127.0.0.1', method, path, headers }, (answer) => {
      text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, text: read }), reject)
    })
      .on('error', reject)
      .end(body)
  })
}

const minute = 60_000
const refused = (code: string): object => ({
  text: expect.stringContaining(`<Code>${code}</Code>`),
})

describe('a request with a signature in its header', () => {
  test('is let in, again too', async () => {
    const signed = sign(whoAmI())
    expect((await ask(signed)).text).toContain(`arn:aws:iam::${account}:root`)
    expect(await ask(signed)).toMatchObject({ status: 200 })
  })

  test.each<[string, (signed: Request) => void]>([
    ['its body', (it) => void (it.body = it.body.replace('2011-06-15', '2011-06-15&x=1'))],
    ['its query', (it) => void (it.path = '/?Action=GetSessionToken')],
    [
      'a signed header',
      (it) => void (it.headers['content-type'] = 'application/x-www-form-urlencoded'),
    ],
    ['its method', (it) => void (it.method = 'PUT')],
    [
      'its date',
      (it) =>
        void (it.headers['x-amz-date'] = `${it.headers['x-amz-date']?.slice(0, 13)}00Z`.replace(
          /..Z$/,
          '59Z',
        )),
    ],
    [
      'a digit of its signature',
      (it) =>
        void (it.headers['authorization'] = (it.headers['authorization'] ?? '').replace(
          /.$/,
          (last) => (last === '0' ? '1' : '0'),
        )),
    ],
    [
      'an empty signature',
      (it) =>
        void (it.headers['authorization'] = (it.headers['authorization'] ?? '').replace(
          /Signature=.*/,
          'Signature=00',
        )),
    ],
    [
      'the account',
      (it) =>
        void (it.headers['authorization'] = (it.headers['authorization'] ?? '').replace(
          account,
          '999988887777',
        )),
    ],
    [
      'the Region',
      (it) =>
        void (it.headers['authorization'] = (it.headers['authorization'] ?? '').replace(
          'us-east-1',
          'us-west-2',
        )),
    ],
    [
      'an unsigned X-Amz-Target',
      (it) => void (it.headers['x-amz-target'] = 'AmazonSSM.DescribeParameters'),
    ],
    ['an unsigned X-Amz-Security-Token', (it) => void (it.headers['x-amz-security-token'] = 'x')],
  ])('is refused when somebody changed %s', async (_, change) => {
    const signed = sign(whoAmI())
    change(signed)
    const answer = await ask(signed)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.text).toMatch(/SignatureDoesNotMatch|InvalidSignature|InvalidClientTokenId/)
  })

  test.each<[string, Signing]>([
    ['for another service', { service: 'iam' }],
    ['with another terminator', { end: 'aws4' }],
    ['with another day in its scope', { day: '20200101' }],
    ['without its host', { names: ['content-type', 'x-amz-date'] }],
    ['without its date', { names: ['content-type', 'host'] }],
    ['of six minutes ago', { at: Date.now() - 6 * minute }],
    ['of six minutes from now', { at: Date.now() + 6 * minute }],
  ])('signed %s is refused', async (name, signing) => {
    const answer = await ask(sign(whoAmI(), signing))
    // The service of the scope decides which service is called.
    if (name === 'for another service') expect(answer.status).toBeGreaterThanOrEqual(400)
    else expect(answer).toMatchObject(refused('SignatureDoesNotMatch'))
  })

  test('is good for four minutes either way', async () => {
    for (const at of [Date.now() - 4 * minute, Date.now() + 4 * minute]) {
      expect(await ask(sign(whoAmI(), { at }))).toMatchObject({ status: 200 })
    }
  })

  test('may leave its body unsigned, and may not lie about it', async () => {
    const open = whoAmI()
    open.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
    expect(await ask(sign(open, { payload: 'UNSIGNED-PAYLOAD' }))).toMatchObject({ status: 200 })
    const lying = whoAmI()
    const told = sha256('Action=GetSessionToken&Version=2011-06-15')
    lying.headers['x-amz-content-sha256'] = told
    expect(await ask(sign(lying, { payload: told }))).toMatchObject(
      refused('SignatureDoesNotMatch'),
    )
  })

  test.each([
    ['', 'MissingAuthenticationToken'],
    ['Basic dXNlcjpwYXNz', 'MissingAuthenticationToken'],
    [
      `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/sts/aws4_request`,
      'IncompleteSignature',
    ],
    [
      `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, SignedHeaders=x, Signature=00`,
      'IncompleteSignature',
    ],
    [
      `AWS3 Credential=${account}/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=00`,
      'IncompleteSignature',
    ],
  ])('%j is no signature', async (authorization, code) => {
    const request = whoAmI()
    if (authorization !== '') request.headers['authorization'] = authorization
    request.headers['x-amz-date'] = '20260101T000000Z'
    expect(await ask(request)).toMatchObject(refused(code))
  })

  test('EC2 says it in its own words', async () => {
    const request = whoAmI()
    request.body = 'Action=DescribeRegions&Version=2016-11-15'
    const signed = sign(request, { service: 'ec2' })
    expect(await ask(signed)).toMatchObject({ status: 200 })
    expect(await ask({ ...signed, body: `${signed.body}&DryRun=true` })).toMatchObject({
      status: 401,
      ...refused('AuthFailure'),
    })
    const old = sign(request, { service: 'ec2', at: Date.now() - 16 * minute })
    expect(await ask(old)).toMatchObject({ status: 400, ...refused('RequestExpired') })
  })
})

describe('a signed URL', () => {
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' }

  test('is let in as long as it says', async () => {
    expect(await ask(presign(query))).toMatchObject({ status: 200 })
    const late = presign(query, { at: Date.now() - 10 * minute, expires: 900 })
    expect(await ask(late)).toMatchObject({ status: 200 })
  })

  test.each<[string, (it: Request) => void]>([
    [
      'another action',
      (it) => void (it.path = it.path.replace('GetCallerIdentity', 'GetSessionToken')),
    ],
    ['one more parameter', (it) => void (it.path += '&DurationSeconds=900')],
    ['a longer life', (it) => void (it.path = it.path.replace('Expires=300', 'Expires=3000'))],
    ['a second signature', (it) => void (it.path += '&X-Amz-Signature=00')],
    ['a second credential', (it) => void (it.path += `&X-Amz-Credential=${account}`)],
    [
      'a body',
      (it) => {
        it.method = 'POST'
        it.body = 'Action=GetSessionToken'
      },
    ],
  ])('with %s is refused', async (_, change) => {
    const signed = presign(query)
    change(signed)
    const answer = await ask(signed)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.text).toMatch(/SignatureDoesNotMatch|IncompleteSignature/)
  })

  test('that ran out is refused', async () => {
    const old = presign(query, { at: Date.now() - 10 * minute, expires: 300 })
    expect(await ask(old)).toMatchObject(refused('SignatureDoesNotMatch'))
  })
})
