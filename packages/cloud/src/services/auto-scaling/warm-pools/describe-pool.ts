import type { WarmPoolConfiguration } from '@aws-sdk/client-auto-scaling'
import type { ReadRecords } from '../../../engine/collection.ts'
import { warmPools } from './warm-pool.ts'

/** A group's pool as AWS tells of it; undefined where there is none. */
export function describePool(
  db: Pick<ReadRecords, 'get'>,
  group: string,
): WarmPoolConfiguration | undefined {
  const pool = db.get(warmPools, group)
  if (!pool) return undefined
  return {
    MaxGroupPreparedCapacity: pool.maxPrepared,
    MinSize: pool.minSize,
    PoolState: pool.state,
    Status: pool.deleting ? 'PendingDelete' : undefined,
    InstanceReusePolicy:
      pool.reuseOnScaleIn === undefined ? undefined : { ReuseOnScaleIn: pool.reuseOnScaleIn },
  }
}
