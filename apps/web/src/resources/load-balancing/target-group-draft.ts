import { isWithin } from '../../lib/whole-number.ts'
import type { Input } from '@brume/console-api'
import type { Call } from '../../api/index.ts'
import type { EditedTag } from '../../components/index.ts'
import type { PlainKey } from '../../i18n/index.ts'
import { isBalancingName, isPort, type TargetGroup } from './model.ts'

export const targetProtocols = ['HTTP', 'HTTPS', 'TCP', 'TLS'] as const
export type TargetProtocol = (typeof targetProtocols)[number]
export const checkProtocols = ['HTTP', 'HTTPS', 'TCP'] as const
type CheckProtocol = (typeof checkProtocols)[number]

export const toTargetProtocol = (text: string | undefined): TargetProtocol =>
  targetProtocols.find((one) => one === text) ?? 'HTTP'
export const toCheckProtocol = (text: string | undefined): CheckProtocol =>
  checkProtocols.find((one) => one === text) ?? 'HTTP'

export interface HealthDraft {
  readonly protocol: CheckProtocol
  readonly path: string
  /** Empty: the port that the target takes requests at. */
  readonly port: string
  readonly healthy: string
  readonly unhealthy: string
  readonly timeout: string
  readonly interval: string
  readonly codes: string
}

export interface TargetDraft {
  /** An instance's id, or an address. */
  readonly id: string
  readonly port: string
}

export interface TargetGroupDraft {
  readonly targetType: 'instance' | 'ip'
  readonly name: string
  readonly protocol: TargetProtocol
  readonly port: string
  readonly vpcId: string
  readonly protocolVersion: string
  readonly health: HealthDraft
  readonly targets: readonly TargetDraft[]
  readonly tags: readonly EditedTag[]
}

/** AWS's own defaults, which differ by what the group is asked with. */
export function newHealth(protocol: TargetProtocol): HealthDraft {
  const web = isWeb(protocol)
  return {
    protocol: web ? toCheckProtocol(protocol) : 'TCP',
    path: '/',
    port: '',
    healthy: '5',
    unhealthy: '2',
    timeout: web ? '5' : '10',
    interval: '30',
    codes: '200',
  }
}

export function newTargetGroup(vpcId: string, protocol: TargetProtocol = 'HTTP'): TargetGroupDraft {
  return {
    targetType: 'instance',
    name: '',
    protocol,
    port: protocol === 'HTTPS' || protocol === 'TLS' ? '443' : '80',
    vpcId,
    protocolVersion: 'HTTP1',
    health: newHealth(protocol),
    targets: [],
    tags: [],
  }
}

export const isWeb = (protocol: string | undefined) => protocol === 'HTTP' || protocol === 'HTTPS'

export function healthOf(group: TargetGroup): HealthDraft {
  return {
    protocol: toCheckProtocol(group.HealthCheckProtocol),
    path: group.HealthCheckPath ?? '/',
    port: group.HealthCheckPort === 'traffic-port' ? '' : (group.HealthCheckPort ?? ''),
    healthy: String(group.HealthyThresholdCount ?? 5),
    unhealthy: String(group.UnhealthyThresholdCount ?? 2),
    timeout: String(group.HealthCheckTimeoutSeconds ?? 5),
    interval: String(group.HealthCheckIntervalSeconds ?? 30),
    codes: group.Matcher?.HttpCode ?? '200',
  }
}

export type HealthProblems = Partial<Record<keyof HealthDraft, PlainKey>>

export function findHealthProblems(health: HealthDraft): HealthProblems {
  const web = isWeb(health.protocol)
  const problems: HealthProblems = {}
  if (web && !/^\/[^\s]{0,1023}$/.test(health.path)) problems.path = 'targetGroups.pathProblem'
  if (health.port !== '' && !isPort(health.port)) problems.port = 'targetGroups.portProblem'
  if (!isWithin(health.healthy, 2, 10)) problems.healthy = 'targetGroups.thresholdProblem'
  if (!isWithin(health.unhealthy, 2, 10)) problems.unhealthy = 'targetGroups.thresholdProblem'
  if (!isWithin(health.interval, 5, 300)) problems.interval = 'targetGroups.intervalProblem'
  if (!isWithin(health.timeout, 2, 120)) problems.timeout = 'targetGroups.timeoutProblem'
  else if (Number(health.timeout) >= Number(health.interval)) {
    problems.timeout = 'targetGroups.timeoutTooLong'
  }
  if (web && !/^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(health.codes)) {
    problems.codes = 'targetGroups.codesProblem'
  }
  return problems
}

export type TargetGroupProblems = Partial<Record<'name' | 'port' | 'vpc' | 'targets', PlainKey>>

export function findTargetGroupProblems(
  draft: TargetGroupDraft,
  taken: readonly string[],
): TargetGroupProblems {
  const problems: TargetGroupProblems = {}
  if (!isBalancingName(draft.name)) problems.name = 'balancing.nameProblem'
  else if (taken.includes(draft.name)) problems.name = 'balancing.nameTaken'
  if (!isPort(draft.port)) problems.port = 'targetGroups.portProblem'
  if (draft.vpcId === '') problems.vpc = 'fields.missing'
  if (draft.targets.some(({ port }) => !isPort(port))) problems.targets = 'targetGroups.portProblem'
  return problems
}

type Checks = Pick<
  Input<'elastic-load-balancing-v2', 'ModifyTargetGroup'>,
  | 'HealthCheckProtocol'
  | 'HealthCheckPath'
  | 'HealthCheckPort'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthCheckIntervalSeconds'
  | 'Matcher'
>

/** The checks as the API's members name them. */
export function healthInput(health: HealthDraft): Checks {
  const web = isWeb(health.protocol)
  return {
    HealthCheckProtocol: health.protocol,
    HealthCheckPort: health.port || 'traffic-port',
    ...(web && { HealthCheckPath: health.path }),
    HealthyThresholdCount: Number(health.healthy),
    UnhealthyThresholdCount: Number(health.unhealthy),
    HealthCheckTimeoutSeconds: Number(health.timeout),
    HealthCheckIntervalSeconds: Number(health.interval),
    ...(web && { Matcher: { HttpCode: health.codes } }),
  }
}

/** Makes the group and registers what it was given; its ARN. Were the targets refused, the group goes again. */
export async function createTargetGroup(call: Call, draft: TargetGroupDraft): Promise<string> {
  const Tags = draft.tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const { TargetGroups } = await call('elastic-load-balancing-v2', 'CreateTargetGroup', {
    Name: draft.name,
    TargetType: draft.targetType,
    Protocol: draft.protocol,
    Port: Number(draft.port),
    VpcId: draft.vpcId,
    ...(isWeb(draft.protocol) && {
      ProtocolVersion: draft.protocolVersion,
    }),
    ...healthInput(draft.health),
    ...(Tags.length > 0 && { Tags }),
  })
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? ''
  if (draft.targets.length === 0) return TargetGroupArn
  try {
    await call('elastic-load-balancing-v2', 'RegisterTargets', {
      TargetGroupArn,
      Targets: draft.targets.map(({ id, port }) => ({ Id: id, Port: Number(port) })),
    })
  } catch (refusal) {
    await call('elastic-load-balancing-v2', 'DeleteTargetGroup', { TargetGroupArn })
    throw refusal
  }
  return TargetGroupArn
}
