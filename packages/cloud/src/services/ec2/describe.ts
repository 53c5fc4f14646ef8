import type { Filter } from '@aws-sdk/client-ec2'
import type { Collection, Stored } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { compileFilters, type FilterFields } from './filters.ts'
import { findRecord, notFound, type ResourceKind } from './find.ts'
import { paginate, type Page, type PageInput, type PageRules } from './paging.ts'
import { candidates } from './narrow.ts'

export interface DescribeInput extends PageInput {
  readonly Filters?: Filter[]
}

export interface DescribeRules<R> {
  readonly kind: ResourceKind
  readonly ids: readonly string[] | undefined
  readonly filters: FilterFields<R>
  /** Of the collection, those that the operation knows; all unless told otherwise. */
  readonly only?: (record: R) => boolean
  /** Range of MaxResults. */
  readonly page?: Pick<PageRules<R>, 'max' | 'min' | 'ids'>
}

/** What most Describe operations do: the records asked for by id (or all), those that match the filters, one page of them. */
export function describeRecords<R extends Stored, I extends string>(
  ctx: Context,
  operation: string,
  of: Collection<R, I>,
  input: DescribeInput,
  rules: DescribeRules<R>,
): Page<R> {
  const matches = compileFilters(operation, input.Filters, rules.filters)
  const { only = () => true } = rules
  const ids = rules.ids ?? []
  const find = (id: string): R => {
    const found = findRecord(ctx, of, rules.kind, id)
    if (only(found)) return found
    throw notFound(rules.kind, id)
  }
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map(find)
      : candidates(ctx.db, of, input.Filters, rules.filters.narrow)
  return paginate(ctx, operation, rules.only ? asked.filter(only) : asked, input, {
    keyOf: (record) => record.id,
    matches,
    ...rules.page,
  })
}
