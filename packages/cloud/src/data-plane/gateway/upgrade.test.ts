import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { systemClock } from '@brume/clock'
import { afterEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createGateway, type GatewayOptions } from './gateway.ts'

const account = '123456789012'
const closes: (() => void)[] = []
afterEach(() => {
  for (const close of closes.splice(0)) close()
})

async function gatewayTo(dial: GatewayOptions['connect']): Promise<string> {
  const gateway = createGateway({
    find: (name) => ({ account, region: 'us-east-1', ...name }),
    connect: dial,
    wall: systemClock,
    consoleUrl: () => undefined,
    onError: (error) => {
      throw error
    },
  })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  closes.push(() => {
    gateway.closeAllConnections()
    gateway.close()
  })
  return `ws://127.0.0.1:${(gateway.address() as AddressInfo).port}/chat`
}

const headers = { host: 'p3000.ec2-198-18-0-5.compute-1.localhost', cookie: 'brume-8080=s; own=1' }

it('carries a WebSocket to the port that the name says, without the console’s cookie', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  closes.push(() => server.close())
  server.on('connection', (socket, request) => {
    socket.send(`${request.url} ${request.headers.host} ${request.headers.cookie}`)
    socket.on('message', (data) => socket.send(data))
  })
  const dialled: object[] = []
  const url = await gatewayTo(async (to) => {
    dialled.push(to)
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  })
  const page = new WebSocket(url, { headers })
  const [hello] = await once(page, 'message')
  expect(String(hello)).toBe(`/chat ${headers.host} own=1`)
  const large = Buffer.alloc(300_000, 7)
  page.send(large)
  expect((await once(page, 'message'))[0]).toEqual(large)
  expect(dialled).toMatchObject([{ account, address: '198.18.0.5', port: 3000 }])
  page.terminate()
})

it('breaks off a WebSocket where nothing listens', async () => {
  const decision = {
    verdict: 'refused',
    protocol: 'tcp',
    port: 3000,
    source: { address: '203.0.113.10' },
    destination: { address: '172.31.0.5' },
    seenAs: '203.0.113.10',
    path: [],
  } as const
  const url = await gatewayTo(async () => ({ decision }))
  const [error] = await once(new WebSocket(url, { headers }), 'error')
  expect(error).toMatchObject({ message: 'socket hang up' })
})
