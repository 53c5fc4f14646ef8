import type { DeleteListenerInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { findListener } from './find-listener.ts'
import { removeListener } from './remove-listener.ts'

/** Deletes a listener with its rules. */
export const DeleteListener = operation<DeleteListenerInput, object>(
  'DeleteListener',
  (ctx, { ListenerArn }) => {
    removeListener(ctx, findListener(ctx, ListenerArn))
    return {}
  },
)
