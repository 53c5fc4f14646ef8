import type { Share } from './collection.ts'

/** Running sums over the records of a table: what they add up to by a key, kept up to date with each change. */
export interface Total<R> {
  of(key: string): number
  /** Undefined: not there before, or not any more. */
  change(before: R | undefined, after: R | undefined): void
}

export function createTotal<R>(shareOf: (record: R) => Share | undefined): Total<R> {
  const sums = new Map<string, number>()
  const add = (record: R | undefined, sign: 1 | -1): void => {
    const share = record && shareOf(record)
    if (share) sums.set(share.key, (sums.get(share.key) ?? 0) + sign * share.amount)
  }
  return {
    of: (key) => sums.get(key) ?? 0,
    change(before, after) {
      add(before, -1)
      add(after, 1)
    },
  }
}
