import type { Records } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from './instance.ts'

/** The instances of these ids, in their order; throws AWS's error for malformed ids and for those that do not exist. */
export function findInstances(
  db: Records,
  ids: readonly string[] | undefined,
): readonly InstanceRecord[] {
  if (!ids || ids.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId')
  }
  for (const id of ids) checkInstanceId(id)
  const missing = ids.filter((id) => !db.get(instances, id))
  if (missing.length > 0) throw notFound(missing)
  return [...new Set(ids)].flatMap((id) => db.get(instances, id) ?? [])
}

export function findInstance(db: Records, id: string | undefined): InstanceRecord {
  const [instance] = findInstances(db, id === undefined ? [] : [id])
  if (!instance) throw notFound([id ?? ''])
  return instance
}

export function checkInstanceId(id: string): void {
  if (/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`)
}

function notFound(ids: readonly string[]): AwsError {
  return new AwsError(
    'InvalidInstanceID.NotFound',
    ids.length === 1
      ? `The instance ID '${ids[0]}' does not exist`
      : `The instance IDs '${ids.join(', ')}' do not exist`,
  )
}
