import type { Records } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { volumes, type VolumeRecord } from './volume.ts'

export function checkVolumeId(id: string): void {
  if (/^vol-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${id}) for parameter volumeId is invalid. Expected: 'vol-...'.`,
  )
}

/** Throws for a malformed id and for a volume that does not exist. */
export function findVolume(db: Records, id: string | undefined): VolumeRecord {
  if (id === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter VolumeId')
  checkVolumeId(id)
  const volume = db.get(volumes, id)
  if (!volume) throw volumeNotFound(id)
  return volume
}

export function volumeNotFound(id: string): AwsError {
  return new AwsError('InvalidVolume.NotFound', `The volume '${id}' does not exist.`)
}
