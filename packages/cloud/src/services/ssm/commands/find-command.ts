import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { commands, type CommandRecord } from './command.ts'

/** Throws `InvalidCommandId`. */
export function findCommand(ctx: Context, id: string): CommandRecord {
  const command = ctx.db.get(commands, id)
  if (command !== undefined) return command
  throw new AwsError('InvalidCommandId', `Command ${id} does not exist.`)
}
