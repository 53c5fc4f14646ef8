import type {
  GetInventoryCommandInput,
  GetInventoryCommandOutput,
  InventoryFilter,
  InventoryResultEntity,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { aggregate } from './aggregate.ts'
import { nodeInventories, type NodeInventory } from './items.ts'
import { checkTypeName } from './schemas.ts'
import { compare, splitKey } from './tests.ts'

type Output = Omit<GetInventoryCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The inventory of managed nodes by filter, of the types asked for, or counted by attribute. */
export const GetInventory = operation<GetInventoryCommandInput, Output>(
  'GetInventory',
  (ctx, input) => {
    const types = (input.ResultAttributes ?? []).map(({ TypeName = '' }) => TypeName)
    for (const type of types) checkTypeName(type)
    const tests = (input.Filters ?? []).map(nodeTest)
    const nodes = nodeInventories(ctx).filter((node) => tests.every((test) => test(node)))
    const entities =
      input.Aggregators === undefined
        ? nodes.map((node) => toEntity(node, types))
        : aggregate(nodes, input.Aggregators)
    const { items, NextToken } = pageOf(entities, input, defaultPageSize)
    return { Entities: [...items], NextToken }
  },
)

function nodeTest(filter: InventoryFilter): (node: NodeInventory) => boolean {
  const key = splitKey(filter.Key ?? '')
  if (key === undefined) {
    throw new AwsError('InvalidFilter', `The filter key ${filter.Key} is not valid.`)
  }
  const { type, attribute } = key
  const test = compare(filter)
  return ({ items }) =>
    test((items.get(type)?.entries ?? []).flatMap((entry) => entry[attribute] ?? []))
}

function toEntity(
  { instanceId, items }: NodeInventory,
  types: readonly string[],
): InventoryResultEntity {
  const wanted = types.length > 0 ? types : ['AWS:InstanceInformation']
  return {
    Id: instanceId,
    Data: Object.fromEntries(
      wanted.flatMap((type) => {
        const item = items.get(type)
        if (item === undefined) return []
        return [
          [
            type,
            {
              TypeName: type,
              SchemaVersion: item.schemaVersion,
              CaptureTime: item.captureTime,
              ContentHash: item.contentHash,
              Content: item.entries.map((entry) => ({ ...entry })),
            },
          ],
        ]
      }),
    ),
  }
}
