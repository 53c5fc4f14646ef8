import type { ListCommandsCommandInput, ListCommandsCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { commands, invocationId, invocations } from './command.ts'
import { commandTest } from './command-filters.ts'
import { toCommand } from './command-shapes.ts'
import { summarize } from './command-status.ts'
import { findCommand } from './find-command.ts'

type Output = Omit<ListCommandsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** Lists commands, newest first. */
export const ListCommands = operation<ListCommandsCommandInput, Output>(
  'ListCommands',
  (ctx, input) => {
    const test = commandTest(input.Filters ?? [], true)
    const { CommandId, InstanceId } = input
    const asked =
      CommandId === undefined
        ? ctx.db.all(commands).filter(({ associationId }) => associationId === undefined)
        : [findCommand(ctx, CommandId)]
    const found = asked
      .filter(
        ({ id }) =>
          InstanceId === undefined ||
          ctx.db.get(invocations, invocationId(id, InstanceId)) !== undefined,
      )
      .filter((command) => {
        const all = ctx.db.by(invocations, 'command', command.id)
        const { status, statusDetails, completed } = summarize(command, all)
        return test({ command, status, statusDetails, isComplete: completed === all.length })
      })
      .toReversed()
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return { Commands: items.map((command) => toCommand(ctx, command)), NextToken }
  },
)
