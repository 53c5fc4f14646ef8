import { validationError } from './errors.ts'

/** One page of a list as every List operation of IAM gives it: `Marker` names where the next page begins. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

/** `MaxItems` is 100 unless told otherwise, 1000 at most. */
export function pageOf<T>(
  all: readonly T[],
  input: { Marker?: string | undefined; MaxItems?: number | undefined },
): Page<T> {
  const start = input.Marker === undefined ? 0 : readMarker(input.Marker, all.length)
  const end = start + (input.MaxItems ?? 100)
  const items = all.slice(start, end)
  if (end >= all.length) return { items, IsTruncated: false }
  return { items, IsTruncated: true, Marker: Buffer.from(`brume:${end}`).toString('base64url') }
}

function readMarker(marker: string, length: number): number {
  const match = /^brume:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString())
  const start = Number(match?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(start) || start > length) throw validationError('Invalid Marker.')
  return start
}
