import { AwsError } from '../../errors.ts'

/** One page of a list; the token says where the next begins. */
export function pageOf<T>(
  all: readonly T[],
  input: { readonly NextToken?: string; readonly MaxResults?: number },
): { readonly items: T[]; readonly NextToken?: string } {
  const start = input.NextToken === undefined ? 0 : readToken(input.NextToken, all.length)
  const end = start + (input.MaxResults ?? 100)
  const items = all.slice(start, end)
  if (end >= all.length) return { items }
  return { items, NextToken: Buffer.from(`brume:${end}`).toString('base64') }
}

function readToken(token: string, length: number): number {
  const match = /^brume:(\d+)$/.exec(Buffer.from(token, 'base64').toString())
  const start = Number(match?.[1] ?? Number.NaN)
  if (Number.isSafeInteger(start) && start <= length) return start
  throw new AwsError('InvalidPaginationTokenException', 'Invalid token was provided.')
}
