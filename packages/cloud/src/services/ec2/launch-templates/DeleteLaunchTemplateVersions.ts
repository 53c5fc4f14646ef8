import type {
  DeleteLaunchTemplateVersionsRequest,
  DeleteLaunchTemplateVersionsResponseErrorItem,
  DeleteLaunchTemplateVersionsResponseSuccessItem,
  DeleteLaunchTemplateVersionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findTemplate, versionId, versionMissing, versionNumber } from './find-template.ts'
import { launchTemplates, launchTemplateVersions } from './launch-template.ts'

const maxVersions = 200

/**
 * Deletes versions, each for itself; the default version stays.
 * @limits 200 a call.
 */
export const DeleteLaunchTemplateVersions = operation<
  DeleteLaunchTemplateVersionsRequest,
  DeleteLaunchTemplateVersionsResult
>('DeleteLaunchTemplateVersions', (ctx, input) => {
  const template = findTemplate(ctx, input)
  const asked = input.Versions ?? []
  if (asked.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter Versions')
  }
  if (asked.length > maxVersions) {
    throw new AwsError(
      'InvalidParameterValue',
      `At most ${maxVersions} launch template versions can be deleted in a single request.`,
    )
  }
  const deleted: DeleteLaunchTemplateVersionsResponseSuccessItem[] = []
  const failed: DeleteLaunchTemplateVersionsResponseErrorItem[] = []
  const numbers = new Set(asked.map((each) => versionNumber(template, each)))
  for (const VersionNumber of numbers) {
    const item = {
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      VersionNumber,
    }
    const id = versionId(template.id, VersionNumber)
    if (!ctx.db.get(launchTemplateVersions, id)) {
      const Message = versionMissing(template.id, String(VersionNumber))
      const ResponseError = { Code: 'launchTemplateVersionDoesNotExist', Message } as const
      failed.push({ ...item, ResponseError })
    } else if (VersionNumber === template.defaultVersion) {
      const Message =
        'The default version of a launch template cannot be deleted. Assign a different version as the default first.'
      failed.push({ ...item, ResponseError: { Code: 'unexpectedError', Message } })
    } else {
      ctx.db.delete(launchTemplateVersions, id)
      deleted.push(item)
    }
  }
  const left = ctx.db.by(launchTemplateVersions, 'template', template.id)
  const latestVersion = Math.max(...left.map(({ number }) => number))
  ctx.db.put(launchTemplates, { ...template, latestVersion })
  return {
    SuccessfullyDeletedLaunchTemplateVersions: deleted,
    UnsuccessfullyDeletedLaunchTemplateVersions: failed,
  }
})
