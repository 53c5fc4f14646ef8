import type { Clock } from '@brume/clock'

/** What a session does once hands are shaken: a program at a terminal, or connections to a port. */
export interface Conversation {
  begin(): void
  receive(payloadType: number, payload: Uint8Array): void
  /** The client has taken enough for more to be sent. */
  drained(): void
  /** The session ends: lets go of all that it holds. */
  close(): void
}

/** The session around a conversation. */
export interface ConversationHost {
  /** Wall time. */
  readonly clock: Clock
  /** Whether the conversation should send no more until `drained`. */
  isFull(): boolean
  send(payloadType: number, bytes: Uint8Array): void
  /** The client did something: the session is not idle. */
  touch(): void
  /** Takes nothing from the client until `admitInput`: its window closes. */
  holdInput(): void
  admitInput(): void
  /** Over by itself: what was sent still arrives. */
  finish(): void
  /** Over at once; the user reads why. */
  fail(reason: string): void
}
