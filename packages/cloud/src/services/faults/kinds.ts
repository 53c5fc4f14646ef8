import { expireRole } from './expire-role.ts'
import { failCall } from './fail-call.ts'
import type { FaultRecord } from './fault.ts'
import { fillDisk } from './fill-disk.ts'
import { impairInstance } from './impair-instance.ts'
import { interruptSpot } from './interrupt-spot.ts'
import { killGuest } from './kill-guest.ts'
import { latency } from './latency.ts'
import { throttle } from './throttle.ts'
import type { FaultKind } from './wish.ts'
import { zoneOutage } from './zone-outage.ts'

export type FaultKindName = FaultRecord['kind'] | 'interrupt-spot' | 'expire-role'

export const faultKinds: Readonly<Record<FaultKindName, FaultKind>> = {
  'fail-call': failCall,
  throttle,
  latency,
  'zone-outage': zoneOutage,
  'impair-instance': impairInstance,
  'kill-guest': killGuest,
  'interrupt-spot': interruptSpot,
  'fill-disk': fillDisk,
  'expire-role': expireRole,
}
