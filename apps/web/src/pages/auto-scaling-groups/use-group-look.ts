import type { Action, Input } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'
import { nameOfGroup, type Group } from './group.ts'

/** How often what has no live list is looked at. */
const lookEveryMs = 5000

/** A look at what belongs to a group, soon repeated: groups act by themselves. */
export function useGroupLook<O extends Action<'auto-scaling'>>(
  operation: O,
  group: Group,
  more?: Partial<Input<'auto-scaling', O>>,
) {
  const input = { AutoScalingGroupName: nameOfGroup(group), ...more }
  // Every operation that is looked at here takes the group's name.
  return useOperation('auto-scaling', operation, input as Input<'auto-scaling', O>, {
    refetchIntervalMs: lookEveryMs,
    staleMs: 0,
  })
}
