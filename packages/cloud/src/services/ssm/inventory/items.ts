import type { Context } from '../../../engine/context.ts'
import { managedNodes, toInstanceInformation, type ManagedNode } from '../instances/managed-node.ts'
import { captureTimeOf, hashOf, inventory, type InventoryRecord } from './inventory.ts'

/** What Systems Manager knows of a node by itself, as inventory has it. */
function instanceInformation(ctx: Context, node: ManagedNode): InventoryRecord {
  const info = toInstanceInformation(ctx, node)
  const entries = [
    {
      AgentType: 'amazon-ssm-agent',
      AgentVersion: info.AgentVersion ?? '',
      ComputerName: info.ComputerName ?? '',
      InstanceId: info.InstanceId ?? '',
      InstanceStatus: node.pingStatus === 'Online' ? 'Active' : 'ConnectionLost',
      IpAddress: info.IPAddress ?? '',
      PlatformName: info.PlatformName ?? '',
      PlatformType: info.PlatformType ?? '',
      PlatformVersion: info.PlatformVersion ?? '',
      ResourceType: 'EC2Instance',
    },
  ]
  return {
    id: `${node.instance.id}/AWS:InstanceInformation`,
    instanceId: node.instance.id,
    typeName: 'AWS:InstanceInformation',
    schemaVersion: '1.0',
    captureTime: captureTimeOf(node.lastPing),
    contentHash: hashOf(entries),
    entries,
  }
}

export interface NodeInventory {
  readonly instanceId: string
  readonly items: ReadonlyMap<string, InventoryRecord>
}

/** The managed nodes with all that is known of them, by type. `ids`: of these alone. */
export function nodeInventories(ctx: Context, ids?: ReadonlySet<string>): NodeInventory[] {
  return managedNodes(ctx, ids).map((node) => ({
    instanceId: node.instance.id,
    items: new Map(
      [
        instanceInformation(ctx, node),
        ...ctx.db
          .by(inventory, 'instance', node.instance.id)
          .filter(({ typeName }) => typeName !== 'AWS:InstanceInformation'),
      ].map((item) => [item.typeName, item]),
    ),
  }))
}
