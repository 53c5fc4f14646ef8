import type { LaterKey } from './en.ts'
import { balancing } from './later-ko/balancing.ts'
import { compositeAlarms } from './later-ko/composite-alarms.ts'
import { buying } from './later-ko/buying.ts'
import { iam } from './later-ko/iam.ts'
import { costs } from './later-ko/costs.ts'
import { listenerRules } from './later-ko/listener-rules.ts'
import { targetGroups } from './later-ko/target-groups.ts'

export const later: Record<LaterKey, string> = {
  ...balancing,
  ...compositeAlarms,
  ...buying,
  ...iam,
  ...costs,
  ...listenerRules,
  ...targetGroups,
}
