import type {
  DescribeLaunchTemplateVersionsCommandInput,
  DescribeLaunchTemplateVersionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseNamedTemplate } from './not-found.ts'

/** None exists. Without a template, AWS describes only the latest or default versions of all of them. */
export const DescribeLaunchTemplateVersions = operation<
  DescribeLaunchTemplateVersionsCommandInput,
  Omit<DescribeLaunchTemplateVersionsCommandOutput, '$metadata'>
>('DescribeLaunchTemplateVersions', (_ctx, input) => {
  refuseNamedTemplate({ id: input.LaunchTemplateId, name: input.LaunchTemplateName })
  const versions = input.Versions ?? []
  if (versions.length === 0 || versions.some((each) => each !== '$Latest' && each !== '$Default')) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateId or LaunchTemplateName',
    )
  }
  return { LaunchTemplateVersions: [] }
})
