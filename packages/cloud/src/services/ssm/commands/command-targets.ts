import type { Target } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../../ec2/instances/instance.ts'
import { managedNodes } from '../instances/managed-node.ts'

/** The managed nodes that a command is for. Throws AWS's refusals. */
export function findTargets(
  ctx: Context,
  instanceIds: readonly string[],
  targets: readonly Target[],
): InstanceRecord[] {
  if (instanceIds.length > 0 && targets.length > 0) {
    throw new AwsError('ValidationException', 'Specify either InstanceIds or Targets, not both.')
  }
  if (instanceIds.length === 0 && targets.length === 0) {
    throw new AwsError('ValidationException', 'Either InstanceIds or Targets must be specified.')
  }
  const nodes = managedNodes(ctx).map((node) => node.instance)
  if (targets.length === 0) return byId(ctx, nodes, instanceIds)
  const ids = targets.find(({ Key }) => Key?.toLowerCase() === 'instanceids')
  const found = ids === undefined ? nodes : byId(ctx, nodes, ids.Values ?? [])
  const tests = targets.filter((target) => target !== ids).map(toTest)
  return found.filter((instance) => tests.every((test) => test(instance)))
}

function byId(
  ctx: Context,
  nodes: readonly InstanceRecord[],
  ids: readonly string[],
): InstanceRecord[] {
  if (new Set(ids).size < ids.length) {
    throw new AwsError(
      'DuplicateInstanceId',
      "You can't specify a managed node ID in more than one association.",
    )
  }
  const known = new Map(nodes.map((instance) => [instance.id, instance]))
  const wrong = ids.filter((id) => !known.has(id))
  if (wrong.length > 0) {
    throw new AwsError(
      'InvalidInstanceId',
      `Instances [[${wrong.join(', ')}]] not in a valid state for account ${ctx.account}`,
    )
  }
  return ids.flatMap((id) => known.get(id) ?? [])
}

function toTest({ Key = '', Values = [] }: Target): (instance: InstanceRecord) => boolean {
  if (Key === 'tag-key') return ({ tags }) => tags.some((tag) => Values.includes(tag.Key))
  if (Key.startsWith('tag:')) {
    const name = Key.slice('tag:'.length)
    return ({ tags }) => tags.some((tag) => tag.Key === name && Values.includes(tag.Value))
  }
  throw new AwsError(
    'ValidationException',
    `Targets by ${Key} are not supported by the embedded cloud.`,
  )
}
