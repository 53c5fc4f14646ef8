import { counts, type MemberRecord } from '../instances/member.ts'
import { onDemandPart } from '../mixed-instances/distribution.ts'
import type { Pass } from './pass.ts'

/** Those whose end brings a mixed group nearer to its purchase options; all, where none does. */
export function offStrategy(pass: Pass, left: readonly MemberRecord[]): readonly MemberRecord[] {
  const { launch, desiredCapacity: desired } = pass.group
  if (launch.kind !== 'mixed') return left
  const part = onDemandPart(launch.policy.InstancesDistribution ?? {}, desired)
  const has = { spot: 0, onDemand: 0 }
  for (const member of pass.members()) {
    if (counts(member)) has[member.isSpot ? 'spot' : 'onDemand'] += member.weight
  }
  const off = left.filter(({ isSpot }) => {
    return isSpot ? has.spot > desired - part : has.onDemand > part
  })
  return off.length > 0 ? off : left
}
