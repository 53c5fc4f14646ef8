import type {
  GetInventorySchemaCommandInput,
  GetInventorySchemaCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { customSchemas } from './custom-schemas.ts'
import { schemas } from './schemas.ts'

type Output = Omit<GetInventorySchemaCommandOutput, '$metadata'>

const defaultPageSize = 50

/**
 * The types of inventory with their attributes: what agents collect, and what was put by hand.
 * @differs Types that Windows or files alone have are not listed.
 */
export const GetInventorySchema = operation<GetInventorySchemaCommandInput, Output>(
  'GetInventorySchema',
  (ctx, input) => {
    const { TypeName = '' } = input
    // A name asks for all that begin with it, as `AWS` and `Custom` do.
    const found = [...schemas, ...customSchemas(ctx)].filter((schema) =>
      schema.TypeName?.startsWith(TypeName),
    )
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return { Schemas: [...items], NextToken }
  },
)
