import type { Command, CommandInvocation, CommandPlugin } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import {
  invocations,
  isOver,
  type CommandRecord,
  type InvocationRecord,
  type StepResult,
} from './command.ts'
import { summarize } from './command-status.ts'
import { listedOutput } from './output-text.ts'

const noNotifications = { NotificationArn: '', NotificationEvents: [] }
export const noCloudWatch = { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false }

export function toCommand(ctx: Context, command: CommandRecord): Command {
  const summary = summarize(command, ctx.db.by(invocations, 'command', command.id))
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: new Date(command.expiresAt),
    Parameters: Object.fromEntries(
      Object.entries(command.parameters).map(([name, values]) => [name, [...values]]),
    ),
    InstanceIds: [...command.instanceIds],
    Targets: command.targets.map(({ Key, Values }) => ({ Key, Values: [...Values] })),
    RequestedDateTime: new Date(command.requestedAt),
    Status: summary.status,
    StatusDetails: summary.statusDetails,
    OutputS3Region: ctx.region,
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: command.targetCount,
    CompletedCount: summary.completed,
    ErrorCount: summary.errors,
    DeliveryTimedOutCount: summary.deliveryTimedOut,
    ServiceRole: '',
    NotificationConfig: noNotifications,
    CloudWatchOutputConfig: noCloudWatch,
    TimeoutSeconds: command.timeoutSeconds,
    AlarmConfiguration: { IgnorePollAlarmFailure: false, Alarms: [] },
    TriggeredAlarms: [],
  }
}

export function toInvocation(
  ctx: Context,
  command: CommandRecord,
  invocation: InvocationRecord,
  hasDetails: boolean,
): CommandInvocation {
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: invocation.instanceName,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: new Date(invocation.requestedAt),
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: hasDetails ? invocation.steps.map((step) => toPlugin(ctx, step)) : [],
    ServiceRole: '',
    NotificationConfig: noNotifications,
    CloudWatchOutputConfig: noCloudWatch,
  }
}

function toPlugin(ctx: Context, step: StepResult): CommandPlugin {
  const { startedAt, endedAt, status } = step
  return {
    Name: step.name,
    Status: status === 'Delayed' || status === 'Cancelling' ? 'InProgress' : status,
    StatusDetails: step.statusDetails,
    ResponseCode: step.responseCode,
    ...(startedAt === undefined ? {} : { ResponseStartDateTime: new Date(startedAt) }),
    ...(endedAt === undefined ? {} : { ResponseFinishDateTime: new Date(endedAt) }),
    Output: isOver(status) ? listedOutput(step.output, step.errorOutput) : '',
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    OutputS3Region: ctx.region,
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
  }
}
