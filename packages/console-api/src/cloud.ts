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
  | 'costs'
  | 'reset'
  | 'demo'
  | 'marketplace'
  | 'network'
  | 'downloads'
  | 'faults'
  | 'traffic'
  | 'iam'
  | 'iam-decisions'

/** Body of `POST …/cloud/marketplace`, and its answer: the terms of the product are accepted for the account. */
export interface AcceptTerms {
  /** The product code. */
  readonly accept: string
}

/** Body of `POST …/cloud/faults`: what goes wrong on purpose. Durations are a number with s, m, h or d, of the account's time. */
export type FaultWish =
  | CallFaultWish
  | (Placed & Lasting & { readonly kind: 'zone-outage'; readonly zone: string })
  | (Placed &
      Lasting & {
        readonly kind: 'impair-instance'
        readonly instanceId: string
        readonly check?: 'instance' | 'system' | undefined
      })
  | (Placed & {
      readonly kind: 'kill-guest'
      readonly instanceId: string
      /** `panic`: its kernel; `hardware`: the instance is terminated. */
      readonly how?: 'panic' | 'hardware' | undefined
    })
  | (Placed & {
      readonly kind: 'interrupt-spot'
      readonly instanceId: string
      /** `2m` to `15m` ahead. */
      readonly before?: string | undefined
      readonly reason?: 'no-capacity' | 'price' | undefined
    })
  /** The root volume of an instance, or a volume. */
  | (Placed &
      Lasting & { readonly kind: 'fill-disk' } & (
        | { readonly instanceId: string }
        | { readonly volumeId: string }
      ))
  | (Placed & { readonly kind: 'expire-role' } & (
        | { readonly instanceId: string }
        | { readonly roleName: string }
      ))

/** Of calls of a service and operation, both with `*` for any part and by default. Without a Region: in all. */
export type CallFaultWish = Lasting & {
  readonly region?: string | undefined
  readonly service?: string | undefined
  readonly operation?: string | undefined
} & (
    | {
        readonly kind: 'fail-call'
        readonly code: string
        readonly message?: string | undefined
        readonly status?: number | undefined
        readonly times?: number | undefined
        readonly probability?: number | undefined
      }
    | { readonly kind: 'throttle'; readonly ratePerSecond: number }
    | {
        readonly kind: 'latency'
        readonly minimumMs?: number | undefined
        readonly maximumMs: number
      }
  )

interface Placed {
  readonly region: string
}

interface Lasting {
  readonly duration?: string | undefined
}

/** A fault under way, as `GET …/cloud/faults` lists it; `DELETE …/cloud/faults?id=…` takes it back, without an id all. */
export type CloudFault = ListedFaultFacts &
  (
    | (CallPatternFacts & {
        readonly kind: 'fail-call'
        readonly code: string
        readonly message: string
        readonly status: number
        /** So many calls still fail; absent: all. */
        readonly remaining?: number | undefined
        readonly probability: number
      })
    | (CallPatternFacts & { readonly kind: 'throttle'; readonly ratePerSecond: number })
    | (CallPatternFacts & {
        readonly kind: 'latency'
        readonly minimumMs: number
        readonly maximumMs: number
      })
    | { readonly kind: 'zone-outage'; readonly zone: string }
    | {
        readonly kind: 'impair-instance' | 'kill-guest'
        readonly instanceId: string
        readonly check: 'instance' | 'system'
      }
    | { readonly kind: 'fill-disk'; readonly volumeId: string }
    | {
        readonly kind: 'interrupt-spot'
        readonly instanceId: string
        readonly reason: 'no-capacity' | 'price'
        readonly action: 'hibernate' | 'stop' | 'terminate'
        readonly noticeAt: string
        readonly at: string
      }
  )

interface ListedFaultFacts {
  readonly id: string
  /** Absent: everywhere in the account. */
  readonly region?: string | undefined
  /** ISO times of the account, also below. */
  readonly since?: string | undefined
  readonly until?: string | undefined
}

interface CallPatternFacts {
  readonly service: string
  readonly operation: string
}

/** The answer to a wish. What is over as soon as it is made is not listed, and has no id. */
export type MadeFault =
  | CloudFault
  | {
      readonly id?: undefined
      readonly kind: 'kill-guest'
      readonly instanceId: string
      readonly how: 'hardware'
    }
  /** So many keys were valid until then. */
  | { readonly id?: undefined; readonly kind: 'expire-role'; readonly expired: number }

/** Body of `POST …/cloud/traffic`: so many requests a second of the account's time to a balancer or a server. */
export interface TrafficWish {
  /** A DNS name of the cloud, or an IPv4 address. */
  readonly host: string
  readonly port?: number | undefined
  readonly path?: string | undefined
  /** 1 to 500. */
  readonly perSecond: number
  readonly from: 'my-computer' | 'internet'
  /** `10m`. */
  readonly lasts: string
}

/** `GET …/cloud/traffic` answers `{runs}`; `DELETE …/cloud/traffic?id=…` ends one. Times are ISO, of the account. */
export interface TrafficRun {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly path: string
  readonly perSecond: number
  readonly from: 'my-computer' | 'internet'
  readonly startedAt: string
  readonly endsAt: string
  readonly running: boolean
  readonly sent: number
  readonly answered: number
  /** The newest 300 seconds in which something happened, oldest first. */
  readonly seconds: readonly TrafficSecond[]
}

export interface TrafficSecond {
  readonly at: string
  readonly sent: number
  /** Below 400, 4xx, 5xx, and those that nobody answered. */
  readonly succeeded: number
  readonly refused: number
  readonly failed: number
  readonly unanswered: number
  readonly averageMs: number
  readonly longestMs: number
  /** Answers by who gave them: an instance's id, an address, or `balancer`. */
  readonly answeredBy: Readonly<Record<string, number>>
}
