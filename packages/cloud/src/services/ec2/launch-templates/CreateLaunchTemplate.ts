import type { CreateLaunchTemplateRequest, CreateLaunchTemplateResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toLaunchTemplate } from './describe-template.ts'
import { launchTemplates, type LaunchTemplateRecord } from './launch-template.ts'
import { putVersion, readData, readDescription } from './new-version.ts'

/** Makes a template with its first version. */
export const CreateLaunchTemplate = operation<
  CreateLaunchTemplateRequest,
  CreateLaunchTemplateResult
>('CreateLaunchTemplate', (ctx, input) => {
  refuseMembers('CreateLaunchTemplate', input, ['Operator'])
  const name = input.LaunchTemplateName
  if (!name) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateName',
    )
  }
  if (!/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) {
    throw new AwsError(
      'InvalidLaunchTemplateName.MalformedException',
      "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: '-', '_', '.', '/', '(', and ')'.",
    )
  }
  const data = readData('CreateLaunchTemplate', input.LaunchTemplateData)
  const description = readDescription(input.VersionDescription)
  const tags = readTagSpecifications(input.TagSpecifications, ['launch-template'])(
    'launch-template',
  )
  if (ctx.db.by(launchTemplates, 'name', name).length > 0) {
    throw new AwsError(
      'InvalidLaunchTemplateName.AlreadyExistsException',
      'Launch template name already in use.',
    )
  }
  checkQuota(ctx, 'launchTemplates', ctx.db.count(launchTemplates))
  const template: LaunchTemplateRecord = {
    id: newId(ctx.chance, 'lt'),
    name,
    createTime: ctx.now,
    createdBy: ctx.caller,
    defaultVersion: 1,
    latestVersion: 1,
    nextVersion: 2,
    tags,
  }
  putVersion(ctx, { id: template.id, nextVersion: 1 }, data, description)
  ctx.db.put(launchTemplates, template)
  return { LaunchTemplate: toLaunchTemplate(template) }
})
