import type {
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { refuseNamedTemplate } from './not-found.ts'

/** None exists; names and filters are checked as ever. */
export const DescribeLaunchTemplates = operation<
  DescribeLaunchTemplatesCommandInput,
  Omit<DescribeLaunchTemplatesCommandOutput, '$metadata'>
>('DescribeLaunchTemplates', (_ctx, input) => {
  const [id] = input.LaunchTemplateIds ?? []
  const [name] = input.LaunchTemplateNames ?? []
  refuseNamedTemplate({ id, name })
  compileFilters('DescribeLaunchTemplates', input.Filters, {
    fields: { 'create-time': () => undefined, 'launch-template-name': () => undefined },
    tags: () => [],
  })
  return { LaunchTemplates: [] }
})
