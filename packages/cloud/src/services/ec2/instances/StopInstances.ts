import type { StopInstancesCommandInput, StopInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange, shutdownReasons, userInitiated } from './state-change.ts'
import { enterState } from './transitions.ts'

/**
 * Stops EBS-backed instances, or hibernates those that were launched for it.
 * @limits Not instance-store roots, nor what is protected against stopping.
 */
export const StopInstances = operation<StopInstancesCommandInput, StopInstancesResult>(
  'StopInstances',
  (ctx, input) => ({
    StoppingInstances: findInstances(ctx.db, input.InstanceIds).map((instance) => {
      const hibernate = input.Hibernate === true
      const next = decide(hibernate ? 'hibernate' : 'stop', instance)
      if (next !== instance.state) {
        const stopping = {
          ...instance,
          hibernated: hibernate,
          forcedStop: input.Force || input.SkipOsShutdown || undefined,
        }
        enterState(ctx, stopping, next, {
          stateReason: hibernate ? shutdownReasons.byUserHibernate : shutdownReasons.byUser,
          stateTransitionReason: userInitiated(ctx.now),
        })
      }
      return describeStateChange(instance.id, instance.state, next)
    }),
  }),
)
