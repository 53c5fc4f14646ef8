import type { InventoryDeletionSummary } from '@aws-sdk/client-ssm'
import { collection } from '../../../engine/collection.ts'

/** A custom type that was deleted from the inventory. */
export interface InventoryDeletionRecord {
  readonly id: string
  readonly typeName: string
  readonly at: number
  readonly versions: readonly { readonly version: string; readonly count: number }[]
}

export const inventoryDeletions = collection<InventoryDeletionRecord>({
  name: 'ssm/inventory-deletion',
  scope: 'region',
})

/** `remaining`: whether all of it is still there. */
export function toSummary(
  { versions }: Pick<InventoryDeletionRecord, 'versions'>,
  remaining: boolean,
): InventoryDeletionSummary {
  const total = versions.reduce((sum, { count }) => sum + count, 0)
  return {
    TotalCount: total,
    RemainingCount: remaining ? total : 0,
    SummaryItems: versions.map(({ version, count }) => ({
      Version: version,
      Count: count,
      RemainingCount: remaining ? count : 0,
    })),
  }
}
