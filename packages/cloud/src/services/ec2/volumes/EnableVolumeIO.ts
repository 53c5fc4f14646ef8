import type { EnableVolumeIOCommandInput, EnableVolumeIOCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findVolume } from './find-volume.ts'

/**
 * Checks the volume: no volume here is ever impaired, so its I/O is on, which AWS answers with success too.
 */
export const EnableVolumeIO = operation<
  EnableVolumeIOCommandInput,
  Omit<EnableVolumeIOCommandOutput, '$metadata'>
>('EnableVolumeIO', (ctx, input) => {
  findVolume(ctx.db, input.VolumeId)
  return {}
})
