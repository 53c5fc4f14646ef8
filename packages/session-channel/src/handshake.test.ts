import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { AgentHandshake } from './agent-handshake.ts'
import { ClientHandshake } from './client-handshake.ts'
import type { ClientHandshakeOptions } from './client-handshake.ts'
import { PayloadType } from './codec.ts'
import { parseHandshakeResponse } from './handshake-messages.ts'
import { asObject, parseJsonObject, toBytes } from './json.ts'

function makeClient(options: Partial<ClientHandshakeOptions> = {}) {
  const sent: [number, Uint8Array][] = []
  const happened: string[] = []
  const handshake = new ClientHandshake({
    sessionId: () => 'user-1',
    target: 'i-1',
    send: (type, payload) => sent.push([type, payload]),
    complete: (message) => happened.push(`complete ${message}`),
    failed: (reason) => happened.push(`failed ${reason}`),
    ...options,
  })
  const request = (...actions: [string, unknown][]): void =>
    handshake.receive(
      PayloadType.handshakeRequest,
      toBytes({
        AgentVersion: '3.3.0.0',
        RequestedClientActions: actions.map(([ActionType, ActionParameters]) => ({
          ActionType,
          ActionParameters,
        })),
      }),
    )
  const answer = () => parseHandshakeResponse(sent[0]?.[1] ?? Buffer.of())
  return { handshake, sent, happened, request, answer }
}

const shell: [string, unknown] = [
  'SessionType',
  { SessionType: 'Standard_Stream', Properties: null },
]

describe('the client’s handshake', () => {
  it('answers in the plugin’s form and waits for completion', () => {
    const { handshake, sent, happened, request } = makeClient()
    request(shell)
    expect(sent.map(([type]) => type)).toEqual([PayloadType.handshakeResponse])
    expect(Buffer.from(sent[0]?.[1] ?? []).toString()).toBe(
      '{"ClientVersion":"1.2.650.0","ProcessedClientActions":[{"ActionType":"SessionType","ActionStatus":1,"ActionResult":null,"Error":""}],"Errors":null}',
    )
    expect(handshake.isComplete).toBe(false)
    handshake.receive(PayloadType.handshakeComplete, toBytes({ CustomerMessage: 'hello' }))
    handshake.receive(PayloadType.handshakeComplete, toBytes({ CustomerMessage: 'again' }))
    expect(happened).toEqual(['complete hello'])
    expect(handshake.agentVersion).toBe('3.3.0.0')
  })

  it('is over at the first output of an agent that skips it', () => {
    const { handshake, happened } = makeClient()
    handshake.receive(PayloadType.output, Buffer.from('$ '))
    expect(happened).toEqual(['complete '])
  })

  it('refuses what it cannot do, action by action', async () => {
    const { request, answer } = makeClient()
    request(
      shell,
      ['Dance', {}],
      ['KMSEncryption', { KMSKeyId: 'key' }],
      ['SessionType', { SessionType: 'Port' }],
    )
    await Promise.resolve()
    expect(answer()?.actions.map((action) => action.status)).toEqual([1, 3, 3, 2])
  })

  it('fails on nonsense', () => {
    const { handshake, happened } = makeClient()
    handshake.receive(PayloadType.handshakeRequest, Buffer.from('{'))
    expect(happened[0]).toMatch(/^failed/)
  })

  it('takes on an encrypted session: data key, challenge, both directions', async () => {
    const plaintext = randomBytes(64)
    const asked: unknown[] = []
    const { handshake, sent, request, answer } = makeClient({
      dataKey: async (wanted) => {
        asked.push(wanted)
        return { plaintext, ciphertext: Buffer.from('sealed key') }
      },
    })
    request(shell, ['KMSEncryption', { KMSKeyId: 'alias/ssm', Challenge: 'Y2hhbGxlbmdl' }])
    await Promise.resolve()
    await Promise.resolve()
    expect(asked).toEqual([
      {
        keyId: 'alias/ssm',
        encryptionContext: {
          'aws:ssm:SessionId': 'user-1',
          'aws:ssm:TargetId': 'i-1',
          'aws:ssm:RandomChallenge': 'Y2hhbGxlbmdl',
        },
      },
    ])
    expect(answer()?.actions[1]).toMatchObject({
      status: 1,
      result: {
        KMSCipherTextKey: Buffer.from('sealed key').toString('base64'),
        KMSCipherTextHash: null,
        ChallengeAcknowledgement: true,
      },
    })
    const agentKey = plaintext.subarray(0, 32)
    const clientKey = plaintext.subarray(32)
    const challenge = randomBytes(64)
    const sealed = seal(agentKey, challenge).toString('base64')
    handshake.receive(PayloadType.encryptionChallengeRequest, toBytes({ Challenge: sealed }))
    const reply = asObject(parseJsonObject(sent[1]?.[1] ?? Buffer.of()))?.['Challenge']
    expect(unseal(clientKey, Buffer.from(String(reply), 'base64')).equals(challenge)).toBe(true)
    expect(handshake.cipher?.decrypt(seal(agentKey, Buffer.from('output')))?.toString()).toBe(
      'output',
    )
    expect(handshake.cipher?.decrypt(seal(clientKey, Buffer.from('output')))).toBeUndefined()
    expect(handshake.cipher?.decrypt(Buffer.alloc(5))).toBeUndefined()
  })

  it('fails when the agent holds another key', async () => {
    const { handshake, request, happened } = makeClient({
      dataKey: async () => ({ plaintext: randomBytes(64), ciphertext: Buffer.of(1) }),
    })
    request(['KMSEncryption', { KMSKeyId: 'key' }])
    await Promise.resolve()
    await Promise.resolve()
    const sealed = seal(randomBytes(32), randomBytes(64)).toString('base64')
    handshake.receive(PayloadType.encryptionChallengeRequest, toBytes({ Challenge: sealed }))
    expect(happened).toEqual(['failed The agent does not hold the session key.'])
  })
})

describe('the agent’s handshake', () => {
  function makeAgent() {
    const clock = createManualClock(1000)
    const sent: [number, string][] = []
    const happened: string[] = []
    const handshake = new AgentHandshake({
      clock,
      agentVersion: '3.3.1142.0',
      sessionType: 'Standard_Stream',
      properties: null,
      customerMessage: '',
      send: (type, payload) => sent.push([type, Buffer.from(payload).toString()]),
      complete: (version) => happened.push(version),
      failed: (reason) => happened.push(reason),
    })
    handshake.start()
    return { clock, sent, happened, handshake }
  }
  const response = (ActionStatus: number, Error = '') =>
    toBytes({
      ClientVersion: '1.2.0.0',
      ProcessedClientActions: [
        { ActionType: 'SessionType', ActionStatus, ActionResult: null, Error },
      ],
      Errors: null,
    })

  it('tells how long it took, in nanoseconds', () => {
    const { clock, sent, happened, handshake } = makeAgent()
    clock.advance(12)
    handshake.receive(PayloadType.output, Buffer.from('too early'))
    handshake.receive(PayloadType.handshakeResponse, response(1))
    expect(sent[1]).toEqual([
      PayloadType.handshakeComplete,
      '{"HandshakeTimeToComplete":12000000,"CustomerMessage":""}',
    ])
    expect(happened).toEqual(['1.2.0.0'])
  })

  it.each([0, 2, 3])('takes status %d for a refusal', (status) => {
    const { happened, handshake } = makeAgent()
    handshake.receive(PayloadType.handshakeResponse, response(status, 'no'))
    expect(happened).toEqual(['Failed to process action SessionType: no'])
  })

  it('gives up after fifteen seconds', () => {
    const { clock, happened } = makeAgent()
    clock.advance(15_000)
    expect(happened[0]).toMatch(/^Handshake timed out\./)
  })
})

function seal(key: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unseal(key: Uint8Array, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}
