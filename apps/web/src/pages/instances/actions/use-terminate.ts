import { routes, type HeldTermination } from '@brume/console-api'
import { useCallback } from 'react'
import { asApiError, groupByPlace, request, useBootstrap, type Scope } from '../../../api/index.ts'
import { describeError, notify } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { idOf, type InstanceRow } from '../instance.ts'
import { findRefusal } from './refusals.ts'
import { useBulk } from './use-bulk.tsx'

/** Whether a place holds a termination back for a moment: the embedded cloud alone. */
export function useHoldsTerminations(): (place: Scope) => boolean {
  const { connections } = useBootstrap()
  return useCallback(
    ({ connection }) => connections.find(({ id }) => id === connection)?.kind === 'embedded',
    [connections],
  )
}

/** Terminates: on AWS at once, on the embedded cloud after a moment in which it can be undone. */
export function useTerminate() {
  const t = useT()
  const bulk = useBulk()
  const holds = useHoldsTerminations()
  return useCallback(
    async (instances: readonly InstanceRow[]) => {
      const atOnce: InstanceRow[] = []
      for (const { place, items } of groupByPlace(instances)) {
        const instanceIds = items
          .filter((one) => findRefusal('terminate', one, t) === undefined)
          .map(idOf)
        if (!holds(place)) atOnce.push(...items)
        else if (instanceIds.length > 0) {
          const path = routes.terminations(place.connection, place.region)
          await request<HeldTermination>('POST', path, { instanceIds }).catch((thrown: unknown) =>
            notify({ type: 'error', header: describeError(asApiError(thrown), t) }),
          )
        }
      }
      if (atOnce.length > 0) await bulk('terminate', atOnce)
    },
    [bulk, holds, t],
  )
}
