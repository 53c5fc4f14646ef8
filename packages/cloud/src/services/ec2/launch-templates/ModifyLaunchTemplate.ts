import type { ModifyLaunchTemplateRequest, ModifyLaunchTemplateResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toLaunchTemplate } from './describe-template.ts'
import { findTemplate, versionId, versionNumber } from './find-template.ts'
import { launchTemplates, launchTemplateVersions } from './launch-template.ts'

/** Sets the default version, which is all of a template that can be changed. */
export const ModifyLaunchTemplate = operation<
  ModifyLaunchTemplateRequest,
  ModifyLaunchTemplateResult
>('ModifyLaunchTemplate', (ctx, input) => {
  const template = findTemplate(ctx, input)
  const asked = input.DefaultVersion
  if (asked === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter DefaultVersion')
  }
  const defaultVersion = versionNumber(template, asked)
  if (!ctx.db.get(launchTemplateVersions, versionId(template.id, defaultVersion))) {
    throw new AwsError(
      'InvalidLaunchTemplateId.VersionNotFound',
      `The launch template version ${asked} is not found for the specified launch template.`,
    )
  }
  const modified = { ...template, defaultVersion }
  ctx.db.put(launchTemplates, modified)
  return { LaunchTemplate: toLaunchTemplate(modified) }
})
