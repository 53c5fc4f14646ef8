import type { StopInstancesCommandInput, StopInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange } from './state-change.ts'
import { stop } from './stop.ts'

/**
 * Stops EBS-backed instances, or hibernates those that were launched for it.
 * @limits Not instance-store roots, nor what is protected against stopping.
 */
export const StopInstances = operation<StopInstancesCommandInput, StopInstancesResult>(
  'StopInstances',
  (ctx, { InstanceIds, Hibernate: hibernate, Force, SkipOsShutdown }) => ({
    StoppingInstances: findInstances(ctx.db, InstanceIds).map((instance) => {
      const next = stop(ctx, instance, { hibernate, force: Force || SkipOsShutdown })
      return describeStateChange(instance.id, instance.state, next)
    }),
  }),
)
