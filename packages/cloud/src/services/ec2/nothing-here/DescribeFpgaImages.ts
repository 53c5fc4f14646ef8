import type {
  DescribeFpgaImagesCommandInput,
  DescribeFpgaImagesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateFpgaImage is refused here.
 * @differs Always empty.
 */
export const DescribeFpgaImages = operation<
  DescribeFpgaImagesCommandInput,
  Omit<DescribeFpgaImagesCommandOutput, '$metadata'>
>('DescribeFpgaImages', (_ctx, input) => ({
  FpgaImages: listNothing('DescribeFpgaImages', {
    ids: input.FpgaImageIds,
    missing: {
      code: 'InvalidFpgaImageID.NotFound',
      message: "The FPGA image ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
