import { connect, type Socket } from 'node:net'
import { AuthorizeSecurityGroupIngressCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { makeEd25519Pair } from '@brume/guests'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultAccount } from '../../engine/default-account.ts'
import { launchInstance } from '../../testing/launch-instance.ts'

const faults: unknown[] = []
let cloud: TestCloud
let instanceId = ''
/** The instance's own address, and the front that names instances. */
let doors: { readonly host: string; readonly port: number }[] = []

beforeAll(async () => {
  cloud = await startTestCloud({
    sshPort: 0,
    speed: 'instant',
    onError: (error) => faults.push(error),
  })
  const ec2 = cloud.ec2()
  instanceId = await launchInstance(ec2)
  await cloud.advance('5m')
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  )
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: Reservations[0]?.Instances?.[0]?.SecurityGroups?.[0]?.GroupId,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '0.0.0.0/0',
    }),
  )
  const own = cloud.ssh?.endpointOf({
    account: defaultAccount,
    region: 'ap-northeast-2',
    instanceId,
  })
  if (!own) throw new Error('no way in')
  doors = [own, { host: '127.0.0.1', port: own.port }]
})
afterAll(() => cloud.close())

function open(door: { readonly host: string; readonly port: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(door)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

const ended = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.resume()
    socket.once('close', () => resolve())
  })

/** What an honest client is told first. */
async function greeting(door: { readonly host: string; readonly port: number }): Promise<string> {
  const socket = await open(door)
  const text = await new Promise<string>((resolve) => {
    socket.once('data', (bytes) => resolve(bytes.toString()))
    socket.once('close', () => resolve(''))
  })
  socket.destroy()
  return text
}

describe('a hostile client', () => {
  test.each([
    ['garbage', Buffer.alloc(100_000, 0x9f)],
    ['a version line without end', Buffer.alloc(1_000_000, 'S')],
    [
      'a version, then a packet as long as can be said',
      Buffer.from('SSH-2.0-x\r\n\xff\xff\xff\xff\x00', 'latin1'),
    ],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200))],
  ])('%s is cut off, and the next one is served', async (_, bytes) => {
    for (const door of doors) {
      const socket = await open(door)
      socket.write(bytes)
      await ended(socket)
      expect(await greeting(door)).toMatch(/^SSH-2\.0-/)
    }
    expect(faults).toEqual([])
  })

  test('one that guesses keys is shown out after six', async () => {
    for (const [index, door] of doors.entries()) {
      let guesses = 0
      const client = new ssh2.Client()
      const over = new Promise((resolve) => client.on('close', () => resolve(undefined)))
      client.on('error', () => {})
      client.connect({
        ...door,
        username: index === 0 ? 'ec2-user' : `ec2-user+${instanceId}`,
        authHandler: (_methods, _partial, next) => {
          guesses++
          const { private: key } = makeEd25519Pair(ssh2.utils)
          next({
            type: 'publickey',
            username: index === 0 ? 'ec2-user' : `ec2-user+${instanceId}`,
            key,
          })
        },
      })
      await over
      expect(guesses).toBe(6)
    }
  })

  test('many at once, who say nothing, keep nobody out for good and take little memory', async () => {
    const before = process.memoryUsage().rss
    for (const door of doors) {
      const sockets = await Promise.all(Array.from({ length: 300 }, () => open(door)))
      for (const socket of sockets) socket.destroy()
      await Promise.all(sockets.map(ended))
      let text = ''
      // MaxStartups drops some strangers while the others are being forgotten.
      while (!text.startsWith('SSH-2.0-')) text = await greeting(door).catch(() => '')
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    expect(faults).toEqual([])
  })
})
