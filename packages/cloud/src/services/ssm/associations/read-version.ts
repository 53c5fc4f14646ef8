import type { CreateAssociationCommandInput } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { scriptSteps } from '../commands/script-steps.ts'
import { bindParameters } from '../documents/bind-parameters.ts'
import { contentOf, findDocument, selectVersion } from '../documents/find-document.ts'
import { readSchedule } from '../../schedule.ts'
import type { AssociationVersion } from './association.ts'
import { checkTargets } from './targets.ts'

/** What Create and Update share. */
export type VersionInput = Omit<CreateAssociationCommandInput, 'Name' | 'InstanceId' | 'Tags'>

const minPeriodMs = 30 * 60_000

/** A version made of a caller's input. Throws AWS's errors for what is not valid. */
export function readVersion(
  ctx: Context,
  documentName: string,
  input: VersionInput,
  number: number,
): AssociationVersion {
  refuseUnsupported(input)
  const document = findDocument(ctx, documentName)
  if (document.type === 'Session') {
    throw new AwsError(
      'InvalidDocument',
      `Document ${document.id} is of type Session, which no association applies.`,
    )
  }
  const content = contentOf(document, selectVersion(document, input))
  // What could not run is refused now, not at its time.
  scriptSteps(content, bindParameters(content, document.id, input.Parameters))
  checkSchedule(input)
  const targets = (input.Targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }))
  checkTargets(targets)
  return {
    number,
    createdAt: ctx.now,
    documentName: document.id,
    parameters: input.Parameters ?? {},
    targets,
    onlyAtInterval: input.ApplyOnlyAtCronInterval ?? false,
    ...(input.AssociationName === undefined ? {} : { name: input.AssociationName }),
    ...(input.DocumentVersion === undefined ? {} : { documentVersion: input.DocumentVersion }),
    ...(input.ScheduleExpression === undefined ? {} : { schedule: input.ScheduleExpression }),
    ...(input.ScheduleOffset === undefined ? {} : { scheduleOffset: input.ScheduleOffset }),
    ...(input.MaxErrors === undefined ? {} : { maxErrors: input.MaxErrors }),
    ...(input.MaxConcurrency === undefined ? {} : { maxConcurrency: input.MaxConcurrency }),
    ...(input.ComplianceSeverity === undefined ? {} : { severity: input.ComplianceSeverity }),
    ...(input.SyncCompliance === undefined ? {} : { syncCompliance: input.SyncCompliance }),
  }
}

function checkSchedule({
  ScheduleExpression: expression,
  ScheduleOffset: offset,
  ApplyOnlyAtCronInterval: onlyAtInterval,
}: VersionInput): void {
  if (offset !== undefined && !expression?.startsWith('cron(')) {
    throw new AwsError('ValidationException', 'ScheduleOffset needs a cron expression.')
  }
  if (onlyAtInterval && expression?.startsWith('rate(')) {
    throw new AwsError(
      'ValidationException',
      'ApplyOnlyAtCronInterval is not supported for rate expressions.',
    )
  }
  if (expression === undefined) return
  const schedule = readSchedule(expression, 'UTC', offset)
  if (schedule === undefined || (schedule.periodMs ?? minPeriodMs) < minPeriodMs) {
    throw new AwsError(
      'InvalidSchedule',
      'The schedule is invalid. Verify your cron or rate expression and try again.',
    )
  }
}

/** What would have to reach other services or Regions, which are not here. */
function refuseUnsupported(input: VersionInput): void {
  const asked = {
    OutputLocation: input.OutputLocation?.S3Location?.OutputS3BucketName,
    AutomationTargetParameterName: input.AutomationTargetParameterName,
    CalendarNames: input.CalendarNames?.length,
    TargetLocations: input.TargetLocations?.length,
    TargetMaps: input.TargetMaps?.length,
    AlarmConfiguration: input.AlarmConfiguration?.Alarms?.length,
    AssociationDispatchAssumeRole: input.AssociationDispatchAssumeRole,
  }
  const member = Object.entries(asked).find(([, value]) => Boolean(value))?.[0]
  if (member === undefined) return
  throw new AwsError(
    'ValidationException',
    `${member} of associations is not supported by the embedded cloud.`,
  )
}
