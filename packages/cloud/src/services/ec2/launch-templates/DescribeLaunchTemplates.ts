import type {
  DescribeLaunchTemplatesRequest,
  DescribeLaunchTemplatesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toLaunchTemplate } from './describe-template.ts'
import { findTemplateById } from './find-template.ts'
import { launchTemplates, type LaunchTemplateRecord } from './launch-template.ts'

/** Lists templates by id, name and filter. */
export const DescribeLaunchTemplates = operation<
  DescribeLaunchTemplatesRequest,
  DescribeLaunchTemplatesResult
>('DescribeLaunchTemplates', (ctx, input) => {
  const asked = [
    ...(input.LaunchTemplateIds ?? []).map((id) => findTemplateById(ctx, id)),
    ...(input.LaunchTemplateNames ?? []).map((name) => {
      const [found] = ctx.db.by(launchTemplates, 'name', name)
      if (found) return found
      // In other words than where one template is named: moto's tests that were verified against AWS.
      throw new AwsError(
        'InvalidLaunchTemplateName.NotFoundException',
        'At least one of the launch templates specified in the request does not exist.',
      )
    }),
  ]
  const matches = compileFilters<LaunchTemplateRecord>('DescribeLaunchTemplates', input.Filters, {
    fields: {
      'create-time': ({ createTime }) => new Date(createTime).toISOString(),
      'launch-template-name': ({ name }) => name,
    },
    tags: ({ tags }) => tags,
  })
  const templates = asked.length > 0 ? [...new Set(asked)] : ctx.db.all(launchTemplates)
  const page = paginate(ctx, 'DescribeLaunchTemplates', templates.filter(matches), input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 200,
    defaultSize: 200,
  })
  return { LaunchTemplates: page.items.map(toLaunchTemplate), NextToken: page.nextToken }
})
