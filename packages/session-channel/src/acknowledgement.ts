import type { Frame } from './codec.ts'
import { parseJsonObject } from './json.ts'

export interface Acknowledgement {
  readonly messageId: string
  readonly sequenceNumber: number
}

/** The payload of an `acknowledge` frame, byte for byte as plugin and agent write it. */
export function acknowledgementPayload(of: Frame, sequenceNumber: number): Uint8Array {
  return Buffer.from(
    `{"AcknowledgedMessageType":"${of.messageType}","AcknowledgedMessageId":"${of.messageId}",` +
      `"AcknowledgedMessageSequenceNumber":${sequenceNumber},"IsSequentialMessage":true}`,
    'latin1',
  )
}

export function parseAcknowledgement(payload: Uint8Array): Acknowledgement | undefined {
  const fields = parseJsonObject(payload)
  const messageId = fields?.['AcknowledgedMessageId']
  const sequenceNumber = fields?.['AcknowledgedMessageSequenceNumber']
  if (typeof messageId !== 'string' || typeof sequenceNumber !== 'number') return undefined
  return { messageId, sequenceNumber }
}
