import type { CompleteLifecycleActionType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { changeAction, findAction } from './find-action.ts'

/** Lets an instance that waits for a hook go on, or gives it up. */
export const CompleteLifecycleAction = operation<CompleteLifecycleActionType, object>(
  'CompleteLifecycleAction',
  (ctx, input) => {
    const { LifecycleActionResult: result } = input
    if (result !== 'CONTINUE' && result !== 'ABANDON') {
      throw validationError(
        `Invalid lifecycle action result: ${result}. It must be CONTINUE or ABANDON.`,
      )
    }
    const { member, action } = findAction(ctx, input)
    changeAction(ctx, member, action, { result })
    reconcile(ctx, member.group)
    return {}
  },
)
