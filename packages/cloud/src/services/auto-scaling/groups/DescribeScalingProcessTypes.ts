import type { ProcessesType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { processNames } from './processes.ts'

/** The processes of a group that can be suspended. */
export const DescribeScalingProcessTypes = operation<object, ProcessesType>(
  'DescribeScalingProcessTypes',
  () => ({
    Processes: processNames.map((ProcessName) => ({ ProcessName })),
  }),
)
