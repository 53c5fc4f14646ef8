import { parseJsonObject } from './json.ts'
import { textOf } from './handshake-messages.ts'

/** The first message on every socket, as text: the client proves that it may use the session. */
export interface OpenMessage {
  readonly requestId: string
  readonly tokenValue: string
  /** The same for all sockets of a session. */
  readonly clientId: string
  readonly clientVersion: string
}

export function formatOpenMessage(open: OpenMessage): string {
  return JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: open.requestId,
    TokenValue: open.tokenValue,
    ClientId: open.clientId,
    ClientVersion: open.clientVersion,
  })
}

export function parseOpenMessage(text: string): OpenMessage | undefined {
  const fields = parseJsonObject(text)
  const tokenValue = textOf(fields?.['TokenValue'])
  if (fields === undefined || tokenValue === '') return undefined
  return {
    requestId: textOf(fields['RequestId']),
    tokenValue,
    clientId: textOf(fields['ClientId']),
    clientVersion: textOf(fields['ClientVersion']),
  }
}
