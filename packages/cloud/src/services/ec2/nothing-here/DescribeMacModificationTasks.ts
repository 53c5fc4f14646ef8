import type {
  DescribeMacModificationTasksCommandInput,
  DescribeMacModificationTasksCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Mac guests here.
 * @differs Always empty.
 */
export const DescribeMacModificationTasks = operation<
  DescribeMacModificationTasksCommandInput,
  Omit<DescribeMacModificationTasksCommandOutput, '$metadata'>
>('DescribeMacModificationTasks', (_ctx, input) => ({
  MacModificationTasks: listNothing('DescribeMacModificationTasks', {
    ids: input.MacModificationTaskIds,
    missing: {
      code: 'InvalidMacModificationTaskID.NotFound',
      message: "The Mac modification task ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
