import { useMemo, useState } from 'react'
import { useFeed, type FeedStatus } from '../../api/index.ts'
import type { ApiError } from '@brume/console-api'
import { idOf, type Instance, type InstanceRow, type InstanceStatus } from './instance.ts'

export interface Instances {
  readonly list: readonly InstanceRow[]
  readonly byId: ReadonlyMap<string, InstanceRow>
  readonly status: FeedStatus
  readonly error: ApiError | undefined
}

interface Joined {
  readonly checks: InstanceStatus | undefined
  readonly row: InstanceRow
}

/** The live instances with their status checks. A row is the same object until one of the two changes. */
export function useInstances(): Instances {
  const { list, status, error } = useFeed('instances')
  const { items: checksById } = useFeed('instance-status')
  const [known] = useState(() => new WeakMap<Instance, Joined>())
  return useMemo(() => {
    const rows = list.map((instance) => {
      const checks = checksById.get(idOf(instance))
      const before = known.get(instance)
      if (before && before.checks === checks) return before.row
      const row: InstanceRow = { ...instance, checks }
      known.set(instance, { checks, row })
      return row
    })
    return { list: rows, byId: new Map(rows.map((row) => [idOf(row), row])), status, error }
  }, [list, checksById, known, status, error])
}
