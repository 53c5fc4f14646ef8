import { createHash } from 'node:crypto'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

export type InventoryEntry = Readonly<Record<string, string>>

/** What is known of one type of a managed node's inventory. */
export interface InventoryRecord {
  /** `<instance id>/<type>` */
  readonly id: string
  readonly instanceId: string
  /** `AWS:Application`, `Custom:RackInfo` */
  readonly typeName: string
  readonly schemaVersion: string
  /** `2026-01-05T09:00:00Z` */
  readonly captureTime: string
  readonly contentHash: string
  readonly entries: readonly InventoryEntry[]
}

export const inventory = collection<InventoryRecord, 'instance'>({
  name: 'ssm/inventory',
  scope: 'region',
  indexes: { instance: ({ instanceId }) => instanceId },
})

export const inventoryId = (instanceId: string, typeName: string): string =>
  `${instanceId}/${typeName}`

/** As inventory writes moments: whole seconds. `at`: ms since the epoch. */
export const captureTimeOf = (at: number): string =>
  new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

export function hashOf(entries: readonly InventoryEntry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex')
}

/** What an agent has collected, by type, takes the place of what was known of those types. */
export function putCollected(
  ctx: Context,
  instanceId: string,
  collected: Readonly<Record<string, readonly InventoryEntry[]>>,
): void {
  for (const [typeName, entries] of Object.entries(collected)) {
    ctx.db.put(inventory, {
      id: inventoryId(instanceId, typeName),
      instanceId,
      typeName,
      schemaVersion: typeName === 'AWS:Application' ? '1.1' : '1.0',
      captureTime: captureTimeOf(ctx.now),
      contentHash: hashOf(entries),
      entries,
    })
  }
}
