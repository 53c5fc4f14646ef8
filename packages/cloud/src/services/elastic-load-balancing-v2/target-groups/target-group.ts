import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { Tagged } from '../../ec2/tag.ts'
import { listeners } from '../listeners/listener.ts'
import { targetGroupsOf } from '../rules/rule-action.ts'
import { listenerRules } from '../rules/rule.ts'

export interface TargetGroupRecord extends Tagged {
  /** Its ARN: `…:targetgroup/<name>/<16 digits>`. */
  readonly id: string
  readonly name: string
  readonly targetType: 'instance' | 'ip'
  readonly protocol: TargetProtocol
  /** Of HTTP and HTTPS. */
  readonly protocolVersion?: 'HTTP1' | 'HTTP2' | 'GRPC'
  /** Of targets that are registered without one. */
  readonly port: number
  readonly vpcId: string
  readonly ipAddressType: 'ipv4' | 'ipv6'
  readonly healthCheck: HealthCheck
  /** Those that were set: `targetGroupAttribute` (attributes.ts) knows the others. */
  readonly attributes: Readonly<Record<string, string>>
}

export type TargetProtocol = 'HTTP' | 'HTTPS' | 'TCP' | 'TLS'

export interface HealthCheck {
  readonly enabled: boolean
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP'
  readonly port: number | 'traffic-port'
  /** Of HTTP and HTTPS. */
  readonly path?: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly healthyThreshold: number
  readonly unhealthyThreshold: number
  /** The codes that count as healthy: `200-299,301`. Of HTTP and HTTPS; `grpcCode` of GRPC. */
  readonly httpCode?: string
  readonly grpcCode?: string
}

export const targetGroups = collection<TargetGroupRecord, 'name' | 'vpc'>({
  name: 'elbv2/target-group',
  scope: 'region',
  indexes: { name: ({ name }) => name, vpc: ({ vpcId }) => vpcId },
})

/** ARNs of the balancers whose listeners or rules forward to a group: one at most, as AWS has it. */
export function balancersOf(db: ReadRecords, targetGroupId: string): readonly string[] {
  const found = new Set<string>()
  for (const { loadBalancerId } of db.by(listeners, 'targetGroup', targetGroupId)) {
    found.add(loadBalancerId)
  }
  for (const { listenerId } of db.by(listenerRules, 'targetGroup', targetGroupId)) {
    const listener = db.get(listeners, listenerId)
    if (listener) found.add(listener.loadBalancerId)
  }
  return [...found]
}

/** ARNs of the groups that a balancer's listeners and rules forward to. */
export function groupsBehind(db: ReadRecords, loadBalancerId: string): ReadonlySet<string> {
  return new Set(
    db
      .by(listeners, 'balancer', loadBalancerId)
      .flatMap(({ id, defaultActions }) => [
        ...targetGroupsOf(defaultActions),
        ...db.by(listenerRules, 'listener', id).flatMap(({ actions }) => targetGroupsOf(actions)),
      ]),
  )
}
