import type { Action, Input } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'

/** How often what has no live list is looked at. */
const lookEveryMs = 5000

/** A look at what belongs to a group, soon repeated: groups act by themselves. */
export function useGroupLook<O extends Action<'auto-scaling'>>(
  operation: O,
  input: Input<'auto-scaling', O>,
) {
  return useOperation('auto-scaling', operation, input, {
    refetchIntervalMs: lookEveryMs,
    staleMs: 0,
  })
}
