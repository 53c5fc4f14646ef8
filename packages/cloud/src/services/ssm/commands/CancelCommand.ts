import type { CancelCommandCommandInput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { commands, invocations } from './command.ts'
import { findCommand } from './find-command.ts'
import { cancel } from './progress.ts'

/** Ends a command that runs or waits; what has run stays as it is. */
export const CancelCommand = operation<CancelCommandCommandInput, object>(
  'CancelCommand',
  (ctx, input) => {
    const command = findCommand(ctx, input.CommandId ?? '')
    const all = ctx.db.by(invocations, 'command', command.id)
    const ids = input.InstanceIds ?? []
    const wrong = ids.filter((id) => !all.some(({ instanceId }) => instanceId === id))
    if (wrong.length > 0) {
      throw new AwsError(
        'InvalidInstanceId',
        `Instances [[${wrong.join(', ')}]] not in a valid state for account ${ctx.account}`,
      )
    }
    const chosen = ids.length === 0 ? all : all.filter(({ instanceId }) => ids.includes(instanceId))
    if (ids.length === 0) ctx.db.put(commands, { ...command, cancelled: true })
    for (const { id } of [...chosen]) {
      const invocation = ctx.db.get(invocations, id)
      if (invocation !== undefined) cancel(ctx, invocation)
    }
    return {}
  },
)
