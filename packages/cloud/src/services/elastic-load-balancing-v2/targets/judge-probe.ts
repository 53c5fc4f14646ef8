import type { HealthCheck } from '../target-groups/target-group.ts'
import type { TargetHealth } from './target.ts'

/** What one health check of a target came to. */
export type ProbeResult =
  | { readonly passed: true }
  /** It answered with another code. */
  | { readonly passed: false; readonly why: 'mismatch'; readonly code: string }
  | { readonly passed: false; readonly why: 'timeout' }
  /** No connection, or no HTTP. */
  | { readonly passed: false; readonly why: 'failed' }

/** Results of one kind in a row. Kept in memory by who probes: after a restart it is counted anew. */
export interface ProbeStreak {
  readonly passed: number
  readonly failed: number
}

export const noProbes: ProbeStreak = { passed: 0, failed: 0 }

/**
 * A target's streak and health after one more probe. `health` is the same object unless something changed: only then is
 * there anything to write (`reportProbe`).
 */
export function judgeProbe(
  health: TargetHealth,
  streak: ProbeStreak,
  result: ProbeResult,
  check: Pick<HealthCheck, 'healthyThreshold' | 'unhealthyThreshold'>,
): { readonly streak: ProbeStreak; readonly health: TargetHealth } {
  if (result.passed) {
    const passed = streak.passed + 1
    // A new target needs one, whatever the threshold:
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
    const enough = health.state === 'initial' || passed >= check.healthyThreshold
    const turns = enough && health.state !== 'healthy'
    return { streak: { passed, failed: 0 }, health: turns ? { state: 'healthy' } : health }
  }
  const failed = streak.failed + 1
  const unhealthy = failed >= check.unhealthyThreshold || health.state === 'unhealthy'
  return {
    streak: { passed: 0, failed },
    health: unhealthy ? keepIfSame(health, unhealthyBecause(result)) : health,
  }
}

function keepIfSame(before: TargetHealth, after: TargetHealth): TargetHealth {
  const { state, reason, description } = before
  const same = state === after.state && reason === after.reason && description === after.description
  return same ? before : after
}

function unhealthyBecause(result: ProbeResult & { readonly passed: false }): TargetHealth {
  switch (result.why) {
    case 'mismatch':
      return {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: `Health checks failed with these codes: [${result.code}]`,
      }
    case 'timeout':
      return { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' }
    case 'failed':
      return {
        state: 'unhealthy',
        reason: 'Target.FailedHealthChecks',
        description: 'Health checks failed',
      }
  }
}
