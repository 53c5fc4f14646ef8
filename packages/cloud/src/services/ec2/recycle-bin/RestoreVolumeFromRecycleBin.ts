import type {
  RestoreVolumeFromRecycleBinCommandInput,
  RestoreVolumeFromRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkVolumeId, volumeNotFound } from '../volumes/find-volume.ts'
import { volumes } from '../volumes/volume.ts'
import { takeBack } from './recycle-bin.ts'

/** Brings a volume back, with its content. */
export const RestoreVolumeFromRecycleBin = operation<
  RestoreVolumeFromRecycleBinCommandInput,
  Omit<RestoreVolumeFromRecycleBinCommandOutput, '$metadata'>
>('RestoreVolumeFromRecycleBin', (ctx, input) => {
  const id = input.VolumeId ?? ''
  checkVolumeId(id)
  const volume = takeBack(ctx, 'volume', id)?.record
  if (!volume) throw volumeNotFound(id)
  ctx.db.put(volumes, { ...volume, full: undefined })
  return { Return: true }
})
