import { parseJsonObject, toBytes } from './json.ts'
import { textOf } from './handshake-messages.ts'

export interface ChannelClosed {
  readonly messageId: string
  readonly sessionId: string
  readonly createdAt: number
  /** Shown to the user as the reason; empty after an ordinary exit. */
  readonly output: string
}

export function channelClosedPayload(closed: ChannelClosed): Uint8Array {
  return toBytes({
    MessageType: 'channel_closed',
    MessageId: closed.messageId,
    DestinationId: closed.sessionId,
    SessionId: closed.sessionId,
    SchemaVersion: 1,
    CreatedDate: new Date(closed.createdAt).toISOString(),
    Output: closed.output,
  })
}

/** Why the session ended, as the agent words it; empty when it does not say. */
export function parseCloseOutput(payload: Uint8Array): string {
  return textOf(parseJsonObject(payload)?.['Output'])
}
