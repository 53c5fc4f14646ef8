import type { TerminateInstancesCommandInput, TerminateInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange, shutdownReasons, userInitiated } from './state-change.ts'
import { enterState, settleState } from './transitions.ts'

export const TerminateInstances = operation<
  TerminateInstancesCommandInput,
  TerminateInstancesResult
>('TerminateInstances', (ctx, input) => ({
  TerminatingInstances: findInstances(ctx.db, input.InstanceIds).map((instance) => {
    const next = decide('terminate', instance)
    if (next !== instance.state) {
      const cause = {
        stateReason: shutdownReasons.byUser,
        stateTransitionReason: userInitiated(ctx.now),
      }
      // A stopped instance has nothing left to shut down.
      if (next === 'terminated') settleState(ctx, { ...instance, ...cause }, 'terminated')
      else enterState(ctx, instance, next, cause)
    }
    return describeStateChange(instance.id, instance.state, next)
  }),
}))
