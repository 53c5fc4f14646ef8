import type { DeleteInventoryCommandInput, DeleteInventoryCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { inventoryDeletions, toSummary } from './deletion.ts'
import { inventory } from './inventory.ts'
import { invalidTypeName } from './schemas.ts'

type Output = Omit<DeleteInventoryCommandOutput, '$metadata'>

/**
 * Deletes a custom type from all nodes.
 * @differs It is over at once. A disabled schema may be put again.
 */
export const DeleteInventory = operation<DeleteInventoryCommandInput, Output>(
  'DeleteInventory',
  (ctx, input) => {
    const { TypeName = '', DryRun = false } = input
    if (!TypeName.startsWith('Custom:')) {
      throw invalidTypeName('Only custom inventory types can be deleted.')
    }
    const gone = ctx.db.all(inventory).filter(({ typeName }) => typeName === TypeName)
    if (gone.length === 0) {
      throw new AwsError(
        'InvalidInventoryRequestException',
        `There is no inventory of type ${TypeName}.`,
      )
    }
    const counts = Map.groupBy(gone, ({ schemaVersion }) => schemaVersion)
    const versions = [...counts].map(([version, of]) => ({ version, count: of.length }))
    if (DryRun) return { TypeName, DeletionSummary: toSummary({ versions }, true) }
    for (const { id } of [...gone]) ctx.db.delete(inventory, id)
    const deletion = { id: ctx.chance.uuid(), typeName: TypeName, at: ctx.now, versions }
    ctx.db.put(inventoryDeletions, deletion)
    return { DeletionId: deletion.id, TypeName, DeletionSummary: toSummary(deletion, true) }
  },
)
