import type { InventoryAggregator, InventoryResultEntity } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'
import type { NodeInventory } from './items.ts'
import { splitKey } from './tests.ts'

/** An entry of a type's attribute with how many nodes have it; nested aggregators add their attributes. */
type Row = Readonly<Record<string, string>>

/**
 * Counts nodes by the values of attributes.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-aggregate.html
 */
export function aggregate(
  nodes: readonly NodeInventory[],
  aggregators: readonly InventoryAggregator[],
): InventoryResultEntity[] {
  return aggregators.map((aggregator) => {
    const type = typeOf(aggregator)
    return {
      Data: {
        [type]: {
          TypeName: type,
          SchemaVersion: '1.0',
          Content: count(nodes, [aggregator]).map((row) => ({ ...row })),
        },
      },
    }
  })
}

function count(nodes: readonly NodeInventory[], levels: readonly InventoryAggregator[]): Row[] {
  const [level, ...rest] = levels
  if (level === undefined) return [{ Count: String(nodes.length) }]
  const { attribute, type } = read(level)
  const inner = [...(level.Aggregators ?? []), ...rest]
  const groups = new Map<string, NodeInventory[]>()
  for (const node of nodes) {
    const values = new Set(
      (node.items.get(type)?.entries ?? []).flatMap((entry) => entry[attribute] ?? []),
    )
    for (const value of values) groups.set(value, [...(groups.get(value) ?? []), node])
  }
  return [...groups].flatMap(([value, members]) =>
    count(members, inner).map((row) => ({ [attribute]: value, ...row })),
  )
}

function typeOf(aggregator: InventoryAggregator): string {
  return read(aggregator).type
}

function read({ Expression = '', Groups }: InventoryAggregator): {
  readonly type: string
  readonly attribute: string
} {
  if ((Groups ?? []).length > 0) {
    throw new AwsError(
      'InvalidAggregatorException',
      'Groups of aggregators are not supported by the embedded cloud.',
    )
  }
  const key = splitKey(Expression)
  if (key !== undefined) return key
  throw new AwsError(
    'InvalidAggregatorException',
    'The specified aggregator is not valid for the group type. Verify that the aggregator you provided is supported.',
  )
}
