import { collection, type ReadRecords } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'

/** Something that goes wrong on purpose, until it is removed or runs out. */
export type FaultRecord = CallFault | ZoneFault | InstanceFault | VolumeFault

interface FaultFacts {
  /** `fault-0…` */
  readonly id: string
  /** Absent: in all of the account. */
  readonly region?: string | undefined
  /** Account time, ms. */
  readonly since: number
  readonly until?: number | undefined
}

/** Which calls a fault is about; both may hold `*`. */
export interface CallPattern {
  readonly service: string
  readonly operation: string
}

export type CallFault = FaultFacts &
  CallPattern &
  (
    | {
        readonly kind: 'fail-call'
        readonly code: string
        readonly message: string
        readonly status: number
        /** So many calls still fail; absent: all. */
        readonly remaining?: number | undefined
        /** 0 to 1. */
        readonly probability: number
      }
    | { readonly kind: 'throttle'; readonly ratePerSecond: number }
    | { readonly kind: 'latency'; readonly minimumMs: number; readonly maximumMs: number }
  )

export interface ZoneFault extends FaultFacts {
  readonly kind: 'zone-outage'
  readonly zone: string
}

export interface InstanceFault extends FaultFacts {
  readonly kind: 'impair-instance' | 'kill-guest'
  readonly instanceId: string
  readonly check: 'instance' | 'system'
}

export interface VolumeFault extends FaultFacts {
  readonly kind: 'fill-disk'
  readonly volumeId: string
}

export const faults = collection<FaultRecord, 'kind' | 'target'>({
  name: 'faults/fault',
  scope: 'account',
  indexes: {
    kind: (fault) => fault.kind,
    /** The zone, instance or volume that it has taken. */
    target: (fault) => {
      if ('zone' in fault) return fault.zone
      if ('instanceId' in fault) return fault.instanceId
      return 'volumeId' in fault ? fault.volumeId : undefined
    },
  },
})

/** A fault has run out. */
export const faultTimer = 'faults/end'

export type NewFault<F extends FaultRecord> = F extends FaultRecord
  ? Omit<F, 'id' | 'since' | 'until'>
  : never

/** Stores a fault, which ends after `durationMs` of the account's time if it is given. */
export function putFault(
  ctx: Context,
  fault: NewFault<FaultRecord>,
  durationMs: number | undefined,
): FaultRecord {
  const id = `fault-0${ctx.chance.hex(16)}`
  const until = durationMs === undefined ? undefined : ctx.now + durationMs
  const made: FaultRecord = { ...fault, id, since: ctx.now, until }
  ctx.db.put(faults, made)
  if (until !== undefined) ctx.timers.set({ kind: faultTimer, id, at: until })
  return made
}

/** What has taken a zone away. */
export function findZoneOutage(db: Pick<ReadRecords, 'by'>, zone: string): FaultRecord | undefined {
  return db.by(faults, 'target', zone)[0]
}

/** Those that have taken an instance. */
export function faultsOfInstance(
  db: Pick<ReadRecords, 'by'>,
  instanceId: string,
): readonly InstanceFault[] {
  return db.by(faults, 'target', instanceId).filter((fault) => 'instanceId' in fault)
}

/** What it had taken is gone, or is another now: the faults of a zone, instance or volume are over. */
export function forgetFaults(ctx: Context, target: string): void {
  for (const { id } of ctx.db.by(faults, 'target', target)) {
    ctx.db.delete(faults, id)
    ctx.timers.cancel(faultTimer, id)
  }
}

/** An instance boots anew: what was wrong with its system is over, what is wrong with the machine below it stays. */
export function mendSystem(ctx: Context, instanceId: string): boolean {
  const mended = faultsOfInstance(ctx.db, instanceId).filter(({ check }) => check === 'instance')
  for (const { id } of mended) {
    ctx.db.delete(faults, id)
    ctx.timers.cancel(faultTimer, id)
  }
  return mended.length > 0
}

/** An interruption under way, by which AWS takes a Spot Instance back, as it is listed. */
export interface SpotFault {
  /** Of an interruption that was not made on purpose too. */
  readonly id: string
  readonly kind: 'interrupt-spot'
  readonly region: string
  readonly instanceId: string
  readonly reason: 'no-capacity' | 'price'
  readonly action: 'hibernate' | 'stop' | 'terminate'
  /** ISO; of the notice, and of the interruption itself. */
  readonly noticeAt: string
  readonly at: string
}

/** A fault that is over as soon as it is made, as its making is answered. */
export type MomentaryFault =
  | {
      readonly kind: 'kill-guest'
      readonly region: string
      readonly instanceId: string
      readonly how: 'hardware'
    }
  /** So many keys were valid until then. */
  | { readonly kind: 'expire-role'; readonly region: string; readonly expired: number }
