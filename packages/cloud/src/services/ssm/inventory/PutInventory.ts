import type { PutInventoryCommandInput, PutInventoryCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkNode } from '../instances/managed-node.ts'
import { customSchemas } from './custom-schemas.ts'
import { hashOf, inventory, inventoryId } from './inventory.ts'
import { checkTypeName, invalidTypeName, isAwsType } from './schemas.ts'

type Output = Omit<PutInventoryCommandOutput, '$metadata'>

const maxCustomTypes = 20
const maxItemBytes = 200 * 1024
const maxTotalBytes = 1024 * 1024

/**
 * Puts items of a node's inventory, as agents do and people for custom types; what was there of a type is replaced.
 * @limits 20 custom types, 200 KB an item, 1 MB a call.
 */
export const PutInventory = operation<PutInventoryCommandInput, Output>(
  'PutInventory',
  (ctx, input) => {
    const { InstanceId = '', Items = [] } = input
    checkNode(ctx, InstanceId)
    const names = Items.map(({ TypeName = '' }) => TypeName)
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) throw invalidTypeName(`Type ${twice} is given more than once.`)
    const sizes = Items.map(({ Content }) => JSON.stringify(Content ?? []).length)
    if (sizes.some((size) => size > maxItemBytes)) {
      throw new AwsError(
        'ItemSizeLimitExceededException',
        'The inventory item size has exceeded the size limit.',
      )
    }
    if (sizes.reduce((sum, size) => sum + size, 0) > maxTotalBytes) {
      throw new AwsError(
        'TotalSizeLimitExceededException',
        'The size of inventory data has exceeded the total size limit for the resource.',
      )
    }
    for (const {
      TypeName = '',
      SchemaVersion = '',
      CaptureTime = '',
      Content,
      ContentHash,
    } of Items) {
      checkTypeName(TypeName)
      const id = inventoryId(InstanceId, TypeName)
      const known = ctx.db.get(inventory, id)
      // With its hash alone an item says that it has not changed.
      if (
        Content === undefined &&
        ContentHash !== undefined &&
        known?.contentHash !== ContentHash
      ) {
        throw new AwsError(
          'ItemContentMismatchException',
          'The inventory item has invalid content: its hash is not that of what is known.',
        )
      }
      const entries = Content ?? known?.entries ?? []
      ctx.db.put(inventory, {
        id,
        instanceId: InstanceId,
        typeName: TypeName,
        schemaVersion: SchemaVersion,
        captureTime: CaptureTime,
        contentHash: ContentHash ?? hashOf(entries),
        entries,
      })
    }
    if (names.some((name) => !isAwsType(name)) && customSchemas(ctx).length > maxCustomTypes) {
      throw new AwsError(
        'CustomSchemaCountLimitExceededException',
        `You have exceeded the limit for custom schemas: ${maxCustomTypes}. Delete one or more custom schemas and try again.`,
      )
    }
    return { Message: 'The inventory has been updated.' }
  },
)
