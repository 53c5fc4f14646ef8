import { expect, it } from 'vitest'
import type { OpenConnection } from '../connections/connection.ts'
import { ClientPool } from '../sdk/clients.ts'
import { sessionCalls } from './session-calls.ts'

const unreachable: OpenConnection = {
  info: {
    id: 'far',
    kind: 'aws',
    name: 'Far away',
    defaultRegion: 'us-east-1',
    readOnly: false,
    source: 'profile',
  },
  clients: new ClientPool(() => ({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
  })),
}

it('tells a page why it reconnects without telling where to', async () => {
  const calls = sessionCalls(unreachable, 'us-east-1', 'i-0123456789abcdef0')
  const reasons = [
    await calls.resume('session').catch(String),
    await calls.connect('ws://127.0.0.1:1/v1/data-channel/session').catch(String),
  ]
  expect(reasons).toEqual([
    'Error: The endpoint of this connection cannot be reached.',
    'Error: The socket of the session cannot be opened.',
  ])
  await unreachable.clients.close()
})
