import type { RebootInstancesCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'

/** Reboots guests; terminated instances are ignored. */
export const RebootInstances = operation<RebootInstancesCommandInput, object>(
  'RebootInstances',
  (ctx, input) => {
    const where = { account: ctx.account, region: ctx.region }
    for (const instance of findInstances(ctx.db, input.InstanceIds)) {
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html: terminated ones are ignored.
      if (instance.state === 'terminated') continue
      decide('reboot', instance)
      ctx.afterCommit(() => ctx.host.rebootGuest({ ...where, instanceId: instance.id }))
    }
    return {}
  },
)
