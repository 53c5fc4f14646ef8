import type { Filter } from '@aws-sdk/client-ec2'
import type { Collection, Stored } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { compileFilters, type FilterFields } from './filters.ts'
import { findRecord, type ResourceKind } from './find.ts'
import { paginate, type Page, type PageInput, type PageRules } from './paging.ts'
import { candidates } from './narrow.ts'

export interface DescribeInput extends PageInput {
  readonly Filters?: Filter[]
}

export interface DescribeRules<R> {
  readonly kind: ResourceKind
  readonly ids: readonly string[] | undefined
  readonly filters: FilterFields<R>
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
  const ids = rules.ids ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findRecord(ctx, of, rules.kind, id))
      : candidates(ctx.db, of, input.Filters, rules.filters.narrow)
  return paginate(ctx, operation, asked, input, {
    keyOf: (record) => record.id,
    matches,
    ...rules.page,
  })
}
