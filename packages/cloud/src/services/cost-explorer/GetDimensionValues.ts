import type {
  GetDimensionValuesRequest,
  GetDimensionValuesResponse,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { dimensionReader } from './dimensions.ts'
import { valuesIn } from './values.ts'

/** Lists the values that a dimension has in a period. */
export const GetDimensionValues = operation<GetDimensionValuesRequest, GetDimensionValuesResponse>(
  'GetDimensionValues',
  (ctx, { Dimension, TimePeriod, ...input }) => {
    const read = dimensionReader(Dimension, ctx.account)
    const { values, total, next } = valuesIn(ctx, { TimePeriod, ...input }, read)
    return {
      DimensionValues: values.map((Value) => ({
        Value,
        ...(Dimension === 'LINKED_ACCOUNT' && { Attributes: { description: Value } }),
      })),
      ReturnSize: values.length,
      TotalSize: total,
      NextPageToken: next,
    }
  },
)
