import type {
  ModifyVolumeAttributeCommandInput,
  ModifyVolumeAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findVolume } from './find-volume.ts'
import { volumes } from './volume.ts'

/** Sets whether I/O is enabled by itself. */
export const ModifyVolumeAttribute = operation<
  ModifyVolumeAttributeCommandInput,
  Omit<ModifyVolumeAttributeCommandOutput, '$metadata'>
>('ModifyVolumeAttribute', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const autoEnableIo = input.AutoEnableIO?.Value
  if (autoEnableIo === undefined) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  }
  ctx.db.put(volumes, { ...volume, autoEnableIo })
  return {}
})
