import type {
  ListImagesInRecycleBinCommandInput,
  ListImagesInRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkImageId } from '../images/find-image.ts'
import { binTimes, listRecycled } from './list-recycled.ts'

/**
 * Lists deregistered images that a retention rule keeps.
 * @differs Retention is set by `/_brume/recycle-bin`.
 */
export const ListImagesInRecycleBin = operation<
  ListImagesInRecycleBinCommandInput,
  Omit<ListImagesInRecycleBinCommandOutput, '$metadata'>
>('ListImagesInRecycleBin', (ctx, input) => {
  for (const id of input.ImageIds ?? []) checkImageId(id)
  const page = listRecycled(ctx, 'ListImagesInRecycleBin', 'image', input.ImageIds, input)
  return {
    Images: page.items.map((item) => ({
      ImageId: item.id,
      Name: item.record.name,
      Description: item.record.description,
      ...binTimes(item),
    })),
    NextToken: page.nextToken,
  }
})
