import type { SendCommandCommandInput, SendCommandCommandOutput } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { bindParameters } from '../documents/bind-parameters.ts'
import { platformTypes } from '../documents/content.ts'
import { contentOf, findDocument, selectVersion } from '../documents/find-document.ts'
import {
  commands,
  forgetOldCommands,
  invocationId,
  invocations,
  type CommandRecord,
} from './command.ts'
import { toCommand } from './command-shapes.ts'
import { findTargets } from './command-targets.ts'
import { admitNext, deliveryTimer } from './progress.ts'
import { scriptSteps } from './script-steps.ts'

type Output = Omit<SendCommandCommandOutput, '$metadata'>

const defaultTimeoutSeconds = 3600

/**
 * Runs a Command document in guests whose agent is connected, by id, tag or group, with its limits on
 * concurrency and errors.
 */
export const SendCommand = operation<SendCommandCommandInput, Output>(
  'SendCommand',
  (ctx, input) => {
    refuseUnsupported(input)
    const document = findDocument(ctx, input.DocumentName ?? '')
    if (document.type !== 'Command') {
      throw new AwsError(
        'InvalidDocument',
        `Document ${document.id} is of type ${document.type}; a command needs one of type Command.`,
      )
    }
    const version = selectVersion(document, { DocumentVersion: input.DocumentVersion })
    const content = contentOf(document, version)
    const steps = scriptSteps(content, bindParameters(content, document.id, input.Parameters))
    const targets = (input.Targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }))
    const nodes = findTargets(ctx, input.InstanceIds ?? [], targets)
    checkPlatforms(nodes, platformTypes(content, 'Command'))
    forgetOldCommands(ctx)
    const timeoutSeconds = input.TimeoutSeconds ?? defaultTimeoutSeconds
    const longest = steps.reduce((sum, step) => sum + step.timeoutSeconds, 0)
    const command: CommandRecord = {
      id: ctx.chance.uuid(),
      documentName: document.id,
      documentVersion: input.DocumentVersion ?? '$DEFAULT',
      comment: input.Comment ?? '',
      parameters: input.Parameters ?? {},
      instanceIds: input.InstanceIds ?? [],
      targets,
      requestedAt: ctx.now,
      timeoutSeconds,
      expiresAt: ctx.now + (timeoutSeconds + longest) * 1000,
      maxConcurrency: input.MaxConcurrency ?? '50',
      maxErrors: input.MaxErrors ?? '0',
      targetCount: nodes.length,
      steps,
    }
    ctx.db.put(commands, command)
    for (const node of nodes) addInvocation(ctx, command, node)
    admitNext(ctx, command.id)
    return { Command: toCommand(ctx, command) }
  },
)

function addInvocation(ctx: Context, command: CommandRecord, node: InstanceRecord): void {
  const id = invocationId(command.id, node.id)
  ctx.db.put(invocations, {
    id,
    commandId: command.id,
    instanceId: node.id,
    instanceName: node.tags.find((tag) => tag.Key === 'Name')?.Value ?? '',
    requestedAt: ctx.now,
    status: 'Pending',
    statusDetails: 'Pending',
    admitted: false,
    steps: [],
  })
  ctx.timers.set({ kind: deliveryTimer, id, at: ctx.now + command.timeoutSeconds * 1000 })
}

function checkPlatforms(nodes: readonly InstanceRecord[], platforms: readonly string[]): void {
  for (const { id, platform } of nodes) {
    const type = platform === 'windows' ? 'Windows' : 'Linux'
    if (platforms.includes(type)) continue
    throw new AwsError(
      'UnsupportedPlatformType',
      `Cannot perform operation for instance id ${id} of platform type ${type}`,
    )
  }
}

/** What would have to reach other services, which are not here. */
function refuseUnsupported(input: SendCommandCommandInput): void {
  const asked = {
    OutputS3BucketName: input.OutputS3BucketName,
    OutputS3KeyPrefix: input.OutputS3KeyPrefix,
    ServiceRoleArn: input.ServiceRoleArn,
    NotificationConfig: input.NotificationConfig?.NotificationArn,
    CloudWatchOutputConfig: input.CloudWatchOutputConfig?.CloudWatchOutputEnabled,
    AlarmConfiguration: input.AlarmConfiguration?.Alarms?.length,
  }
  const member = Object.entries(asked).find(([, value]) => Boolean(value))?.[0]
  if (member === undefined) return
  throw new AwsError(
    'ValidationException',
    `${member} is not supported by the embedded cloud; read the output with GetCommandInvocation.`,
  )
}
