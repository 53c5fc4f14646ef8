import type { FeedItem } from '@brume/console-api'
import { sessionManagerPolicyArn, useOperation } from '../../api/index.ts'

type Instance = FeedItem<'instances'>

export type RoleReadiness =
  | { readonly kind: 'checking' }
  | { readonly kind: 'none' }
  | { readonly kind: 'empty'; readonly profile: string }
  | { readonly kind: 'refuses' | 'allows'; readonly role: string }
  | { readonly kind: 'unknown'; readonly message: string }

export type AgentReadiness =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'online' | 'lost'; readonly version: string; readonly heardAt: Date }

export interface Readiness {
  readonly running: boolean
  readonly role: RoleReadiness
  readonly agent: AgentReadiness
}

/** Managed policies that are known to let the agent talk to Session Manager. */
const allowing = new Set([
  sessionManagerPolicyArn,
  'arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM',
  'arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy',
  'arn:aws:iam::aws:policy/AdministratorAccess',
  'arn:aws:iam::aws:policy/PowerUserAccess',
])

const pollMs = 3_000

/** What Session Manager needs of an instance, and which of it holds; looked at again and again. */
export function useReadiness(instance: Instance): Readiness {
  const id = instance.InstanceId ?? ''
  const running = instance.State?.Name === 'running'
  const agent = useAgent(id, running)
  const role = useRole(instance)
  // Whatever the policies are called: an agent that answers was allowed to.
  const isAllowed = agent.kind === 'online' && role.kind === 'refuses'
  return { running, agent, role: isAllowed ? { kind: 'allows', role: role.role } : role }
}

function useAgent(id: string, running: boolean): AgentReadiness {
  const nodes = useOperation(
    'ssm',
    'DescribeInstanceInformation',
    running ? { Filters: [{ Key: 'InstanceIds', Values: [id] }] } : undefined,
    { refetchIntervalMs: pollMs, staleMs: 0 },
  )
  const node = nodes.data?.InstanceInformationList?.[0]
  if (!running || !node) return { kind: 'waiting' }
  return {
    kind: node.PingStatus === 'Online' ? 'online' : 'lost',
    version: node.AgentVersion ?? '',
    heardAt: new Date(node.LastPingDateTime ?? 0),
  }
}

function useRole(instance: Instance): RoleReadiness {
  const arn = instance.IamInstanceProfile?.Arn
  const profile = arn?.slice(arn.lastIndexOf('/') + 1)
  const found = useOperation(
    'iam',
    'GetInstanceProfile',
    profile === undefined ? undefined : { InstanceProfileName: profile },
    { refetchIntervalMs: pollMs, staleMs: 0 },
  )
  const role = found.data?.InstanceProfile?.Roles?.[0]?.RoleName
  const policies = useOperation(
    'iam',
    'ListAttachedRolePolicies',
    role === undefined ? undefined : { RoleName: role },
    { refetchIntervalMs: pollMs, staleMs: 0 },
  )
  if (profile === undefined) return { kind: 'none' }
  const error = found.error ?? policies.error
  if (error) return { kind: 'unknown', message: error.message }
  if (!found.data) return { kind: 'checking' }
  if (role === undefined) return { kind: 'empty', profile }
  if (!policies.data) return { kind: 'checking' }
  const attached = policies.data.AttachedPolicies ?? []
  const allows = attached.some(
    ({ PolicyArn }) => PolicyArn !== undefined && allowing.has(PolicyArn),
  )
  return { kind: allows ? 'allows' : 'refuses', role }
}
