import { useMemo } from 'react'
import { useConnection, useCosts } from '../../api/index.ts'
import type { InstanceRow } from './instance.ts'

export interface InstanceCost {
  /** Millionths of a dollar, of this month. */
  readonly spent: number
  readonly exact: boolean
}

/** What an instance has cost with its volumes and its address; undefined where nothing is metered: on an AWS account. */
export function useInstanceCosts(): ((row: InstanceRow) => InstanceCost | undefined) | undefined {
  const { kind } = useConnection()
  const { data } = useCosts()
  return useMemo(() => {
    if (kind !== 'embedded') return undefined
    const known = new Map(data?.resources.map((one) => [one.resource, one]))
    return (row) => {
      const own = partsOf(row).flatMap((id) => known.get(id) ?? [])
      if (own.length === 0) return undefined
      return {
        spent: own.reduce((sum, { spent }) => sum + spent, 0),
        exact: own.every(({ exact }) => exact),
      }
    }
  }, [kind, data])
}

/** The ids under which an instance is charged. */
function partsOf({
  InstanceId,
  PublicIpAddress,
  BlockDeviceMappings = [],
}: InstanceRow): readonly string[] {
  const volumes = BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? [])
  return [InstanceId, PublicIpAddress, ...volumes].filter((id) => id !== undefined)
}
