import type { EnableVolumeIOCommandInput, EnableVolumeIOCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findVolume } from './find-volume.ts'

/** No volume here is ever impaired: its I/O is on already, which AWS answers with success too. */
export const EnableVolumeIO = operation<
  EnableVolumeIOCommandInput,
  Omit<EnableVolumeIOCommandOutput, '$metadata'>
>('EnableVolumeIO', (ctx, input) => {
  findVolume(ctx.db, input.VolumeId)
  return {}
})
