import type { RebootInstancesCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findInstances } from './find-instances.ts'
import { reboot } from './reboot.ts'

/** Reboots guests; terminated instances are ignored. */
export const RebootInstances = operation<RebootInstancesCommandInput, object>(
  'RebootInstances',
  (ctx, input) => {
    for (const instance of findInstances(ctx.db, input.InstanceIds)) {
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html: terminated ones are ignored.
      if (instance.state !== 'terminated') reboot(ctx, instance)
    }
    return {}
  },
)
