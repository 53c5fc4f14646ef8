import type { GetTagsRequest, GetTagsResponse } from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { booksIn } from '../usage/books.ts'
import { tagOf } from './dimensions.ts'
import { readPeriod } from './time.ts'
import { valuesIn } from './values.ts'

/**
 * Lists the tag keys of a period's charges, or the values of one of them.
 * @differs Every tag is a cost allocation tag, without being activated.
 */
export const GetTags = operation<GetTagsRequest, GetTagsResponse>(
  'GetTags',
  (ctx, { TagKey, TimePeriod, ...input }) => {
    if (TagKey !== undefined) {
      const read = (charge: Parameters<typeof tagOf>[0]) => tagOf(charge, TagKey) ?? ''
      const { values, total, next } = valuesIn(ctx, { TimePeriod, ...input }, read)
      return { Tags: [...values], ReturnSize: values.length, TotalSize: total, NextPageToken: next }
    }
    const { from, to } = readPeriod(TimePeriod, 'DAILY', ctx.now)
    const keys = new Set(
      chargesOf(booksIn(ctx))
        .filter((charge) => charge.to > from && charge.from < to)
        .flatMap(({ tags }) => tags.map(({ Key }) => Key)),
    )
    const Tags = [...keys].toSorted()
    return { Tags, ReturnSize: Tags.length, TotalSize: Tags.length }
  },
)
