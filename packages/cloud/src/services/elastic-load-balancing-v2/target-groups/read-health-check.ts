import type { Matcher } from '@aws-sdk/client-elastic-load-balancing-v2'
import { isHttpGroup } from '../attributes/target-group-attributes.ts'
import { checkRange, enumError, invalidConfiguration, validationError } from '../errors.ts'
import type { HealthCheck, TargetGroupRecord } from './target-group.ts'

export interface HealthCheckInput {
  readonly HealthCheckProtocol?: string | undefined
  readonly HealthCheckPort?: string | undefined
  readonly HealthCheckEnabled?: boolean | undefined
  readonly HealthCheckPath?: string | undefined
  readonly HealthCheckIntervalSeconds?: number | undefined
  readonly HealthCheckTimeoutSeconds?: number | undefined
  readonly HealthyThresholdCount?: number | undefined
  readonly UnhealthyThresholdCount?: number | undefined
  readonly Matcher?: Matcher | undefined
}

type Group = Pick<TargetGroupRecord, 'protocol' | 'targetType'>

export const protocols = ['HTTPS', 'HTTP', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE'] as const

/**
 * The health check that a call asks for, over what there was, over AWS's defaults.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function readHealthCheck(
  input: HealthCheckInput,
  group: Group,
  present?: HealthCheck,
): HealthCheck {
  const protocol = readProtocol(input.HealthCheckProtocol ?? present?.protocol, group)
  const isHttp = protocol !== 'TCP'
  const before = present?.protocol === protocol ? present : undefined
  checkRange(input.HealthCheckIntervalSeconds, 'healthCheckIntervalSeconds', [5, 300])
  checkRange(input.HealthCheckTimeoutSeconds, 'healthCheckTimeoutSeconds', [2, 120])
  checkRange(input.HealthyThresholdCount, 'healthyThresholdCount', [2, 10])
  checkRange(input.UnhealthyThresholdCount, 'unhealthyThresholdCount', [2, 10])
  if (input.HealthCheckEnabled === false) {
    throw validationError(
      `Health check enabled must be true for target groups with target type '${group.targetType}'`,
    )
  }
  if (!isHttp) refuseHttpSettings(input, group)
  const check = {
    enabled: true,
    protocol,
    port: readPort(input.HealthCheckPort) ?? present?.port ?? 'traffic-port',
    intervalSeconds: input.HealthCheckIntervalSeconds ?? present?.intervalSeconds ?? 30,
    timeoutSeconds:
      input.HealthCheckTimeoutSeconds ?? present?.timeoutSeconds ?? usualTimeout(protocol, group),
    healthyThreshold: input.HealthyThresholdCount ?? present?.healthyThreshold ?? 5,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? present?.unhealthyThreshold ?? 2,
    ...(isHttp && {
      path: readPath(input.HealthCheckPath) ?? before?.path ?? '/',
      httpCode: readMatcher(input.Matcher, group) ?? before?.httpCode ?? usualCodes(group),
    }),
  } satisfies HealthCheck
  if (check.intervalSeconds <= check.timeoutSeconds) {
    throw validationError('Health check interval must be greater than the timeout.')
  }
  return check
}

function readProtocol(wanted: string | undefined, group: Group): HealthCheck['protocol'] {
  const protocol = wanted ?? (group.protocol === 'TLS' ? 'TCP' : group.protocol)
  if (!protocols.some((each) => each === protocol)) {
    throw enumError(protocol, 'healthCheckProtocol', protocols)
  }
  const isHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  if (isHttp || (protocol === 'TCP' && !isHttpGroup(group))) return protocol
  throw invalidConfiguration(
    `The health check protocol '${protocol}' is not supported for target groups with the ${group.protocol} protocol`,
  )
}

/** Of application load balancers 5; of network load balancers by how is asked. */
function usualTimeout(protocol: HealthCheck['protocol'], group: Group): number {
  if (isHttpGroup(group)) return 5
  return protocol === 'HTTP' ? 6 : 10
}

function usualCodes(group: Group): string {
  return isHttpGroup(group) ? '200' : '200-399'
}

function refuseHttpSettings({ HealthCheckPath, Matcher }: HealthCheckInput, group: Group): void {
  const what = Matcher ? 'matchers' : 'paths'
  if (!Matcher && HealthCheckPath === undefined) return
  throw invalidConfiguration(
    `Custom health check ${what} are not supported for health checks for target groups with the ${group.protocol} protocol`,
  )
}

function readPort(text: string | undefined): HealthCheck['port'] | undefined {
  if (text === undefined || text === 'traffic-port') return text
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port
  throw validationError(
    `Health check port '${text}' must be either 'traffic-port' or in the range 1 - 65535 inclusive`,
  )
}

function readPath(path: string | undefined): string | undefined {
  if (path === undefined || /^\/[\x21-\x7e]{0,1023}$/.test(path)) return path
  throw validationError(
    `Health check path '${path}' must begin with a '/' character, and can only contain printable ASCII characters, without spaces`,
  )
}

function readMatcher(matcher: Matcher | undefined, group: Group): string | undefined {
  if (matcher?.GrpcCode !== undefined) {
    throw invalidConfiguration(
      'gRPC codes are supported only for target groups with the protocol version GRPC',
    )
  }
  const codes = matcher?.HttpCode
  if (codes === undefined) return undefined
  if (!/^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(codes)) {
    throw validationError(`Health check matcher HTTP code '${codes}' is not valid`)
  }
  const most = isHttpGroup(group) ? 499 : 599
  for (const range of codes.split(',')) {
    const [from = 0, to = from] = range.split('-').map(Number)
    if (from >= 200 && to <= most && from <= to) continue
    throw validationError(
      `Health check matcher HTTP code '${range}' must be within '200-${most}' inclusive`,
    )
  }
  return codes
}
