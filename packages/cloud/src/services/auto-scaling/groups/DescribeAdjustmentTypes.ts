import type { DescribeAdjustmentTypesAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'

/** The ways in which a scaling policy can change a capacity. */
export const DescribeAdjustmentTypes = operation<object, DescribeAdjustmentTypesAnswer>(
  'DescribeAdjustmentTypes',
  () => ({
    AdjustmentTypes: ['ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity'].map(
      (AdjustmentType) => ({ AdjustmentType }),
    ),
  }),
)
