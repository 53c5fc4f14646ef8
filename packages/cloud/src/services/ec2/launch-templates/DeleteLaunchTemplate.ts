import type { DeleteLaunchTemplateRequest, DeleteLaunchTemplateResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toLaunchTemplate } from './describe-template.ts'
import { findTemplate } from './find-template.ts'
import { launchTemplates, launchTemplateVersions } from './launch-template.ts'

/** Deletes a template with all its versions; what was launched from them lives on. */
export const DeleteLaunchTemplate = operation<
  DeleteLaunchTemplateRequest,
  DeleteLaunchTemplateResult
>('DeleteLaunchTemplate', (ctx, input) => {
  const template = findTemplate(ctx, input)
  for (const { id } of ctx.db.by(launchTemplateVersions, 'template', template.id)) {
    ctx.db.delete(launchTemplateVersions, id)
  }
  ctx.db.delete(launchTemplates, template.id)
  return { LaunchTemplate: toLaunchTemplate(template) }
})
