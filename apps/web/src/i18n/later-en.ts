import { balancing } from './later-en/balancing.ts'
import { compositeAlarms } from './later-en/composite-alarms.ts'
import { listenerRules } from './later-en/listener-rules.ts'
import { targetGroups } from './later-en/target-groups.ts'

/** What only pages with `ownMessages` say, in English. */
export const later = {
  ...balancing,
  ...compositeAlarms,
  ...listenerRules,
  ...targetGroups,
} as const
