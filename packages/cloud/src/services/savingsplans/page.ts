import { AwsError } from '../../errors.ts'
import { pageOf } from '../service-quotas/page-of.ts'

/** A page by the members that this service spells small, refused in its words. */
export function page<T>(
  all: readonly T[],
  input: { readonly nextToken?: string; readonly maxResults?: number },
  most = 1_000,
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const { nextToken, maxResults = most } = input
  if (maxResults < 1 || maxResults > most) {
    throw invalid(`maxResults must be between 1 and ${most}.`)
  }
  try {
    const { items, NextToken } = pageOf(all, {
      ...(nextToken && { NextToken: nextToken }),
      MaxResults: maxResults,
    })
    return { items, ...(NextToken !== undefined && { nextToken: NextToken }) }
  } catch (error) {
    if (error instanceof AwsError) throw invalid('The specified nextToken is invalid.')
    throw error
  }
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message)
}

/** Whether a list that was given at all holds the value. */
export function isIn<T>(asked: readonly T[] | undefined, value: T): boolean {
  return asked === undefined || asked.length === 0 || asked.includes(value)
}

export interface NamedValues {
  readonly name?: string
  readonly values?: readonly string[]
}

/** Whether every filter holds: the values of one are alternatives. */
export function holds(
  filters: readonly NamedValues[] | undefined,
  valueOf: (name: string) => string | undefined,
): boolean {
  return (filters ?? []).every(({ name = '', values = [] }) => {
    const value = valueOf(name)
    return value !== undefined && values.includes(value)
  })
}
