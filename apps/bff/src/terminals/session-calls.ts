import {
  socketTransport,
  systemClock,
  type DataKey,
  type DataKeyRequest,
  type SessionAddress,
  type Transport,
} from '@brume/session-channel'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { OpenConnection } from '../connections/connection.ts'
import { toApiError } from '../sdk/errors.ts'
import { loadSdk } from '../sdk/modules.ts'

const connectTimeoutMs = 10_000
/** Session Manager's preferences of an account in a Region. */
const preferencesDocument = 'SSM-SessionManagerRunShell'
/** One key of 32 bytes for each direction. */
const dataKeyBytes = 64
/** The service's own frames are small; the embedded cloud sends 4 KiB at a time. */
const maxMessageBytes = 4 * 1024 * 1024

/** The calls that a session makes in its life, each with the connection's credentials of the moment. */
export interface SessionCalls {
  start(): Promise<SessionAddress>
  resume(sessionId: string): Promise<SessionAddress | undefined>
  terminate(sessionId: string): Promise<void>
  connect(streamUrl: string): Promise<Transport>
  /** The account's own idle time-out; undefined when it has none, or does not tell. */
  idleTimeoutMs(): Promise<number | undefined>
  /** For a session that its account encrypts: whose credentials may not use the key may not have the session. */
  dataKey(request: DataKeyRequest): Promise<DataKey>
}

export function sessionCalls(
  connection: OpenConnection,
  region: string,
  instanceId: string,
  reason?: string,
): SessionCalls {
  const load = async () => ({
    ssm: await connection.clients.client('ssm', region),
    sdk: await loadSdk('ssm'),
  })
  return {
    async start() {
      const { ssm, sdk } = await load()
      const address = readAddress(
        await ssm.send(new sdk.StartSessionCommand({ Target: instanceId, Reason: reason })),
      )
      if (address === undefined) throw new Error('StartSession answered without an address')
      return address
    },
    async resume(sessionId) {
      const { ssm, sdk } = await load()
      try {
        return readAddress(await ssm.send(new sdk.ResumeSessionCommand({ SessionId: sessionId })))
      } catch (error) {
        if (isGone(error)) return undefined
        throw forThePage(error)
      }
    },
    async terminate(sessionId) {
      const { ssm, sdk } = await load()
      try {
        await ssm.send(new sdk.TerminateSessionCommand({ SessionId: sessionId }))
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
    async idleTimeoutMs() {
      const { ssm, sdk } = await load()
      try {
        const { Content = '' } = await ssm.send(
          new sdk.GetDocumentCommand({ Name: preferencesDocument, DocumentVersion: '$LATEST' }),
        )
        return readIdleTimeout(Content)
      } catch {
        // Whoever may open sessions need not be allowed to read this; the default is as good a guess as any.
        return undefined
      }
    },
    async dataKey({ keyId, encryptionContext }) {
      const [kms, { GenerateDataKeyCommand }] = await Promise.all([
        connection.clients.client('kms', region),
        import('@aws-sdk/client-kms'),
      ])
      try {
        const { Plaintext, CiphertextBlob } = await kms.send(
          new GenerateDataKeyCommand({
            KeyId: keyId,
            NumberOfBytes: dataKeyBytes,
            EncryptionContext: { ...encryptionContext },
          }),
        )
        if (Plaintext === undefined || CiphertextBlob === undefined) {
          throw new Error('GenerateDataKey answered without a key')
        }
        return { plaintext: Plaintext, ciphertext: CiphertextBlob }
      } catch (error) {
        throw forThePage(error)
      }
    },
    connect: (streamUrl) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(streamUrl, {
          perMessageDeflate: false,
          maxPayload: maxMessageBytes,
          handshakeTimeout: connectTimeoutMs,
        })
        socket.once('error', (error) =>
          reject(new Error('The socket of the session cannot be opened.', { cause: error })),
        )
        socket.once('open', () =>
          resolve(socketTransport(socket, { clock: systemClock, expectsPongs: true })),
        )
      }),
  }
}

const preferences = z.object({
  inputs: z.object({ idleSessionTimeout: z.coerce.number().int().min(1).max(60) }),
})

function readIdleTimeout(content: string): number | undefined {
  const read = preferences.safeParse(JSON.parse(content))
  return read.success ? read.data.inputs.idleSessionTimeout * 60_000 : undefined
}

/** A session that timed out is answered without a token. */
function readAddress(answer: {
  SessionId?: string
  TokenValue?: string
  StreamUrl?: string
}): SessionAddress | undefined {
  const { SessionId: sessionId, TokenValue: tokenValue, StreamUrl: streamUrl } = answer
  return sessionId && tokenValue && streamUrl ? { sessionId, tokenValue, streamUrl } : undefined
}

/** The page is told why a session reconnects, and must not learn hosts or addresses by it. */
function forThePage(error: unknown): Error {
  return new Error(toApiError(error).message, { cause: error })
}

function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'DoesNotExistException'
}
