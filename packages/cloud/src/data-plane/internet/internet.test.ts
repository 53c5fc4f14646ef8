import { request as httpRequest, type RequestOptions } from 'node:http'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, unzipSync } from 'fflate'
import { unpackTar } from 'modern-tar'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../network/address.ts'
import { addressesOf } from './addresses.ts'
import { createInternet } from './internet.ts'

const internet = createInternet()
const caller = '198.18.7.7'
const account = '123456789012'

interface Reply {
  readonly status: number | undefined
  readonly type: string | undefined
  readonly body: Buffer
}

/** A request as a guest's curl makes it: by name, and through TLS where the URL says so. */
async function get(url: string, options: RequestOptions = {}): Promise<Reply> {
  const { protocol, hostname, pathname, search } = new URL(url)
  const secure = protocol === 'https:'
  const socket = await internet.connect({
    caller,
    account,
    port: secure ? 443 : 80,
    ...(secure && { tls: { serverName: hostname } }),
  })
  return new Promise((resolve, reject) => {
    httpRequest({
      createConnection: () => socket,
      path: pathname + search,
      headers: { host: hostname },
      ...options,
    })
      .on('response', (response) => {
        void buffer(response).then((body) =>
          resolve({ status: response.statusCode, type: response.headers['content-type'], body }),
        )
      })
      .on('error', reject)
      .end()
  })
}

describe('names', () => {
  it('have an address under a public suffix, the same each time, and none elsewhere', () => {
    const [address] = addressesOf('example.com')
    expect(address).toMatch(/^(192\.0\.2|198\.51\.100)\.\d+$/)
    expect(addressesOf('EXAMPLE.com.')[0]).toBe(address)
    for (const name of ['static.us-east-1.prod.workshops.aws', 'my-course.s3.amazonaws.com']) {
      expect(addressesOf(name), name).not.toEqual([])
    }
    for (const name of [
      '',
      'com',
      'localhost',
      'db.internal',
      'x.invalid',
      '10.0.0.1',
      'a b.com',
      '..com',
    ]) {
      expect(addressesOf(name), name).toEqual([])
    }
  })

  it('lead to ports 80 and 443 and to pings, and nowhere else', () => {
    const site = parseAddress(addressesOf('example.com')[0] ?? '') ?? 0
    expect(internet.answers(site, 'tcp', 443)).toBe('listening')
    expect(internet.answers(site, 'icmp', 0)).toBe('listening')
    expect(internet.answers(site, 'tcp', 25)).toBe('closed')
    expect(internet.answers(parseAddress('8.8.8.8') ?? 0, 'icmp', 0)).toBe('listening')
    expect(internet.answers(parseAddress('9.9.9.9') ?? 0, 'icmp', 0)).toBe('nobody')
  })
})

describe('sites', () => {
  it.each([
    'https://al2023-repos-ap-northeast-2-de612dc2.s3.dualstack.ap-northeast-2.amazonaws.com/core/mirrors/latest/x86_64/mirror.list',
    'https://amazonlinux-2-repos-us-east-1.s3.dualstack.us-east-1.amazonaws.com/2/core/latest/x86_64/mirror.list',
    'http://ap-northeast-2.ec2.archive.ubuntu.com/ubuntu/dists/noble/InRelease',
    'http://security.ubuntu.com/ubuntu/pool/main/n/nginx/nginx_1.deb',
    'http://deb.debian.org/debian/dists/bookworm/Release',
    'http://cdn-aws.deb.debian.org/debian/dists/bookworm/Release',
    'https://rhui.ap-northeast-2.aws.ce.redhat.com/pulp/mirror/repodata/repomd.xml',
    'http://smt-ec2.susecloud.net/repo/repodata/repomd.xml',
    'https://registry-1.docker.io/v2/',
    'https://auth.docker.io/token?service=registry.docker.io',
    'https://public.ecr.aws/v2/nginx/nginx/manifests/latest',
    'http://example.com/',
    'https://www.google.com/',
  ])('%s answers', async (url) => {
    const { status, body } = await get(url)
    expect(status).toBe(200)
    expect(body.length).toBeGreaterThan(0)
  })

  it('a registry hands out a manifest and its layer', async () => {
    const host = 'https://registry-1.docker.io/v2/library/nginx'
    const manifest = JSON.parse((await get(`${host}/manifests/latest`)).body.toString())
    const layer = manifest.layers[0]
    expect((await get(`${host}/blobs/${layer.digest}`)).body).toHaveLength(layer.size)
    expect((await get(`${host}/blobs/sha256:1`)).status).toBe(404)
  })

  it.each(['https://checkip.amazonaws.com/', 'http://ifconfig.me/', 'http://icanhazip.com/'])(
    '%s tells the caller its address',
    async (url) => {
      expect((await get(url)).body.toString().trim()).toBe(caller)
    },
  )

  it('say honestly what they have not', async () => {
    for (const url of [
      'https://github.com/x/y',
      'https://raw.githubusercontent.com/a.sh',
      'http://exmaple.com/',
    ]) {
      const { status, body } = await get(url)
      expect(status).toBe(404)
      expect(body.toString()).toContain("Brume's virtual Internet")
      expect(body.toString()).toContain(new URL(url).hostname)
    }
    const { body } = await get('http://a.com/<script>alert(1)</script>')
    expect(body.toString()).not.toContain('<script>')
  })
})

describe('downloads', () => {
  it('are archives of a page about the instance, whatever the URL', async () => {
    const { status, type, body } = await get(
      'https://static.us-east-1.prod.workshops.aws/public/x/ec2-web.zip?Key-Pair-Id=K&Signature=a%2Fb.zip',
    )
    expect([status, type]).toEqual([200, 'application/zip'])
    const files = unzipSync(body)
    expect(Buffer.from(files['index.php'] ?? []).toString()).toContain("metadata('instance-id')")
    const tarball = await get('https://example.com/code/app.tar.gz')
    const entries = await unpackTar(gunzipSync(tarball.body))
    expect(entries.map(({ header }) => header.name)).toContain('index.php')
  })

  it('know the SDK and the CLI', async () => {
    const sdk = await get('https://docs.aws.amazon.com/aws-sdk-php/v3/download/aws.zip')
    expect(Object.keys(unzipSync(sdk.body))).toContain('aws-autoloader.php')
    const cli = await get('https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip')
    expect(Object.keys(unzipSync(cli.body))).toContain('aws/install')
  })
})

it('waits for a slow reader to take the whole answer', async () => {
  const socket = await internet.connect({ caller, account, port: 80 })
  const path = '/ubuntu/pool/main/n/nginx/nginx_1.24_amd64.deb'
  socket.end(`GET ${path} HTTP/1.1\r\nHost: archive.ubuntu.com\r\nConnection: close\r\n\r\n`)
  // Stops at the first bytes, when the rest has been sent.
  const first = await new Promise<Buffer>((resolve) => {
    socket.once('data', (chunk: Buffer) => {
      socket.pause()
      resolve(chunk)
    })
  })
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  const answer = Buffer.concat([first, await buffer(socket)]).toString('latin1')
  const length = Number(/content-length: (\d+)/i.exec(answer)?.[1])
  expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toHaveLength(length)
})

describe('hostile callers', () => {
  const talk = async (port: number, bytes: string | Buffer, tls?: string): Promise<string> => {
    const socket: Duplex = await internet.connect({
      caller,
      account,
      port,
      ...(tls !== undefined && { tls: { serverName: tls } }),
    })
    const answer: Buffer[] = []
    socket.on('data', (chunk: Buffer) => answer.push(chunk))
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.end(bytes)
    await closed
    return Buffer.concat(answer).toString()
  }

  it('are told off or cut', async () => {
    expect(await talk(80, 'nonsense\r\n\r\n')).toContain('400 Bad Request')
    expect(await talk(80, Buffer.alloc(200_000, 'GET / '))).toMatch(/^HTTP\/1\.1 4|^$/)
    // TLS to port 80, plain text to port 443, and whatever to a name server.
    expect(await talk(80, 'GET / HTTP/1.1\r\nHost: a.com\r\n\r\n', 'a.com')).toBe('')
    expect(await talk(443, 'GET / HTTP/1.1\r\nHost: a.com\r\n\r\n')).toBe('')
    expect(await talk(53, '\0\0')).toBe('')
    const upload = `POST / HTTP/1.1\r\nHost: a.com\r\nContent-Length: 9000000\r\nConnection: close\r\n\r\n`
    expect(
      await talk(80, Buffer.concat([Buffer.from(upload), Buffer.alloc(3_000_000)])),
    ).toBeDefined()
    expect(
      await talk(80, 'GET http://[::/%zz?# HTTP/1.1\r\nHost: \u0001\r\nConnection: close\r\n\r\n'),
    ).toContain('HTTP/1.1 4')
  })
})
