import type { StartInstancesCommandInput, StartInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange } from './state-change.ts'
import type { InstanceRecord } from './instance.ts'
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
      if (next !== instance.state) {
        checkInterruption(instance)
        startAgain(ctx, instance)
      }
      return describeStateChange(instance.id, instance.state, next)
    }),
  }),
)

/** What AWS stopped only AWS starts again. */
function checkInterruption({ id, interruption }: InstanceRecord): void {
  if (!interruption) return
  throw new AwsError(
    'IncorrectSpotRequestState',
    `You can't start the Spot Instance '${id}' because the associated Spot Instance request is not in an appropriate state to support start.`,
  )
}
