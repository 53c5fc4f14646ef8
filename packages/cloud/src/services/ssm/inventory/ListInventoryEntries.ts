import type {
  ListInventoryEntriesCommandInput,
  ListInventoryEntriesCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { checkNode } from '../instances/managed-node.ts'
import { pageOf } from '../paging.ts'
import { nodeInventories } from './items.ts'
import { checkTypeName } from './schemas.ts'
import { entryTest } from './tests.ts'

type Output = Omit<ListInventoryEntriesCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The entries of one type of one node's inventory, by attribute. */
export const ListInventoryEntries = operation<ListInventoryEntriesCommandInput, Output>(
  'ListInventoryEntries',
  (ctx, input) => {
    const { InstanceId = '', TypeName = '' } = input
    checkTypeName(TypeName)
    checkNode(ctx, InstanceId)
    const item = nodeInventories(ctx, new Set([InstanceId]))[0]?.items.get(TypeName)
    const found = (item?.entries ?? []).filter(entryTest(input.Filters ?? []))
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return {
      TypeName,
      InstanceId,
      SchemaVersion: item?.schemaVersion,
      CaptureTime: item?.captureTime,
      Entries: items.map((entry) => ({ ...entry })),
      NextToken,
    }
  },
)
