import type {
  InstanceInformationFilter,
  InstanceInformationStringFilter,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instanceProfiles, roleOf } from '../../iam/instance-profiles/instance-profile.ts'
import type { ManagedNode } from './managed-node.ts'

/** Both spellings of filters that DescribeInstanceInformation takes, as one test. Throws `InvalidFilterKey`. */
export function nodeTest(
  ctx: Context,
  filters: readonly (InstanceInformationStringFilter | InstanceInformationFilter)[],
): (node: ManagedNode) => boolean {
  const tests = filters.map((filter) => {
    const [key, values] =
      'Key' in filter
        ? [filter.Key ?? '', filter.Values ?? []]
        : 'key' in filter
          ? [filter.key ?? '', filter.valueSet ?? []]
          : ['', []]
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
  // Hybrid activations and associations do not exist here, so nothing has them.
  ActivationIds: () => [],
  AssociationStatus: () => [],
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
