import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { managedNodes } from '../instances/managed-node.ts'
import { latestOf, type AssociationRecord, type AssociationVersion } from './association.ts'

type Targets = AssociationVersion['targets']

/** Throws `InvalidTarget` for keys by which associations choose no nodes here. */
export function checkTargets(targets: Targets): void {
  for (const { Key } of targets) {
    if (isIds(Key) || Key === 'tag-key' || Key.startsWith('tag:')) continue
    throw new AwsError(
      'InvalidTarget',
      `Targets by ${Key} are not supported by the embedded cloud.`,
    )
  }
}

/** Whether the association is meant for the instance, managed or not. */
export function isTarget(association: AssociationRecord, instance: InstanceRecord): boolean {
  if (association.instanceId !== undefined) return association.instanceId === instance.id
  const { targets } = latestOf(association)
  return (
    targets.length > 0 &&
    targets.every(({ Key, Values }) => {
      if (isIds(Key)) return Values.includes('*') || Values.includes(instance.id)
      if (Key === 'tag-key') return instance.tags.some((tag) => Values.includes(tag.Key))
      const name = Key.slice('tag:'.length)
      return instance.tags.some((tag) => tag.Key === name && Values.includes(tag.Value))
    })
  )
}

/** The managed nodes that the association is for. */
export function nodesOf(ctx: Context, association: AssociationRecord): InstanceRecord[] {
  return managedNodes(ctx)
    .map(({ instance }) => instance)
    .filter((instance) => isTarget(association, instance))
}

const isIds = (key: string): boolean => key.toLowerCase() === 'instanceids'
