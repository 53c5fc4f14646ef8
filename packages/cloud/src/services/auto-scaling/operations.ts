import type { AnyOperation } from '../../engine/operation.ts'
import { DeletePolicy } from './policies/DeletePolicy.ts'
import { DescribePolicies } from './policies/DescribePolicies.ts'
import { ExecutePolicy } from './policies/ExecutePolicy.ts'
import { PutScalingPolicy } from './policies/PutScalingPolicy.ts'
import { BatchDeleteScheduledAction } from './schedules/BatchDeleteScheduledAction.ts'
import { BatchPutScheduledUpdateGroupAction } from './schedules/BatchPutScheduledUpdateGroupAction.ts'
import { DeleteScheduledAction } from './schedules/DeleteScheduledAction.ts'
import { DescribeScheduledActions } from './schedules/DescribeScheduledActions.ts'
import { PutScheduledUpdateGroupAction } from './schedules/PutScheduledUpdateGroupAction.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DeletePolicy,
  DescribePolicies,
  ExecutePolicy,
  PutScalingPolicy,
  BatchDeleteScheduledAction,
  BatchPutScheduledUpdateGroupAction,
  DeleteScheduledAction,
  DescribeScheduledActions,
  PutScheduledUpdateGroupAction,
]
