import type {
  GetImageAncestryCommandInput,
  GetImageAncestryCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findImage, lookUpImage } from '../images/find-image.ts'
import type { ImageRecord } from '../images/image.ts'

/** An image, what it was made from, and so on, as far back as the account may look. */
export const GetImageAncestry = operation<
  GetImageAncestryCommandInput,
  Omit<GetImageAncestryCommandOutput, '$metadata'>
>('GetImageAncestry', (ctx, input) => {
  const line: ImageRecord[] = []
  let image: ImageRecord | undefined = findImage(ctx, input.ImageId)
  while (image) {
    line.push(image)
    const { sourceImageId, sourceImageRegion }: ImageRecord = image
    image = sourceImageId ? lookUpImage(ctx, sourceImageId, sourceImageRegion) : undefined
  }
  return {
    ImageAncestryEntries: line.map((each) => ({
      ImageId: each.id,
      CreationDate: new Date(each.creationTime),
      ImageOwnerAlias: each.ownerAlias,
      SourceImageId: each.sourceImageId,
      SourceImageRegion: each.sourceImageRegion,
    })),
  }
})
