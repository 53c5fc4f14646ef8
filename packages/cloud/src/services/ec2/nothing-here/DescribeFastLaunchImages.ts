import type {
  DescribeFastLaunchImagesRequest,
  DescribeFastLaunchImagesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findImage } from '../images/find-image.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: EnableFastLaunch is refused here.
 * @differs Always empty.
 */
export const DescribeFastLaunchImages = operation<
  DescribeFastLaunchImagesRequest,
  DescribeFastLaunchImagesResult
>('DescribeFastLaunchImages', (ctx, input) => {
  for (const id of input.ImageIds ?? []) findImage(ctx, id)
  return {
    FastLaunchImages: listNothing('DescribeFastLaunchImages', {
      filters: input.Filters,
    }),
  }
})
