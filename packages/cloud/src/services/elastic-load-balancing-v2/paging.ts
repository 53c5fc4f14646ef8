import { checkRange, validationError } from './errors.ts'

/** One page of a list; `NextMarker` names its last item, so that what comes and goes in between moves nothing. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly NextMarker?: string
}

/** The service's own page: 400, of load balancers fewer. */
export function pageOf<T>(
  all: readonly T[],
  input: { readonly Marker?: string | undefined; readonly PageSize?: number | undefined },
  keyOf: (item: T) => string,
  usual = 400,
): Page<T> {
  checkRange(input.PageSize, 'pageSize', [1, 400])
  const { Marker, PageSize = usual } = input
  const before = Marker === undefined ? -1 : all.findIndex((item) => keyOf(item) === Marker)
  if (Marker !== undefined && before === -1) {
    throw validationError(`'${Marker}' is not a valid marker`)
  }
  const items = all.slice(before + 1, before + 1 + PageSize)
  const last = items.at(-1)
  if (last === undefined || before + 1 + items.length >= all.length) return { items }
  return { items, NextMarker: keyOf(last) }
}
