import type { InstanceInformation } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { primaryInterface } from '../../ec2/instances/public-address.ts'
import { AwsError } from '../../../errors.ts'
import { associationStatus } from '../associations/node-status.ts'
import { agentVersionOf, mayRegister } from './connection.ts'
import { platforms } from './platform.ts'

/** An instance that its agent has registered with Systems Manager. */
export interface ManagedNode {
  readonly instance: InstanceRecord
  readonly pingStatus: 'Online' | 'ConnectionLost'
  readonly agentVersion: string
  readonly lastPing: number
}

/** The agent reports every five minutes. */
const pingPeriodMs = 5 * 60_000

/**
 * The managed nodes of the Region: agents that answer, and those of stopped instances, which were heard before. `ids`: of these
 * instances alone, since a role and a network are judged for each.
 */
export function managedNodes(ctx: Context, ids?: ReadonlySet<string>): ManagedNode[] {
  const asked = ctx.db.all(instances).filter(({ id }) => ids?.has(id) ?? true)
  return asked.flatMap((instance) => {
    const node = toNode(ctx, instance)
    return node === undefined ? [] : [node]
  })
}

function toNode(ctx: Context, instance: InstanceRecord): ManagedNode | undefined {
  if (!mayRegister(ctx, instance)) return undefined
  const answering = agentVersionOf(ctx, instance)
  if (answering !== undefined) {
    const sinceMs = (ctx.now - instance.stateSince) % pingPeriodMs
    return {
      instance,
      pingStatus: 'Online',
      agentVersion: answering,
      lastPing: ctx.now - sinceMs,
    }
  }
  const isGone = instance.state === 'terminated' || instance.state === 'shutting-down'
  if (isGone || instance.agentVersion === undefined) return undefined
  return {
    instance,
    pingStatus: 'ConnectionLost',
    agentVersion: instance.agentVersion,
    lastPing: Math.min(ctx.now, instance.stateSince),
  }
}

/** The SDK's shape. */
export function toInstanceInformation(ctx: Context, node: ManagedNode): InstanceInformation {
  const { instance } = node
  const platform = platforms[instance.distribution]
  const address = primaryInterface(ctx.db, instance.id)?.privateIpAddress
  return {
    InstanceId: instance.id,
    PingStatus: node.pingStatus,
    LastPingDateTime: new Date(node.lastPing),
    AgentVersion: node.agentVersion,
    IsLatestVersion: true,
    PlatformType: instance.platform === 'windows' ? 'Windows' : 'Linux',
    PlatformName: platform.name,
    PlatformVersion: platform.version,
    ResourceType: 'EC2Instance',
    AssociationStatus: associationStatus(ctx, instance.id),
    IPAddress: address,
    ComputerName: instance.privateDnsName,
    SourceId: instance.id,
    SourceType: 'AWS::EC2::Instance',
  }
}

/** Throws `InvalidInstanceId` for what is no managed node. */
export function checkNode(ctx: Context, instanceId: string): void {
  if (managedNodes(ctx, new Set([instanceId])).length > 0) return
  throw new AwsError('InvalidInstanceId', `Instance ${instanceId} is not a managed node.`)
}
