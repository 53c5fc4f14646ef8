import type {
  InstanceInformationFilter,
  InstanceInformationStringFilter,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instanceProfiles, roleOf } from '../../iam/instance-profiles/instance-profile.ts'
import { associationStatus } from '../associations/node-status.ts'
import type { ManagedNode } from './managed-node.ts'

type NodeFilter = InstanceInformationStringFilter | InstanceInformationFilter

function partsOf(filter: NodeFilter): { key: string; values: readonly string[] } {
  if ('Key' in filter) return { key: filter.Key ?? '', values: filter.Values ?? [] }
  if ('key' in filter) return { key: filter.key ?? '', values: filter.valueSet ?? [] }
  return { key: '', values: [] }
}

/** The instances that a filter names; undefined where none does. */
export function namedInstances(filters: readonly NodeFilter[]): ReadonlySet<string> | undefined {
  const named = filters.map(partsOf).find(({ key }) => key === 'InstanceIds')
  return named && new Set(named.values)
}

/** Both spellings of filters that DescribeInstanceInformation takes, as one test. Throws `InvalidFilterKey`. */
export function nodeTest(
  ctx: Context,
  filters: readonly NodeFilter[],
): (node: ManagedNode) => boolean {
  const tests = filters.map((filter) => {
    const { key, values } = partsOf(filter)
    const read = reader(key)
    return (node: ManagedNode) => read(ctx, node).some((value) => values.includes(value))
  })
  return (node) => tests.every((test) => test(node))
}

type Read = (ctx: Context, node: ManagedNode) => readonly string[]

const readers: Readonly<Record<string, Read>> = {
  InstanceIds: (_ctx, { instance }) => [instance.id],
  AgentVersion: (_ctx, node) => [node.agentVersion],
  PingStatus: (_ctx, node) => [node.pingStatus],
  PlatformTypes: (_ctx, { instance }) => [instance.platform === 'windows' ? 'Windows' : 'Linux'],
  ResourceType: () => ['EC2Instance'],
  IamRole: (ctx, { instance }) => {
    const arn = instance.iamInstanceProfile?.arn
    const profile = arn === undefined ? undefined : ctx.db.by(instanceProfiles, 'arn', arn)[0]
    const role = profile && roleOf(ctx.db, profile)
    return role === undefined ? [] : [role.name]
  },
  // Hybrid activations do not exist here, so nothing has them.
  ActivationIds: () => [],
  AssociationStatus: (ctx, { instance }) => {
    const status = associationStatus(ctx, instance.id)
    return status === undefined ? [] : [status]
  },
  'tag-key': (_ctx, { instance }) => instance.tags.map((tag) => tag.Key),
}

function reader(key: string): Read {
  const known = readers[key]
  if (known !== undefined) return known
  if (!key.startsWith('tag:')) {
    throw new AwsError('InvalidFilterKey', `The filter key ${key} is not valid.`)
  }
  const name = key.slice('tag:'.length)
  return (_ctx, { instance }) =>
    instance.tags.filter((tag) => tag.Key === name).map((tag) => tag.Value)
}
