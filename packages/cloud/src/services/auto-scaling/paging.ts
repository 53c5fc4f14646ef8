import { AwsError } from '../../errors.ts'

const defaultSize = 50

/** One page of a list; its token names the last item of the page before, as the list stands now. */
export function pageOf<T>(
  all: readonly T[],
  input: { readonly NextToken?: string | undefined; readonly MaxRecords?: number | undefined },
  keyOf: (item: T) => string,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const { NextToken: token, MaxRecords: size = defaultSize } = input
  const before = token === undefined ? -1 : all.findIndex((item) => keyOf(item) === token)
  if (token !== undefined && before === -1) {
    throw new AwsError('InvalidNextToken', 'The token is not valid.')
  }
  const items = all.slice(before + 1, before + 1 + size)
  const last = items.at(-1)
  const more = before + 1 + size < all.length && last !== undefined
  return more ? { items, NextToken: keyOf(last) } : { items }
}
