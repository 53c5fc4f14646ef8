import type { SendCommandCommandInput, SendCommandCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { platformTypes } from '../documents/content.ts'
import { contentOf, findDocument, selectVersion } from '../documents/find-document.ts'
import { toCommand } from './command-shapes.ts'
import { findTargets } from './command-targets.ts'
import { startCommand } from './start-command.ts'

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
    const { InstanceIds = [], TimeoutSeconds = defaultTimeoutSeconds } = input
    const targets = (input.Targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }))
    const content = contentOf(document, selectVersion(document, input))
    const nodes = findTargets(ctx, InstanceIds, targets)
    checkPlatforms(nodes, platformTypes(content, 'Command'))
    const command = startCommand(ctx, nodes, {
      document,
      documentVersion: input.DocumentVersion,
      parameters: input.Parameters,
      comment: input.Comment,
      instanceIds: InstanceIds,
      targets,
      timeoutSeconds: TimeoutSeconds,
      maxConcurrency: input.MaxConcurrency,
      maxErrors: input.MaxErrors,
    })
    return { Command: toCommand(ctx, command) }
  },
)

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
