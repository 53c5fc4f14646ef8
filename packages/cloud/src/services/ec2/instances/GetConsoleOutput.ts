import type { GetConsoleOutputCommandInput, GetConsoleOutputResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findInstance } from './find-instances.ts'

/** What the guest wrote to its serial console. */
export const GetConsoleOutput = operation<GetConsoleOutputCommandInput, GetConsoleOutputResult>(
  'GetConsoleOutput',
  (ctx, input) => {
    const instance = findInstance(ctx.db, input.InstanceId)
    const { account, region } = ctx
    const bytes = ctx.host.consoleOutput({ account, region, instanceId: instance.id })
    return {
      InstanceId: instance.id,
      Timestamp: new Date(instance.state === 'running' ? ctx.now : instance.stateSince),
      Output: bytes && bytes.length > 0 ? Buffer.from(bytes).toString('base64') : undefined,
    }
  },
)
