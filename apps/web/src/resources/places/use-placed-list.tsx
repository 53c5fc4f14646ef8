import { lazy, Suspense, useCallback, useMemo } from 'react'
import { placeOf, useBootstrap, type FeedsView, type Placed } from '../../api/index.ts'
import {
  useSelection,
  type ResourceColumn,
  type ResourceTableProps,
  type Selection,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { afterFirstPaint } from '../../lib/first-paint.ts'
import { toConnectionName } from './connection-name.ts'
import { placeColumns } from './place-columns.tsx'
import type { Places } from './use-places.ts'

const PlacePicker = lazy(() => afterFirstPaint(() => import('./PlacePicker.tsx')))
const PlaceFailures = lazy(() => import('./PlaceFailures.tsx'))

interface PlacedList<T> {
  /** By the names that `places.keyOf` gives. */
  readonly selection: Selection<Placed<T>>
  /** For the table, as they are. */
  readonly table: Pick<
    ResourceTableProps<Placed<T>>,
    | 'items'
    | 'status'
    | 'idOf'
    | 'columns'
    | 'selection'
    | 'placePicker'
    | 'openingQuery'
    | 'recordOf'
  > &
    Partial<Pick<ResourceTableProps<Placed<T>>, 'error' | 'notice' | 'progress'>>
}

/** Makes a live list over several places a table: rows with a name of their own, columns and files that say where, a picker, failures. */
export function usePlacedList<T>(
  places: Places,
  view: FeedsView<Placed<T>>,
  idOf: (item: T) => string,
  columns: readonly ResourceColumn<Placed<T>>[],
): PlacedList<T> {
  const t = useT()
  const { connections } = useBootstrap()
  const { keyOf, severalRegions, severalConnections } = places
  const rowKeyOf = useCallback(
    (item: Placed<T>) => keyOf(item, idOf(item)),
    // Of a kind of resource the id is always found in the same way; pages give a new function at every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [keyOf],
  )
  const { list } = view
  const byKey = useMemo(() => new Map(list.map((item) => [rowKeyOf(item), item])), [list, rowKeyOf])
  const selection = useSelection(byKey)
  const withPlaces = useMemo(
    () =>
      placeColumns(
        columns,
        { severalRegions, severalConnections },
        toConnectionName(connections, t),
        t,
      ),
    [columns, severalRegions, severalConnections, connections, t],
  )
  const failures = [...places.failures, ...view.failures]
  const awaited = places.awaited + view.awaited
  return {
    selection,
    table: {
      items: list,
      status: view.status,
      ...(view.error && { error: view.error }),
      idOf: rowKeyOf,
      columns: withPlaces,
      selection,
      recordOf: toRecord,
      placePicker: <PlacePicker places={places} />,
      openingQuery: places.carried,
      ...(awaited > 0 && places.shown.length > 1
        ? { progress: t('places.awaited', { count: awaited }) }
        : {}),
      ...(failures.length > 0
        ? {
            notice: (
              <Suspense>
                <PlaceFailures failures={failures} places={places} />
              </Suspense>
            ),
          }
        : {}),
    },
  }
}

/** In a file each record says where it is from. */
function toRecord(item: Placed<object>): object {
  const { connection, region } = placeOf(item)
  return { Connection: connection, Region: region, ...item }
}
