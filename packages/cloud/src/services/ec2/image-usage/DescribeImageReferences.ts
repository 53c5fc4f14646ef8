import type {
  DescribeImageReferencesCommandInput,
  DescribeImageReferencesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findImage } from '../images/find-image.ts'
import { paginate } from '../paging.ts'
import { findImageUsers, userTypes } from './image-users.ts'
import { readResourceTypes } from './read-resource-types.ts'

/** What in the account names these images: instances, templates, parameters. */
export const DescribeImageReferences = operation<
  DescribeImageReferencesCommandInput,
  Omit<DescribeImageReferencesCommandOutput, '$metadata'>
>('DescribeImageReferences', (ctx, input) => {
  const ids = (input.ImageIds ?? []).map((id) => findImage(ctx, id).id)
  const named = readResourceTypes(input.ResourceTypes)
  if (!input.IncludeAllResourceTypes && named.length === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter IncludeAllResourceTypes or ResourceTypes',
    )
  }
  const rest = userTypes.filter((type) => !named.some((each) => each.type === type))
  const all = readResourceTypes(rest.map((ResourceType) => ({ ResourceType })))
  const wanted = input.IncludeAllResourceTypes ? [...named, ...all] : named
  const found = ids.flatMap((ImageId) =>
    wanted.flatMap(({ type, options }) =>
      findImageUsers(ctx, ImageId, type, options).map((Arn) => ({
        ImageId,
        ResourceType: type,
        Arn,
      })),
    ),
  )
  const page = paginate(ctx, 'DescribeImageReferences', found, input, {
    keyOf: ({ ImageId, Arn }) => `${ImageId} ${Arn}`,
    min: 1,
  })
  return { ImageReferences: [...page.items], NextToken: page.nextToken }
})
