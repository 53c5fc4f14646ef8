import { balancing } from './later-en/balancing.ts'
import { compositeAlarms } from './later-en/composite-alarms.ts'
import { buying } from './later-en/buying.ts'
import { iam } from './later-en/iam.ts'
import { costs } from './later-en/costs.ts'
import { listenerRules } from './later-en/listener-rules.ts'
import { targetGroups } from './later-en/target-groups.ts'

/** What only pages with `ownMessages` say, in English. */
export const later = {
  ...balancing,
  ...buying,
  ...compositeAlarms,
  ...iam,
  ...costs,
  ...listenerRules,
  ...targetGroups,
} as const
