import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ReadRecords } from '../../../engine/collection.ts'
import { balancersOf, type TargetGroupRecord } from './target-group.ts'

/** As DescribeTargetGroups gives it. */
export function toTargetGroup(db: ReadRecords, group: TargetGroupRecord): TargetGroup {
  const { healthCheck } = group
  const { httpCode, grpcCode } = healthCheck
  const hasMatcher = httpCode !== undefined || grpcCode !== undefined
  return {
    TargetGroupArn: group.id,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: healthCheck.protocol,
    HealthCheckPort: String(healthCheck.port),
    HealthCheckEnabled: healthCheck.enabled,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    HealthCheckPath: healthCheck.path,
    Matcher: hasMatcher ? { HttpCode: httpCode, GrpcCode: grpcCode } : undefined,
    LoadBalancerArns: [...balancersOf(db, group.id)],
    TargetType: group.targetType,
    ProtocolVersion: group.protocolVersion,
    IpAddressType: group.ipAddressType,
  }
}
