import { connectionIdPattern, regionPattern } from '@brume/console-api'
import { placeKey, type Scope } from '../../api/index.ts'

/** What a list shows: these Regions, or all that are enabled, of these connections. */
export interface PlaceChoice {
  readonly regions: readonly string[] | 'all'
  readonly connections: readonly string[]
}

/** More than any account has Regions; a made-up address cannot ask for more. */
const mostPlaces = 200

function readList(text: string | null, pattern: RegExp): readonly string[] {
  return [...new Set((text ?? '').split(','))].filter((word) => pattern.test(word))
}

/** The choice that an address carries; the page's own place unless it says otherwise. */
export function readChoice(search: URLSearchParams, home: Scope): PlaceChoice {
  const regions = search.get('regions')
  const listed = readList(regions, regionPattern)
  const connections = readList(search.get('connections'), connectionIdPattern)
  return {
    regions: regions === 'all' ? 'all' : listed.length > 0 ? listed : [home.region],
    connections: connections.length > 0 ? connections : [home.connection],
  }
}

/** Writes a choice into an address; the page's own place needs no words. */
export function writeChoice(search: URLSearchParams, choice: PlaceChoice, home: Scope): void {
  const write = (name: string, values: readonly string[], own: string) => {
    if (values.length === 0 || values.join() === own) search.delete(name)
    else search.set(name, values.join())
  }
  write('regions', choice.regions === 'all' ? ['all'] : choice.regions, home.region)
  write('connections', choice.connections, home.connection)
}

/** Every place of a choice, the page's own first: it is asked first. */
export function listPlaces(
  { regions, connections }: PlaceChoice,
  home: Scope,
  enabled: readonly Scope[],
): readonly Scope[] {
  const places =
    regions === 'all'
      ? // until the Regions are known there is the page's own
        [...(connections.includes(home.connection) ? [home] : []), ...enabled]
      : connections.flatMap((connection) => regions.map((region) => ({ connection, region })))
  const byKey = new Map(places.map((place) => [placeKey(place), place]))
  return [...byKey.values()]
    .toSorted((a, b) => Number(isSame(b, home)) - Number(isSame(a, home)))
    .slice(0, mostPlaces)
}

export function isSame(one: Scope, other: Scope): boolean {
  return one.connection === other.connection && one.region === other.region
}
