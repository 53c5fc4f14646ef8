import type { WireCall } from '@brume/aws-wire'
import { createChance, type Chance, type Clock } from '@brume/clock'
import type { Engine, Scope } from './engine/engine.ts'
import { AwsError } from './errors.ts'
import { faults, type CallFault, type FaultRecord } from './services/faults/fault.ts'
import { matchesCall } from './services/faults/match-call.ts'

/** What faults do to calls before they are performed. */
export interface CallFaults {
  /** Undefined where an account has none. Rejects with the error that the call is to be answered with. */
  apply(scope: Scope, call: WireCall): Promise<void> | undefined
}

/** How full a throttle's bucket is: a second's worth at most. */
interface Bucket {
  tokens: number
  atMs: number
}

export function createCallFaults(engine: Engine, wall: Clock): CallFaults {
  const buckets = new Map<string, Bucket>()
  const chances = new Map<string, Chance>()

  function chanceOf(account: string): Chance {
    let chance = chances.get(account)
    if (!chance) {
      chance = createChance(`${engine.world(account).seed}/latency/${account}`)
      chances.set(account, chance)
    }
    return chance
  }

  function takesToken({ id }: CallFault, ratePerSecond: number): boolean {
    const now = wall.now()
    const most = Math.max(1, ratePerSecond)
    const bucket = buckets.get(id) ?? { tokens: ratePerSecond > 0 ? most : 0, atMs: now }
    buckets.set(id, bucket)
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.atMs) / 1000) * ratePerSecond)
    bucket.atMs = now
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }

  /** Whether it fails this call, which counts it. */
  function fails(scope: Scope, { id }: CallFault): boolean {
    return engine.transact(
      scope,
      (ctx) => {
        const fault = ctx.db.get(faults, id)
        if (fault?.kind !== 'fail-call') return false
        const { probability, remaining } = fault
        if (probability < 1 && ctx.chance.next() >= probability) return false
        if (remaining === 1) ctx.db.delete(faults, id)
        else if (remaining !== undefined) {
          ctx.db.put(faults, { ...fault, remaining: remaining - 1 })
        }
        return true
      },
      { deferred: true },
    )
  }

  async function apply(
    scope: Scope,
    call: WireCall,
    concerned: readonly CallFault[],
  ): Promise<void> {
    const delayMs = concerned.reduce((sum, fault) => {
      if (fault.kind !== 'latency') return sum
      const { minimumMs, maximumMs } = fault
      return sum + minimumMs + chanceOf(scope.account).next() * (maximumMs - minimumMs)
    }, 0)
    if (delayMs > 0) await new Promise<void>((resolve) => wall.after(delayMs, resolve))
    for (const fault of concerned) {
      if (fault.kind === 'throttle' && !takesToken(fault, fault.ratePerSecond)) {
        throw throttled(call)
      }
      if (fault.kind === 'fail-call' && fails(scope, fault)) {
        throw new AwsError(fault.code, fault.message, fault.status)
      }
    }
  }

  engine.onReset((account) => chances.delete(account))

  return {
    apply(scope, call) {
      const db = engine.read(scope)
      if (db.count(faults) === 0) return undefined
      const concerned = db
        .all(faults)
        .filter(isCallFault)
        .filter((fault) => (fault.region ?? scope.region) === scope.region)
        .filter((fault) => matchesCall(fault, call))
      return concerned.length === 0 ? undefined : apply(scope, call, concerned)
    },
  }
}

function isCallFault(fault: FaultRecord): fault is CallFault {
  return 'service' in fault
}

/** Each service has its own word for it. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html */
function throttled({ service, protocol }: WireCall): AwsError {
  if (service === 'ec2') return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503)
  if (service === 'service-quotas') {
    return new AwsError('TooManyRequestsException', 'Rate exceeded', 400)
  }
  const speaksJson = service === 'ssm' || service === 'ec2-instance-connect'
  const code = speaksJson || protocol !== 'awsQuery' ? 'ThrottlingException' : 'Throttling'
  return new AwsError(code, 'Rate exceeded', 400)
}
