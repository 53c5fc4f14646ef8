import type { LoadBalancerRecord } from '../load-balancers/load-balancer.ts'
import { choice, flag, number, text, type AttributeRules } from './attribute.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const logs = (kind: string): AttributeRules => ({
  [`${kind}.s3.enabled`]: flag(false),
  [`${kind}.s3.bucket`]: text(),
  [`${kind}.s3.prefix`]: text(),
})

const application = {
  ...logs('access_logs'),
  'idle_timeout.timeout_seconds': number(60, 1, 4000),
  'deletion_protection.enabled': flag(false),
  'routing.http2.enabled': flag(true),
  'routing.http.drop_invalid_header_fields.enabled': flag(false),
  'routing.http.xff_client_port.enabled': flag(false),
  'routing.http.preserve_host_header.enabled': flag(false),
  'routing.http.xff_header_processing.mode': choice('append', 'preserve', 'remove'),
  'load_balancing.cross_zone.enabled': flag(true),
  'routing.http.desync_mitigation_mode': choice('defensive', 'monitor', 'strictest'),
  'waf.fail_open.enabled': flag(false),
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag(false),
  'zonal_shift.config.enabled': flag(false),
  ...logs('connection_logs'),
  ...logs('health_check_logs'),
  'client_keep_alive.seconds': number(3600, 60, 604_800),
} satisfies AttributeRules

const network = {
  ...logs('access_logs'),
  'deletion_protection.enabled': flag(false),
  'load_balancing.cross_zone.enabled': flag(false),
  'dns_record.client_routing_policy': choice(
    'any_availability_zone',
    'availability_zone_affinity',
    'partial_availability_zone_affinity',
  ),
  'zonal_shift.config.enabled': flag(false),
  'secondary_ips.auto_assigned.per_subnet': number(0, 0, 7),
} satisfies AttributeRules

/** What a balancer can be told, by its type and how it is addressed. */
export function balancerRules(balancer: LoadBalancerRecord): AttributeRules {
  const rules: AttributeRules = balancer.type === 'application' ? application : network
  if (balancer.ipAddressType === 'ipv4') return rules
  return { ...rules, 'ipv6.deny_all_igw_traffic': flag(balancer.scheme === 'internal') }
}

/** What holds: as it was set, else AWS's default. */
export function balancerAttribute(
  balancer: LoadBalancerRecord,
  key: keyof typeof application | keyof typeof network,
): string {
  return balancer.attributes[key] ?? balancerRules(balancer)[key]?.usual ?? ''
}
