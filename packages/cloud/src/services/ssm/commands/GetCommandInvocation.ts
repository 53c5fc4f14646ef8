import type {
  GetCommandInvocationCommandInput,
  GetCommandInvocationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import {
  commands,
  invocationId,
  invocations,
  isOver,
  type CommandRecord,
  type InvocationRecord,
  type StepResult,
} from './command.ts'
import { noCloudWatch } from './command-shapes.ts'
import { isoDuration } from './output-text.ts'

type Output = Omit<GetCommandInvocationCommandOutput, '$metadata'>

/**
 * What a command did on one instance, with output and code.
 * @differs No output goes to S3 or CloudWatch Logs.
 */
export const GetCommandInvocation = operation<GetCommandInvocationCommandInput, Output>(
  'GetCommandInvocation',
  (ctx, input) => {
    const { CommandId = '', InstanceId = '', PluginName } = input
    const command = ctx.db.get(commands, CommandId)
    const invocation = ctx.db.get(invocations, invocationId(CommandId, InstanceId))
    if (command === undefined || invocation === undefined) {
      throw new AwsError(
        'InvocationDoesNotExist',
        "The command ID and managed node ID you specified didn't match any invocations. Verify the command ID and the managed node ID and try again.",
      )
    }
    const step = chooseStep(command, invocation, PluginName)
    const status = PluginName === undefined ? invocation : (step ?? invocation)
    const isDone = step !== undefined && isOver(step.status)
    return {
      CommandId,
      InstanceId,
      Comment: command.comment,
      DocumentName: command.documentName,
      DocumentVersion: command.documentVersion,
      PluginName: step?.name ?? '',
      ResponseCode: step?.responseCode ?? -1,
      ...times(step),
      Status: status.status,
      StatusDetails: status.statusDetails,
      StandardOutputContent: isDone ? step.output : '',
      StandardOutputUrl: '',
      StandardErrorContent: isDone ? step.errorOutput : '',
      StandardErrorUrl: '',
      CloudWatchOutputConfig: noCloudWatch,
    }
  },
)

/** The step that is asked for; of several none is meant when none is named. */
function chooseStep(
  command: CommandRecord,
  invocation: InvocationRecord,
  name: string | undefined,
): StepResult | undefined {
  if (name === undefined) {
    const [only] = command.steps.length === 1 ? invocation.steps : []
    return only ?? pending(command.steps.length === 1 ? (command.steps[0]?.name ?? '') : '')
  }
  if (!command.steps.some((step) => step.name === name)) {
    throw new AwsError('InvalidPluginName', "The plugin name isn't valid.")
  }
  return invocation.steps.find((step) => step.name === name) ?? pending(name)
}

function pending(name: string): StepResult {
  return {
    name,
    status: 'Pending',
    statusDetails: 'Pending',
    responseCode: -1,
    output: '',
    errorOutput: '',
  }
}

function times(step: StepResult | undefined) {
  const { startedAt, endedAt } = step ?? {}
  const asText = (at: number | undefined): string =>
    at === undefined ? '' : new Date(at).toISOString()
  return {
    ExecutionStartDateTime: asText(startedAt),
    ExecutionElapsedTime:
      startedAt === undefined || endedAt === undefined ? '' : isoDuration(endedAt - startedAt),
    ExecutionEndDateTime: asText(endedAt),
  }
}
