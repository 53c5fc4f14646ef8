/**
 * Terminals. `POST /api/<connection>/<region>/terminals` with `OpenTerminal` → `Terminal`; `GET` lists those of this browser session;
 * `DELETE /api/terminals/<id>` ends one. Bytes flow over the WebSocket `/terminals/<id>`: binary frames are terminal bytes in both
 * directions, text frames are JSON `TerminalCommand` (browser → BFF) and `TerminalNotice` (BFF → browser).
 * On attach the BFF first sends the restored screen as bytes, then live output. One browser link at a time: a new one takes over.
 * A close code from 4000 on is final (`terminalCloseCodes`); after any other the browser attaches again.
 */
export type OpenTerminal = TerminalTarget & { readonly cols: number; readonly rows: number }

/**
 * `session-manager`: through the agent. `instance-connect`: SSH from EC2 Instance Connect's addresses with a key that is pushed for a
 * minute. `serial-console`: ttyS0, where the account allows it. `my-computer`: the account's own laptop on the Internet side (embedded
 * cloud only). All but the first cannot be resumed: a lost connection closes them.
 */
export type TerminalTarget =
  | {
      readonly kind: 'session-manager'
      readonly instanceId: string
      /** Noted in the session's history. */
      readonly reason?: string
    }
  | { readonly kind: 'serial-console'; readonly instanceId: string }
  | {
      readonly kind: 'instance-connect'
      readonly instanceId: string
      /** Whom to sign in as; default `ec2-user`. */
      readonly osUser?: string
    }
  | { readonly kind: 'my-computer' }

export interface Terminal {
  readonly id: string
  readonly connection: string
  readonly region: string
  readonly target: TerminalTarget
  /** Session Manager's id, e.g. `admin-0a1b…`; empty for the other kinds. */
  readonly sessionId: string
  readonly state: TerminalState
  /** ISO time. */
  readonly openedAt: string
}

export type TerminalState = 'connecting' | 'connected' | 'reconnecting' | 'closed'

export type TerminalCommand =
  | { readonly type: 'size'; readonly cols: number; readonly rows: number }
  /** Bytes the browser has processed since its last ack; the BFF pauses the session above 512 KiB unacknowledged. */
  | { readonly type: 'ack'; readonly bytes: number }
  | { readonly type: 'end' }

/** Why a terminal is closed, as far as that is known; the web has a text for each, in both languages. */
export type TerminalEnd =
  /** Nobody typed for as long as the account's preferences allow. */
  | 'idle'
  /** The longest time that a session may take. */
  | 'duration'
  /** No client was there for too long. */
  | 'abandoned'
  | 'instance-off'
  | 'account-reset'
  | 'server-stopped'
  /** It was terminated, from wherever. */
  | 'ended'
  | 'connection-lost'
  /** Another page took it over. */
  | 'elsewhere'

export type TerminalNotice =
  | {
      readonly type: 'state'
      readonly state: TerminalState
      /** As the far end says it. */
      readonly reason?: string
      readonly end?: TerminalEnd
    }
  | { readonly type: 'idle-warning'; readonly secondsLeft: number }

export const terminalCloseCodes = {
  /** Another page took the terminal over. */
  elsewhere: 4001,
  /** The terminal was ended, or there never was one, or it belongs to another session. */
  gone: 4004,
} as const
