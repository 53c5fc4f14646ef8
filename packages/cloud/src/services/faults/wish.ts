import { durationMs, Refusal } from '../../refusal.ts'
import type { Context } from '../../engine/context.ts'
import { instances, type InstanceRecord } from '../ec2/instances/instance.ts'
import type { FaultRecord, MomentaryFault, SpotFault } from './fault.ts'

/** Body of a POST, with no other members than its kind knows. */
export type FaultWish = Readonly<Record<string, unknown>>

/** How a kind of fault is made, told and taken back. */
export interface FaultKind {
  /** Beside account, region, kind and duration. */
  readonly members: readonly string[]
  /** Whether it takes a Region: without one, the fault is everywhere in the account. */
  readonly region: 'required' | 'optional'
  /** Whether it lasts, so that it may be given a duration. */
  readonly lasts: boolean
  /** Makes it, in its Region. Throws a Refusal that says what is wrong with the wish. */
  make(ctx: Context, wish: FaultWish, durationMs: number | undefined): FaultMade
  /** What it had changed beside its own record, which is gone already. */
  end?(ctx: Context, fault: FaultRecord): void
}

/** The stored fault; or, of one that is over with its making, what it has done. */
export type FaultMade = FaultRecord | { readonly once: SpotFault | MomentaryFault }

export function textIn(wish: FaultWish, member: string, what: string): string {
  const value = wish[member]
  if (typeof value === 'string' && value !== '' && value.length <= 1000) return value
  throw new Refusal(`"${member}" is ${what}.`)
}

export function numberIn(
  wish: FaultWish,
  member: string,
  { from, to, whole = false }: { from: number; to: number; whole?: boolean },
): number | undefined {
  const value = wish[member]
  if (value === undefined) return undefined
  const fits = typeof value === 'number' && value >= from && value <= to
  if (fits && (!whole || Number.isInteger(value))) return value
  throw new Refusal(`"${member}" is a ${whole ? 'whole ' : ''}number from ${from} to ${to}.`)
}

export function choiceIn<T extends string>(
  wish: FaultWish,
  member: string,
  choices: readonly T[],
  otherwise: T,
): T {
  const value = wish[member] ?? otherwise
  const found = choices.find((each) => each === value)
  if (found !== undefined) return found
  throw new Refusal(`"${member}" is ${choices.join(' or ')}.`)
}

export function durationIn(wish: FaultWish): number | undefined {
  return wish['duration'] === undefined ? undefined : durationMs('duration', wish['duration'])
}

/** The running instance that a wish names. */
export function runningInstance(ctx: Context, wish: FaultWish): InstanceRecord {
  const instance = ctx.db.get(instances, textIn(wish, 'instanceId', 'an instance'))
  if (!instance) throw new Refusal('There is no such instance in this account and Region.', 404)
  if (instance.state === 'running') return instance
  throw new Refusal(`The instance is ${instance.state}; only a running one can fail.`, 409)
}
