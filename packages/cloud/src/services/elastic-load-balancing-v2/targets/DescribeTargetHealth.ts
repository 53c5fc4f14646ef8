import type {
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetDescription,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { isHttpGroup } from '../attributes/target-group-attributes.ts'
import { findTargetGroup } from '../target-groups/find-target-group.ts'
import type { TargetGroupRecord } from '../target-groups/target-group.ts'
import { healths } from './target-health.ts'
import { targetKey, targets, type TargetRecord } from './target.ts'

/**
 * Tells how targets are: all that are registered, or those that are named, registered or not.
 * @differs No target is ever found anomalous; there are no zonal shifts to override anything.
 */
export const DescribeTargetHealth = operation<
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput
>('DescribeTargetHealth', (ctx, { TargetGroupArn, Targets = [], Include = [] }) => {
  const group = findTargetGroup(ctx, TargetGroupArn)
  const found =
    Targets.length > 0
      ? Targets.map((wish) => findTarget(ctx, group, wish))
      : ctx.db.by(targets, 'group', group.id).filter(({ ended }) => !ended)
  const withAnomalies = Include.length > 0 && isHttpGroup(group)
  return {
    TargetHealthDescriptions: found.map((target) => ({
      ...describeTarget(group, target),
      AnomalyDetection: withAnomalies ? { Result: 'normal', MitigationInEffect: 'no' } : undefined,
    })),
  }
})

type Told = Pick<TargetRecord, 'targetId' | 'port' | 'availabilityZone' | 'health'>

function findTarget(
  { db }: Context,
  group: TargetGroupRecord,
  { Id = '', Port = group.port }: TargetDescription,
): Told {
  const found = db.get(targets, targetKey(group.id, Id, Port))
  return found ?? { targetId: Id, port: Port, health: healths.notRegistered }
}

function describeTarget(
  { healthCheck }: TargetGroupRecord,
  { targetId, port, availabilityZone, health }: Told,
): TargetHealthDescription {
  const { state, reason, description } = health
  return {
    Target: { Id: targetId, Port: port, AvailabilityZone: availabilityZone },
    HealthCheckPort: String(healthCheck.port === 'traffic-port' ? port : healthCheck.port),
    TargetHealth: { State: state, Reason: reason, Description: description },
  }
}
