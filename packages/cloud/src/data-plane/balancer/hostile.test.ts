import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { DescribeSubnetsCommand, AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ModifyLoadBalancerAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { createChance } from '@brume/clock'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

const place = { account: '123456789012', region: 'ap-northeast-2' }

let cloud: TestCloud
let balancer = ''
let host = ''
/** What stands behind the network in the target's place: no guest of ours would behave so badly. */
let target: Server
let answerer: RequestListener
let dialled = 0
let dial: () => Socket | { unreachable: 'refused' | 'timed-out' }
interface Seen {
  method: string
  url: string
  headers: IncomingMessage['rawHeaders']
  body: string
}
const seen: Seen[] = []
const errors: unknown[] = []

beforeAll(async () => {
  cloud = await startTestCloud({ gatewayPort: 0, onError: (error) => errors.push(error) })
  target = createServer((request, response) => answerer(request, response))
  target.keepAliveTimeout = 0
  target.listen(0, '127.0.0.1')
  await once(target, 'listening')
  const through = cloud.fabric.connect
  Object.assign(cloud.fabric, {
    connect: async (...[from, to]: Parameters<typeof through>) => {
      if (from.kind !== 'network-interface') return through(from, to)
      dialled += 1
      const socket = dial()
      if ('unreachable' in socket) return socket
      await once(socket, 'connect')
      return socket
    },
  })
  const ec2 = cloud.ec2()
  const elb = cloud.elbv2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const made = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'hostile',
      Subnets: Subnets.slice(0, 2).map(({ SubnetId = '' }) => SubnetId),
    }),
  )
  const [{ LoadBalancerArn = '', DNSName = '', SecurityGroups: [GroupId] = [] } = {}] =
    made.LoadBalancers ?? []
  balancer = LoadBalancerArn
  host = DNSName.replace('.amazonaws.com', '.localhost')
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    }),
  )
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn,
      Attributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: 'logs' },
      ],
    }),
  )
  const { TargetGroups: [group] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'hostile',
      Protocol: 'HTTP',
      Port: 80,
      TargetType: 'ip',
      VpcId: Subnets[0]?.VpcId,
    }),
  )
  const TargetGroupArn = group?.TargetGroupArn
  await elb.send(
    new RegisterTargetsCommand({
      TargetGroupArn,
      Targets: [{ Id: '10.99.0.1', AvailabilityZone: 'all' }],
    }),
  )
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  )
  dial = toTarget
  answerer = echo
  await cloud.advance('3m')
})

beforeEach(() => {
  dial = toTarget
  answerer = echo
  seen.length = 0
})

afterAll(async () => {
  await cloud.close()
  target.closeAllConnections()
  target.close()
})

function toTarget(): Socket {
  return connect((target.address() as AddressInfo).port, '127.0.0.1')
}

const echo: RequestListener = (request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString('latin1')))
  request.on('end', () => {
    const { method = '', url = '', rawHeaders: headers } = request
    seen.push({ method, url, headers, body })
    response.end(`seen ${url}`)
  })
}

/** The two ways to a balancer: a browser's, by the gateway, and a guest's, by the network. */
const ways: Readonly<Record<string, () => Promise<Duplex>>> = {
  async gateway() {
    const socket = connect(cloud.gateway?.port ?? 0, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  },
  async network() {
    const { fabric } = cloud
    const mine = fabric.myComputer(place.account)
    const found = fabric.resolve(mine, host.replace('.localhost', '.amazonaws.com'))
    if ('unreachable' in found) throw new Error(found.unreachable)
    const stream = await fabric.connect(mine, { address: found[0] ?? '', port: 80 })
    if ('unreachable' in stream) throw new Error(stream.unreachable)
    return stream
  },
}

/** All that comes until the connection ends, however it does. */
function readAll(socket: Duplex): Promise<string> {
  return new Promise((resolve) => {
    let all = ''
    socket.on('data', (part: Buffer) => (all += part.toString('latin1')))
    socket.on('end', () => socket.end())
    socket.on('error', () => {})
    socket.on('close', () => resolve(all))
  })
}

async function send(bytes: string | Buffer, way = 'gateway'): Promise<string> {
  const socket = await (ways[way] ?? ways['gateway'])?.()
  if (!socket) throw new Error('no way')
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  return readAll(socket)
}

const statusOf = (answer: string): number => Number(answer.slice(9, 12))
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
const post = (headers: string, body: string, first = 'POST / HTTP/1.1'): string =>
  `${first}\r\nHost: ${host}\r\n${headers}\r\n${body}`

const twoFaced = (): Readonly<Record<string, readonly [number, string]>> => ({
  'a length and chunks': [
    400,
    post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
  ],
  'chunks and a length': [
    400,
    post('Transfer-Encoding: chunked\r\nContent-Length: 40\r\n', `0\r\n\r\n${smuggled}`),
  ],
  'two lengths': [400, post('Content-Length: 0\r\nContent-Length: 37\r\n', smuggled)],
  'one length twice': [400, post('Content-Length: 5\r\nContent-Length: 5\r\n', `12345${smuggled}`)],
  'a list of lengths': [400, post('Content-Length: 5, 5\r\n', `12345${smuggled}`)],
  'a length with a sign': [400, post('Content-Length: +5\r\n', `12345${smuggled}`)],
  'a length that is none': [400, post('Content-Length: 5x\r\n', `12345${smuggled}`)],
  'a length that overflows': [400, post('Content-Length: 18446744073709551621\r\n', smuggled)],
  'an unknown coding': [501, post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`)],
  'chunks, but not at last': [
    501,
    post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`),
  ],
  'a coding hidden by a tab': [400, post('Transfer-Encoding\t: chunked\r\n', smuggled)],
  'a space before the colon': [400, post('Content-Length : 5\r\n', `12345${smuggled}`)],
  'a folded line': [400, post('X: a\r\n b\r\n', smuggled)],
  'a folded coding': [400, post('Transfer-Encoding:\r\n chunked\r\n', `0\r\n\r\n${smuggled}`)],
  'bare line feeds': [400, `GET / HTTP/1.1\nHost: ${host}\n\n${smuggled}`],
  'a bare line feed within': [400, post('X: a\nTransfer-Encoding: chunked\r\n', smuggled)],
  'a bare carriage return': [400, post('X: a\rContent-Length: 5\r\n', smuggled)],
  'a zero byte': [400, post('X: a\0b\r\n', smuggled)],
  'a name with a space': [400, post('X Y: a\r\n', smuggled)],
  'no name': [400, post(': a\r\n', smuggled)],
  'a chunk size that is none': [
    400,
    post('Transfer-Encoding: chunked\r\n', `zz\r\nhello\r\n0\r\n\r\n${smuggled}`),
  ],
  'a chunk size in C': [
    400,
    post('Transfer-Encoding: chunked\r\n', `0x5\r\nhello\r\n0\r\n\r\n${smuggled}`),
  ],
  'a chunk longer than it says': [
    400,
    post('Transfer-Encoding: chunked\r\n', `3\r\nhello\r\n0\r\n\r\n${smuggled}`),
  ],
  'a chunk size that overflows': [
    400,
    post('Transfer-Encoding: chunked\r\n', `fffffffffffffffff\r\nhello\r\n0\r\n\r\n${smuggled}`),
  ],
  'two hosts': [400, `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: other\r\n\r\n${smuggled}`],
  'a version to come': [505, post('', smuggled, 'GET / HTTP/7.5')],
  'no version': [505, post('', '', 'GET /')],
  'a method that is none': [400, post('', smuggled, 'G<T / HTTP/1.1')],
  TRACE: [405, post('', smuggled, 'TRACE / HTTP/1.1')],
  'a target that is none': [400, post('', smuggled, 'GET nothing HTTP/1.1')],
  'a long target': [414, post('', '', `GET /${'x'.repeat(17_000)} HTTP/1.1`)],
  'a longer target': [414, post('', '', `GET /${'x'.repeat(70_000)} HTTP/1.1`)],
  'a long header': [400, post(`X: ${'x'.repeat(17_000)}\r\n`, '')],
  'many headers': [400, post(`X: ${'x'.repeat(900)}\r\n`.repeat(80), '')],
  'too many proxies': [463, post(`X-Forwarded-For: ${'10.0.0.1, '.repeat(30)}10.0.0.2\r\n`, '')],
})

for (const way of Object.keys(ways)) {
  it(`refuses by ${way} what could be read in two ways, and its target sees none of it`, async () => {
    const got: Record<string, number> = {}
    const wanted: Record<string, number> = {}
    for (const [name, [status, bytes]] of Object.entries(twoFaced())) {
      // Before it knows whom they are for the gateway can only refuse them itself.
      if (way === 'gateway' && bytes.length > 64 * 1024) continue
      const answer = await send(bytes, way)
      got[name] = statusOf(answer)
      wanted[name] = status
      expect(answer.match(/HTTP\/1\.1 \d{3}/g), name).toHaveLength(1)
      expect(answer, name).toContain('Server: awselb/2.0\r\n')
    }
    expect(got).toEqual(wanted)
    expect(seen.map(({ url }) => url)).not.toContain('/smuggled')
    expect(seen.filter(({ body }) => body.includes('smuggled'))).toEqual([])
    expect(statusOf(await send(post('Connection: close\r\n', '', 'GET /ok HTTP/1.1'), way))).toBe(
      200,
    )
  })
}

it('keeps connections on both sides, passes bodies of either kind, and tells whom it serves', async () => {
  const chunked = 'Transfer-Encoding: chunked\r\nX-Forwarded-For: 10.0.0.9\r\n'
  const answer = await send(
    post(chunked, '5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n', 'PUT /a HTTP/1.1') +
      post('Content-Length: 3\r\n', 'two', 'POST /b HTTP/1.1') +
      post('Connection: close\r\n', '', 'GET /c HTTP/1.1'),
  )
  expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(3)
  const bodies = Object.fromEntries(
    seen.map(({ method, url, body }) => [`${method} ${url}`, body] as const),
  )
  expect(bodies).toEqual({ 'PUT /a': 'hello world', 'POST /b': 'two', 'GET /c': '' })
  expect(answer.match(/seen \/./g)).toEqual(['seen /a', 'seen /b', 'seen /c'])
  // Connections take turns at the nodes, and each node keeps its own to the target.
  const again = () => send(post('', '', 'GET /d HTTP/1.1') + post('Connection: close\r\n', ''))
  for (let at = 0; at < 2; at += 1) await again()
  const before = dialled
  for (let at = 0; at < 2; at += 1) await again()
  expect(dialled - before).toBe(0)
  const headers = seen.find(({ url }) => url === '/a')?.headers ?? []
  const sent = (name: string) => headers[headers.indexOf(name) + 1]
  expect(sent('X-Forwarded-For')).toBe('10.0.0.9, 203.0.113.10')
  expect(sent('X-Forwarded-Proto')).toBe('http')
  expect(sent('X-Forwarded-Port')).toBe('80')
  expect(sent('X-Amzn-Trace-Id')).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/)
  expect(sent('Host')).toBe(host)
})

it('asks again where a kept connection has just ended', async () => {
  expect(statusOf(await send(post('Connection: close\r\n', '', 'GET / HTTP/1.1')))).toBe(200)
  target.closeAllConnections()
  expect(statusOf(await send(post('Connection: close\r\n', '', 'GET / HTTP/1.1')))).toBe(200)
})

it('says what is wrong with a target: 502 for what breaks, 504 for what is silent', async () => {
  const get = (path: string) => send(post('Connection: close\r\n', '', `GET ${path} HTTP/1.1`))
  answerer = (request) => void request.socket.destroy()
  expect(statusOf(await get('/reset'))).toBe(502)
  answerer = ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')
  expect(statusOf(await get('/ssh'))).toBe(502)
  answerer = ({ socket }) =>
    void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')
  expect(statusOf(await get('/two'))).toBe(502)
  answerer = (_request, response) => void response.setHeader('X', 'x'.repeat(40_000)).end()
  expect(statusOf(await get('/large'))).toBe(502)
  answerer = (_request, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('half')
    setImmediate(() => response.destroy())
  }
  const half = await get('/half')
  expect(half).toContain('content-length: 10')
  expect(half.endsWith('half') || half.endsWith('\r\n\r\n')).toBe(true)
  // Closed just before: the agent's pool has none of these.
  dial = () => ({ unreachable: 'refused' })
  expect(statusOf(await get('/refused'))).toBe(502)

  const late = async (asked: Promise<string>, until: () => boolean, by: string) => {
    while (!until()) await new Promise((resolve) => setImmediate(resolve))
    await cloud.advance(by === 'dial' ? '10s' : '60s')
    return statusOf(await asked)
  }
  let isAsked = false
  dial = () => {
    isAsked = true
    return { unreachable: 'timed-out' }
  }
  expect(await late(get('/dropped'), () => isAsked, 'dial')).toBe(504)
  dial = toTarget
  isAsked = false
  answerer = () => (isAsked = true)
  expect(await late(get('/silent'), () => isAsked, 'idle')).toBe(504)
  isAsked = false
  answerer = (request) => request.once('data', () => (isAsked = true))
  const stalled = send(post('Content-Length: 10\r\n', 'five5', 'POST /stalled HTTP/1.1'))
  expect(await late(stalled, () => isAsked, 'idle')).toBe(408)
})

it('leaves nothing behind of clients that go away', async () => {
  let ended = 0
  let begun = 0
  answerer = (request, response) => {
    begun += 1
    request.resume()
    request.on('error', () => {})
    response.once('close', () => (ended += 1))
  }
  for (const bytes of [
    post('Content-Length: 1000000\r\n', 'part', 'POST /aborted HTTP/1.1'),
    post('Transfer-Encoding: chunked\r\n', '4\r\npart\r\n', 'POST /aborted HTTP/1.1'),
    post('', '', 'GET /gone HTTP/1.1'),
  ]) {
    const wanted = begun + 1
    const socket = connect(cloud.gateway?.port ?? 0, '127.0.0.1')
    socket.write(bytes)
    while (begun < wanted) await new Promise((resolve) => setImmediate(resolve))
    socket.resetAndDestroy()
    while (ended < wanted) await new Promise((resolve) => setImmediate(resolve))
  }
  const lines = cloud.balancerLogs.readLog(place, balancer) ?? []
  const status = (path: string) =>
    lines.filter((line) => line.includes(path)).map((line) => line.split(' ')[8])
  expect(status('/aborted')).toEqual(['400', '400'])
  expect(status('/gone')).toEqual(['460'])
})

it('carries a WebSocket, and closes one that rests', async () => {
  const server = new WebSocketServer({ server: target })
  server.on('connection', (socket, { headers }) => {
    socket.send(String(headers['x-forwarded-for']))
    socket.on('message', (data) => socket.send(data))
  })
  const url = `ws://127.0.0.1:${cloud.gateway?.port}/chat`
  const page = new WebSocket(url, { headers: { host } })
  const [hello] = await once(page, 'message')
  expect(String(hello)).toBe('203.0.113.10')
  const large = Buffer.alloc(300_000, 7)
  page.send(large)
  expect((await once(page, 'message'))[0]).toEqual(large)
  // Heard from here on: the minute is over before the winding is.
  const closed = once(page, 'close')
  await cloud.advance('61s')
  await closed
  server.close()
  // Another protocol is not changed to: the request is answered as it is.
  const h2c = 'Connection: Upgrade, close\r\nUpgrade: h2c\r\n'
  expect(statusOf(await send(post(h2c, '', 'GET /h2c HTTP/1.1')))).toBe(200)
})

it('survives whatever is sent to it', async () => {
  const chance = createChance('hostile')
  const sane = [
    post('Content-Length: 3\r\n', 'abc', 'POST /a HTTP/1.1'),
    post('Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n', 'POST /b HTTP/1.1'),
    post('Upgrade: websocket\r\nConnection: Upgrade\r\n', '', 'GET /c HTTP/1.1'),
    post('Cookie: AWSALB=x; AWSALBTG=y\r\n', '', 'GET /d?x=1 HTTP/1.1'),
  ]
  const evil = ['\r', '\n', '\0', ' ', ':', '\t', ',', '\xff', '0', 'Content-Length: 1\r\n']
  await Promise.all(
    Array.from({ length: 150 }, async () => {
      let bytes = sane[chance.below(sane.length)] ?? ''
      for (let at = 0; at < 1 + chance.below(3); at += 1) {
        const where = chance.below(bytes.length)
        const what = evil[chance.below(evil.length)] ?? ''
        bytes = bytes.slice(0, where) + what + bytes.slice(where + chance.below(2))
      }
      const socket = await (chance.below(2) === 0 ? ways['gateway'] : ways['network'])?.()
      if (!socket) return
      const all = readAll(socket)
      socket.end(Buffer.from(bytes, 'latin1'))
      await all
    }),
  )
  expect(statusOf(await send(post('Connection: close\r\n', '', 'GET /ok HTTP/1.1')))).toBe(200)
  expect(errors).toEqual([])
})
