import type { StartInstancesCommandInput, StartInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange } from './state-change.ts'
import { startAgain } from './transitions.ts'

/**
 * Starts stopped instances: a new automatic address, blank instance store; hibernated ones go on where they
 * were.
 */
export const StartInstances = operation<StartInstancesCommandInput, StartInstancesResult>(
  'StartInstances',
  (ctx, input) => ({
    StartingInstances: findInstances(ctx.db, input.InstanceIds).map((instance) => {
      const next = decide('start', instance)
      if (next !== instance.state) startAgain(ctx, instance)
      return describeStateChange(instance.id, instance.state, next)
    }),
  }),
)
