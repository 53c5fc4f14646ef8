import { AwsError } from '../../errors.ts'
import { paginate, type Page, type PageScope } from '../ec2/paging.ts'
import { validationError } from './errors.ts'

interface PageInput {
  readonly MaxRecords?: number
  readonly NextToken?: string
}

/** One page of a list: 50 items unless told otherwise, at most 100. */
export function pageOf<T extends { readonly id: string }>(
  scope: PageScope,
  operation: string,
  list: readonly T[],
  { MaxRecords, NextToken }: PageInput,
  defaultSize = 50,
): Page<T> {
  if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > 100)) {
    throw validationError(`MaxRecords must be between 1 and 100`)
  }
  try {
    return paginate(
      scope,
      operation,
      list,
      { MaxResults: MaxRecords, NextToken },
      { keyOf: ({ id }) => id, min: 1, max: 100, defaultSize },
    )
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw new AwsError('InvalidNextToken', 'The NextToken value is not valid.')
  }
}
