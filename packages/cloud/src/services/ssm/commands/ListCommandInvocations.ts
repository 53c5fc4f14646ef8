import type {
  ListCommandInvocationsCommandInput,
  ListCommandInvocationsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { commands, invocations, isOver } from './command.ts'
import { commandTest } from './command-filters.ts'
import { toInvocation } from './command-shapes.ts'
import { findCommand } from './find-command.ts'

type Output = Omit<ListCommandInvocationsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** Lists what commands did on instances, newest first. */
export const ListCommandInvocations = operation<ListCommandInvocationsCommandInput, Output>(
  'ListCommandInvocations',
  (ctx, input) => {
    const test = commandTest(input.Filters ?? [], false)
    const { CommandId, InstanceId } = input
    if (CommandId !== undefined) findCommand(ctx, CommandId)
    const asked =
      CommandId === undefined
        ? ctx.db.all(invocations)
        : ctx.db.by(invocations, 'command', CommandId)
    const found = asked
      .filter(({ instanceId }) => InstanceId === undefined || instanceId === InstanceId)
      .flatMap((invocation) => {
        const command = ctx.db.get(commands, invocation.commandId)
        if (command === undefined) return []
        // What associations apply is told of by its id alone.
        const isTold = CommandId !== undefined || command.associationId === undefined
        return isTold ? [{ command, invocation }] : []
      })
      .filter(({ command, invocation: { status, statusDetails } }) =>
        test({ command, status, statusDetails, isComplete: isOver(status) }),
      )
      .toReversed()
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return {
      CommandInvocations: items.map(({ command, invocation }) =>
        toInvocation(ctx, command, invocation, input.Details ?? false),
      ),
      NextToken,
    }
  },
)
