import { AwsError } from '../../errors.ts'

const mostPerPage = 100

/** One page of what is made one by one: no more is made than is shown. */
export function pageOf<T>(
  all: Iterable<T>,
  input: { readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined },
): { readonly items: readonly T[]; readonly NextToken: string | undefined } {
  const start = readToken(input.NextToken)
  const size = Math.min(input.MaxResults ?? mostPerPage, mostPerPage)
  if (size < 1) throw new AwsError('InvalidParameterException', 'MaxResults must be from 1 to 100.')
  const items: T[] = []
  let at = 0
  for (const one of all) {
    if (items.length === size) return { items, NextToken: tokenOf(start + size) }
    if (at >= start) items.push(one)
    at += 1
  }
  return { items, NextToken: undefined }
}

const tokenOf = (start: number): string => Buffer.from(`prices:${start}`).toString('base64')

function readToken(token: string | undefined): number {
  if (token === undefined) return 0
  const [, start] = /^prices:(\d{1,9})$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  if (start !== undefined) return Number(start)
  throw new AwsError('InvalidNextTokenException', 'The pagination token is invalid.')
}

/** Only prices of EC2 are kept here. */
export function checkService(code: string | undefined): void {
  if (code === 'AmazonEC2') return
  throw new AwsError(
    'NotFoundException',
    `The service ${code ?? ''} is not in the price list of the embedded cloud.`,
  )
}
