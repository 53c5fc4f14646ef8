import type {
  DescribeInventoryDeletionsCommandInput,
  DescribeInventoryDeletionsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { inventoryDeletions, toSummary } from './deletion.ts'

type Output = Omit<DescribeInventoryDeletionsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The custom types that were deleted, newest first. */
export const DescribeInventoryDeletions = operation<DescribeInventoryDeletionsCommandInput, Output>(
  'DescribeInventoryDeletions',
  (ctx, input) => {
    const { DeletionId } = input
    const asked = ctx.db
      .all(inventoryDeletions)
      .filter(({ id }) => DeletionId === undefined || id === DeletionId)
    if (DeletionId !== undefined && asked.length === 0) {
      throw new AwsError(
        'InvalidDeletionIdException',
        'The ID specified for the delete operation does not exist or is not valid. Verify the ID and try again.',
      )
    }
    const { items, NextToken } = pageOf(asked.toReversed(), input, defaultPageSize)
    return {
      InventoryDeletions: items.map((deletion) => ({
        DeletionId: deletion.id,
        TypeName: deletion.typeName,
        DeletionStartTime: new Date(deletion.at),
        LastStatus: 'Complete' as const,
        LastStatusMessage: '',
        DeletionSummary: toSummary(deletion, false),
        LastStatusUpdateTime: new Date(deletion.at),
      })),
      NextToken,
    }
  },
)
