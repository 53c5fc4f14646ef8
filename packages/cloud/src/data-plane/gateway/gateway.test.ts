import { createServer as createHttp, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect as connectTo } from 'node:net'
import { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const userData = `#!/bin/bash
mkdir -p /srv/www && cd /srv/www
echo '<h1>It works here</h1>' > index.html
head -c 300000 /dev/zero | tr '\\0' x > large.txt
python3 -m http.server 80 > /dev/null 2>&1 &
`

let cloud: TestCloud
let group = ''
let host = ''
let address = ''

beforeAll(async () => {
  cloud = await startTestCloud({ gatewayPort: 0 })
  const ec2 = cloud.ec2()
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }),
  )
  group = made.GroupId ?? ''
  const { Instances: [instance] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SecurityGroupIds: [group],
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  await cloud.advance('180s')
  const found = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instance?.InstanceId ?? ''] }),
  )
  const { PublicDnsName = '', PublicIpAddress = '' } = found.Reservations?.[0]?.Instances?.[0] ?? {}
  host = PublicDnsName.replace('.amazonaws.com', '.localhost')
  address = PublicIpAddress
})
afterAll(() => cloud.close())

interface Asked {
  readonly host?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

function ask({
  host: name = host,
  path = '/',
  headers = {},
}: Asked = {}): Promise<IncomingMessage> {
  const { port = 0 } = cloud.gateway ?? {}
  return new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', path, headers: { ...headers, host: name } }, resolve)
      .once('error', reject)
      .end()
  })
}

async function open(port: number): Promise<void> {
  await cloud.ec2().send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: group,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    }),
  )
}

it('tells a browser why nothing comes, in the reader’s language, and serves the page once the group lets it', async () => {
  const closed = await ask({ headers: { accept: 'text/html', 'accept-language': 'ko-KR,ko' } })
  expect(closed.statusCode).toBe(504)
  const page = await text(closed)
  expect(page).toContain(`${address}:80`)
  expect(page).toContain('security-group sg-')
  expect(page).toContain('사이트에 연결할 수 없음')

  await open(80)
  const served = await ask()
  expect(served.statusCode).toBe(200)
  expect(await text(served)).toContain('It works here')
  expect((await text(await ask({ path: '/large.txt' }))).length).toBe(300_000)
  expect((await ask({ host: address, path: '/nothing' })).statusCode).toBe(404)
})

it('breaks the connection where nothing listens', async () => {
  await open(8080)
  await expect(ask({ host: `p8080.${host}` })).rejects.toMatchObject({ code: 'ECONNRESET' })
  const page = await ask({ host: `p8080.${host}`, headers: { accept: 'text/html' } })
  expect(page.statusCode).toBe(502)
})

it('answers for no other name, and is no open proxy', async () => {
  for (const name of ['localhost', '127.0.0.1', 'example.com', '198.18.255.254']) {
    expect((await ask({ host: name })).statusCode, name).toBe(404)
  }
  const server = createHttp((_request, response) => response.end('secret'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const local = server.address()
  const port = typeof local === 'object' ? local?.port : 0
  expect((await ask({ path: `http://127.0.0.1:${port}/` })).statusCode).not.toBe(200)
  server.close()
})

it('survives what is no HTTP', async () => {
  const { port = 0 } = cloud.gateway ?? {}
  for (const garbage of [
    '\0\0\0\0',
    'GET / HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${'x'.repeat(70_000)}\r\n\r\n`,
  ]) {
    const socket = connectTo(port, '127.0.0.1')
    socket.write(garbage)
    const answer = await text(Duplex.from(socket)).catch(() => '')
    expect(answer).not.toContain('200 OK')
  }
  expect((await ask()).statusCode).toBe(200)
})
