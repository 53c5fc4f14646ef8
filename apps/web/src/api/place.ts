import type { Scope } from './scope.ts'

const place = Symbol('place')

/** An item of a live list, with the connection and Region it lives in. Spreading keeps that; JSON does not show it. */
export type Placed<T> = T & { readonly [place]: Scope }

/** Writes on the item itself where it lives. */
export function placeItem<T extends object>(item: T, scope: Scope): Placed<T> {
  return Object.assign(item, { [place]: scope })
}

/** Where an item lives: whatever is done to it goes there. */
export function placeOf(item: Placed<object>): Scope {
  return item[place]
}

/** `embedded/us-east-1`: the same for the same place. */
export function placeKey({ connection, region }: Scope): string {
  return `${connection}/${region}`
}

/** Items by the place they live in, places in the order in which they come. */
export function groupByPlace<T>(
  items: readonly Placed<T>[],
): { readonly place: Scope; readonly items: readonly [Placed<T>, ...Placed<T>[]] }[] {
  const groups = Map.groupBy(items, (item) => placeKey(item[place]))
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ place: first[place], items: [first, ...others] as const }] : [],
  )
}
