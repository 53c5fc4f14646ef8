import { createServer } from 'node:http'
import { CreateDocumentCommand } from '@aws-sdk/client-ssm'
import { startTestCloud } from '@brume/test-kit'
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

const reaching = (endpoint: string): OpenConnection => ({
  ...unreachable,
  clients: new ClientPool(() => ({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'y' },
    endpoint,
    maxAttempts: 1,
  })),
})

it('knows the account’s idle time-out where it may read it', async () => {
  const cloud = await startTestCloud({ region: 'us-east-1' })
  const connection = reaching(cloud.url)
  const calls = sessionCalls(connection, 'us-east-1', 'i-0123456789abcdef0')
  expect(await calls.idleTimeoutMs()).toBeUndefined()
  await cloud.ssm().send(
    new CreateDocumentCommand({
      Name: 'SSM-SessionManagerRunShell',
      DocumentType: 'Session',
      Content: JSON.stringify({
        schemaVersion: '1.0',
        sessionType: 'Standard_Stream',
        inputs: { idleSessionTimeout: '5' },
      }),
    }),
  )
  expect(await calls.idleTimeoutMs()).toBe(5 * 60_000)
  await connection.clients.close()
  await cloud.close()
  expect(await sessionCalls(unreachable, 'us-east-1', 'i-1').idleTimeoutMs()).toBeUndefined()
})

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

it('has KMS make the key of an encrypted session, bound to the session', async () => {
  const plaintext = Buffer.alloc(64, 7)
  const asked: { target: string; body: unknown }[] = []
  const kms = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => {
      asked.push({ target: String(request.headers['x-amz-target']), body: JSON.parse(body) })
      const isAllowed = body.includes('alias/sessions')
      response.writeHead(isAllowed ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' })
      response.end(
        JSON.stringify(
          isAllowed
            ? {
                KeyId: 'arn:aws:kms:us-east-1:123456789012:key/1',
                Plaintext: plaintext.toString('base64'),
                CiphertextBlob: Buffer.from('sealed').toString('base64'),
              }
            : { __type: 'AccessDeniedException', message: 'You may not use this key.' },
        ),
      )
    })
  })
  await new Promise<void>((resolve) => kms.listen(0, '127.0.0.1', resolve))
  const address = kms.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const connection = reaching(`http://127.0.0.1:${port}`)
  const calls = sessionCalls(connection, 'us-east-1', 'i-0123456789abcdef0')
  const encryptionContext = { 'aws:ssm:SessionId': 'me-1', 'aws:ssm:TargetId': 'i-1' }
  const key = await calls.dataKey({ keyId: 'alias/sessions', encryptionContext })
  expect(Buffer.from(key.plaintext)).toEqual(plaintext)
  expect(Buffer.from(key.ciphertext).toString()).toBe('sealed')
  expect(asked).toEqual([
    {
      target: 'TrentService.GenerateDataKey',
      body: {
        KeyId: 'alias/sessions',
        NumberOfBytes: 64,
        EncryptionContext: encryptionContext,
      },
    },
  ])
  await expect(calls.dataKey({ keyId: 'alias/other', encryptionContext })).rejects.toThrow(
    'You may not use this key.',
  )
  await connection.clients.close()
  kms.close()
})
