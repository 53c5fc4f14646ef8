import { useMemo, useState } from 'react'
import { placeKey, placeOf, useFeeds, type FeedsView, type Scope } from '../../api/index.ts'
import { idOf, type Instance, type InstanceRow, type InstanceStatus } from './instance.ts'

interface Joined {
  readonly checks: InstanceStatus | undefined
  readonly row: InstanceRow
}

/**
 * The live instances of these places, the page's own first, with their status checks. A row is the same object until one of the two
 * changes. Keep the array of places the same.
 */
export function useInstances(places: readonly Scope[]): FeedsView<InstanceRow> {
  const view = useFeeds('instances', places)
  const { list } = view
  const { find: findChecks } = useFeeds('instance-status', usePlacesWith(list, places))
  const [known] = useState(() => new WeakMap<Instance, Joined>())
  return useMemo(() => {
    const rows = list.map((instance) => {
      const found = findChecks(placeOf(instance), idOf(instance))
      const before = known.get(instance)
      if (before && before.checks === found) return before.row
      const row: InstanceRow = { ...instance, checks: found }
      known.set(instance, { checks: found, row })
      return row
    })
    return { ...view, list: rows }
  }, [view, list, findChecks, known])
}

/** Of several places those that have instances, and the first at once: most Regions of an account are empty. */
function usePlacesWith(list: readonly InstanceRow[], places: readonly Scope[]): readonly Scope[] {
  const keys = useMemo(
    () =>
      places.length === 1 ? '' : [...new Set(list.map((one) => placeKey(placeOf(one))))].join(),
    [list, places],
  )
  return useMemo(() => {
    const having = new Set(keys.split(','))
    return places.filter((place, index) => index === 0 || having.has(placeKey(place)))
  }, [keys, places])
}
