import type { RebootInstancesCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'

export const RebootInstances = operation<RebootInstancesCommandInput, object>(
  'RebootInstances',
  (ctx, input) => {
    const where = { account: ctx.account, region: ctx.region }
    for (const instance of findInstances(ctx.db, input.InstanceIds)) {
      decide('reboot', instance)
      ctx.afterCommit(() => ctx.host.rebootGuest({ ...where, instanceId: instance.id }))
    }
    return {}
  },
)
