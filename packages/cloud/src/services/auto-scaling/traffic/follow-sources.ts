import type { ReadRecords } from '../../../engine/collection.ts'
import { targets } from '../../elastic-load-balancing-v2/targets/target.ts'
import type { GroupRecord, TrafficSource } from '../groups/group.ts'
import { members } from '../instances/member.ts'

/**
 * How far a group is with a target group: `InService` once an instance of it is found healthy.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LoadBalancerTargetGroupState.html
 */
export function stateOfSource(
  db: ReadRecords,
  group: GroupRecord,
  { identifier }: TrafficSource,
): string {
  const serving = db
    .by(members, 'group', group.id)
    .filter(({ lifecycleState }) => lifecycleState === 'InService')
  const ids = new Set(serving.map(({ id }) => id))
  const own = db.by(targets, 'group', identifier).filter(({ targetId }) => ids.has(targetId))
  if (own.some(({ health }) => health.state === 'healthy')) return 'InService'
  return ids.size > 0 && own.length === 0 ? 'Adding' : 'Added'
}
