import { placeOf, ScopeContext, type Placed } from '../../api/index.ts'
import type { ResourceColumn } from '../../components/index.ts'
import { regionTitle, type Translate } from '../../i18n/index.ts'
import type { Places } from './use-places.ts'

/** The city and the code: `Seoul (ap-northeast-2)`. */
export function regionLabel(region: string, t: Translate): string {
  const title = regionTitle(region, t)
  const [, city = title] = /\((.+)\)/.exec(title) ?? []
  return city === region ? region : `${city} (${region})`
}

/** The columns of a list over several places: each cell in its own row's place, and columns that name it. */
export function placeColumns<T>(
  columns: readonly ResourceColumn<Placed<T>>[],
  { severalRegions, severalConnections }: Pick<Places, 'severalRegions' | 'severalConnections'>,
  connectionName: (id: string) => string,
  t: Translate,
): readonly ResourceColumn<Placed<T>>[] {
  if (!severalRegions && !severalConnections) return columns
  const own = columns.map((column): ResourceColumn<Placed<T>> => ({
    ...column,
    cell: (item: Placed<T>) => (
      <ScopeContext value={placeOf(item)}>{column.cell(item)}</ScopeContext>
    ),
  }))
  const region: ResourceColumn<Placed<T>> = {
    id: 'place-region',
    header: t('shell.region'),
    value: (item) => placeOf(item).region,
    cell: (item) => regionLabel(placeOf(item).region, t),
    filter: 'choice',
    width: 215,
  }
  const connection: ResourceColumn<Placed<T>> = {
    id: 'place-connection',
    header: t('shell.connection'),
    value: (item) => connectionName(placeOf(item).connection),
    cell: (item) => connectionName(placeOf(item).connection),
    filter: 'choice',
    width: 180,
  }
  // beside what names the item
  const at = Math.max(own.findIndex(({ fixed }) => fixed) + 1, 2)
  return own.toSpliced(
    at,
    0,
    ...(severalRegions ? [region] : []),
    ...(severalConnections ? [connection] : []),
  )
}
