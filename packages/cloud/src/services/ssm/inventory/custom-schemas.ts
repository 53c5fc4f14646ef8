import type { InventoryItemSchema } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { inventory } from './inventory.ts'

/** Of each custom type, the attributes that some node has. */
export function customSchemas(ctx: Context): InventoryItemSchema[] {
  const byType = new Map<string, { version: string; attributes: Set<string> }>()
  for (const { typeName, schemaVersion, entries } of ctx.db.all(inventory)) {
    if (!typeName.startsWith('Custom:')) continue
    const known = byType.get(typeName) ?? { version: schemaVersion, attributes: new Set() }
    for (const entry of entries) for (const name of Object.keys(entry)) known.attributes.add(name)
    byType.set(typeName, known)
  }
  return [...byType].map(([TypeName, { version, attributes }]) => ({
    TypeName,
    Version: version,
    Attributes: [...attributes].toSorted().map((Name) => ({ Name, DataType: 'string' })),
  }))
}
