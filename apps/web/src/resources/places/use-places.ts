import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import {
  placeOf,
  useBootstrap,
  useScope,
  type Placed,
  type PlaceFailure,
  type Scope,
} from '../../api/index.ts'
import { defaultRegionOf } from '../../api/default-region.ts'
import { useEnabledRegions } from '../../api/use-regions.ts'
import { useLocale } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { remembered } from '../../lib/remembered.ts'
import { isSame, listPlaces, readChoice, writeChoice, type PlaceChoice } from './place-choice.ts'

/** The connections and Regions that a list shows. */
export interface Places {
  /** The page's own. */
  readonly home: Scope
  /** Each that is shown, the page's own first. The array stays the same while nothing changes. */
  readonly shown: readonly Scope[]
  readonly choice: PlaceChoice
  /** Rows may be of another Region than the page's. */
  readonly severalRegions: boolean
  /** Rows may be of another connection than the page's. */
  readonly severalConnections: boolean
  /** What the list shows is the same in every Region: only connections are chosen. */
  readonly isGlobal: boolean
  /** Connections that would not say which Regions they have. */
  readonly failures: readonly PlaceFailure[]
  readonly awaited: number
  /** An item's name among all rows: its id, and where it lives unless that is here. */
  readonly keyOf: (item: Placed<object>, id: string) => string
  readonly choose: (choice: PlaceChoice) => void
  /** What an address that says nothing shows: the choice made last. */
  readonly carried: string
}

const none: readonly Scope[] = []

/** The choice made last, as an address carries it. */
const lastChoice = remembered('lastPlaces', (stored) => (typeof stored === 'string' ? stored : ''))

/** The last choice, for a list that the page's own place belongs to: who goes to another Region wants to see that. */
function carriedTo(home: Scope): string {
  const { regions, connections } = readChoice(new URLSearchParams(lastChoice.read()), home)
  const has =
    (regions === 'all' || regions.includes(home.region)) && connections.includes(home.connection)
  return has ? lastChoice.read() : ''
}

/** The choice of places of the page's list, which may be of a thing that knows no Regions. It stands in the address, and goes from list to list. */
export function usePlaces(isGlobal = false): Places {
  const home = useScope()
  const { connections } = useBootstrap()
  const { name: locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const words = `${search.get('regions') ?? ''} ${search.get('connections') ?? ''}`
  // The params object is new on every navigation; the choice only when its words changed.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const choice = useMemo(() => readChoice(search, home), [words, home])
  /** A place of each connection. */
  const doors = useMemo(() => {
    if (choice.regions !== 'all' && !isGlobal) return none
    return choice.connections.flatMap((id) => {
      if (id === home.connection) return [home]
      const known = connections.find((one) => one.id === id)
      return known ? [{ connection: id, region: defaultRegionOf(known, locale) }] : []
    })
  }, [choice, home, connections, locale, isGlobal])
  const { places: enabled, failures, awaited } = useEnabledRegions(isGlobal ? none : doors)
  const shown = useMemo(
    () => (isGlobal ? doors : listPlaces(choice, home, enabled)),
    [isGlobal, doors, choice, home, enabled],
  )
  const keyOf = useCallback(
    (item: Placed<object>, id: string) => {
      const { connection, region } = placeOf(item)
      return isSame({ connection, region }, home) ? id : `${connection}/${region}/${id}`
    },
    [home],
  )
  const choose = useCallback(
    (next: PlaceChoice) => {
      const words = new URLSearchParams()
      writeChoice(words, next, home)
      // The page's own Region is named too: the next page may stand in another.
      if (words.has('regions') && next.regions !== 'all') words.set('regions', next.regions.join())
      lastChoice.write(String(words))
      const write = (params: URLSearchParams) => {
        writeChoice(params, next, home)
        params.delete('page')
      }
      changeSearch(setSearch, write, 'push')
    },
    [setSearch, home],
  )
  const severalRegions =
    !isGlobal && (choice.regions === 'all' || choice.regions.join() !== home.region)
  const severalConnections = choice.connections.join() !== home.connection
  return useMemo(
    () => ({
      home,
      shown,
      choice,
      severalRegions,
      severalConnections,
      isGlobal,
      failures,
      awaited,
      keyOf,
      choose,
      carried: carriedTo(home),
    }),
    [
      home,
      shown,
      choice,
      severalRegions,
      severalConnections,
      isGlobal,
      failures,
      awaited,
      keyOf,
      choose,
    ],
  )
}
