/**
 * A message pipe: what a WebSocket is to a session. Text is a string, binary is bytes. Adapters for sockets live with their
 * users; nothing here does I/O.
 */
export interface Transport {
  send(data: Uint8Array | string): void
  close(code?: number, reason?: string): void
  /** Bytes handed to `send` that have not left this process yet. */
  readonly bufferedBytes: number
  /** Called once, before anything is sent. Messages that came earlier are delivered at once, in order. */
  listen(listener: TransportListener): void
  /** Stops and resumes reading, so that the peer is held back by the network and nothing piles up here. */
  pause?(): void
  resume?(): void
}

export interface TransportListener {
  message(data: Uint8Array | string): void
  /** Once; nothing comes after it. */
  closed(code: number, reason: string): void
}

/** WebSocket close codes that the channel gives or meets. */
export const CloseCode = {
  normal: 1000,
  goingAway: 1001,
  abnormal: 1006,
  policyViolation: 1008,
} as const
