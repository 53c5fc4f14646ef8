/**
 * Controls that only the embedded cloud has, under `/api/<connection>/cloud/…`; on any other connection they answer
 * 404 `NotEmbedded`. They act on the account of the connection.
 */

/** `GET …/cloud/clock`, and the answer to `POST …/cloud/clock`. */
export interface CloudClock {
  /** The account's time, ISO. */
  readonly now: string
  /** Seconds of the account per second of wall time; `instant` when nothing waits. */
  readonly speed: number | 'instant'
  readonly paused: boolean
  /** While it is wound, whoever asked for it: ISO times. */
  readonly advancing: { readonly from: string; readonly to: string } | null
}

/**
 * Body of `POST …/cloud/clock`. Answered when all that fell due has happened and guests have settled; with `wait: false` at once, for
 * `GET …/cloud/clock` to be asked how far it is. Winding goes on when the page has gone.
 */
export type ClockCommand =
  /** 1 to 3600. */
  | { readonly speed: number }
  | { readonly pause: boolean }
  /** A number with s, m, h or d: `30s`. */
  | { readonly advance: string; readonly wait?: boolean | undefined }
  /** ISO time, not before the present. */
  | { readonly advanceTo: string; readonly wait?: boolean | undefined }
  /** Ends winding after its present step. */
  | { readonly stop: true }

/** Answer of `POST …/cloud/demo`: the demonstration fleet stands (or is being made, page by page visible in the lists). */
export interface DemoFleet {
  readonly instances: number
}

/** `POST …/cloud/reset` (empty body) answers 204 once the account is as on its first day. */
export type CloudControl =
  | 'clock'
  | 'reset'
  | 'demo'
  | 'marketplace'
  | 'network'
  | 'downloads'
  | 'faults'

/** Body of `POST …/cloud/marketplace`, and its answer: the terms of the product are accepted for the account. */
export interface AcceptTerms {
  /** The product code. */
  readonly accept: string
}

/** Body of `POST …/cloud/faults`: what goes wrong on purpose. */
export interface FaultWish {
  readonly kind: 'interrupt-spot'
  readonly region: string
  readonly instanceId: string
}

/** Its answer: the Spot Instance is noticed of its interruption, which comes at `at`. */
export interface CloudFault extends FaultWish {
  readonly action: 'hibernate' | 'stop' | 'terminate'
  readonly noticeAt: string
  readonly at: string
}
