import type { InstanceState } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { decide } from './decide.ts'
import type { InstanceRecord } from './instance.ts'
import { shutdownReasons, userInitiated } from './state-change.ts'
import { enterState, settleState } from './transitions.ts'

/** Begins to terminate an instance; throws where it is protected. Returns the state that it is in from now on. */
export function terminate(ctx: Context, instance: InstanceRecord): InstanceState {
  const next = decide('terminate', instance)
  if (next === instance.state) return next
  const cause = {
    stateReason: shutdownReasons.byUser,
    stateTransitionReason: userInitiated(ctx.now),
  }
  // A stopped instance has nothing left to shut down.
  if (next === 'terminated') settleState(ctx, { ...instance, ...cause }, 'terminated')
  else enterState(ctx, instance, next, cause)
  return next
}
