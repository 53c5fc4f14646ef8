import type { PlainKey } from '../../i18n/index.ts'

/** How an attribute of a load balancer, a listener or a target group is called and edited. */
export interface AttributeKind {
  readonly key: string
  /** Headers are called by their own names. */
  readonly label: PlainKey | { readonly header: string }
  readonly text?: PlainKey
  /** A switch unless told. */
  readonly values?: readonly { readonly value: string; readonly label: PlainKey }[]
  /** A number of seconds from one bound to the other; perhaps 0 as well, for off. */
  readonly seconds?: readonly [from: number, to: number, orZero?: true]
  readonly isText?: true
  /** The embedded cloud does not do it, and says so. */
  readonly onAwsOnly?: true
}

/** In AWS's order. */
export const balancerAttributes: readonly AttributeKind[] = [
  { key: 'deletion_protection.enabled', label: 'lbAttribute.deletionProtection' },
  { key: 'idle_timeout.timeout_seconds', label: 'lbAttribute.idleTimeout', seconds: [1, 4000] },
  { key: 'client_keep_alive.seconds', label: 'lbAttribute.keepAlive', seconds: [60, 604_800] },
  { key: 'load_balancing.cross_zone.enabled', label: 'lbAttribute.crossZone' },
  { key: 'routing.http2.enabled', label: 'lbAttribute.http2' },
  { key: 'routing.http.drop_invalid_header_fields.enabled', label: 'lbAttribute.dropInvalid' },
  { key: 'routing.http.preserve_host_header.enabled', label: 'lbAttribute.preserveHost' },
  {
    key: 'routing.http.xff_header_processing.mode',
    label: 'lbAttribute.xff',
    values: [
      { value: 'append', label: 'lbAttribute.append' },
      { value: 'preserve', label: 'lbAttribute.preserve' },
      { value: 'remove', label: 'lbAttribute.remove' },
    ],
  },
  { key: 'routing.http.xff_client_port.enabled', label: 'lbAttribute.xffPort' },
  {
    key: 'routing.http.desync_mitigation_mode',
    label: 'lbAttribute.desync',
    values: [
      { value: 'defensive', label: 'lbAttribute.defensive' },
      { value: 'strictest', label: 'lbAttribute.strictest' },
      { value: 'monitor', label: 'lbAttribute.monitor' },
    ],
  },
  {
    key: 'routing.http.x_amzn_tls_version_and_cipher_suite.enabled',
    label: 'lbAttribute.tlsHeaders',
  },
  { key: 'waf.fail_open.enabled', label: 'lbAttribute.wafFailOpen' },
  {
    key: 'dns_record.client_routing_policy',
    label: 'lbAttribute.clientRouting',
    values: [
      { value: 'any_availability_zone', label: 'lbAttribute.anyZone' },
      { value: 'availability_zone_affinity', label: 'lbAttribute.zoneAffinity' },
      { value: 'partial_availability_zone_affinity', label: 'lbAttribute.partialAffinity' },
    ],
  },
  { key: 'zonal_shift.config.enabled', label: 'lbAttribute.zonalShift', onAwsOnly: true },
  { key: 'ipv6.deny_all_igw_traffic', label: 'lbAttribute.denyIpv6' },
  {
    key: 'access_logs.s3.enabled',
    label: 'lbAttribute.accessLogs',
    text: 'lbAttribute.accessLogsText',
  },
  { key: 'access_logs.s3.bucket', label: 'lbAttribute.bucket', isText: true },
  { key: 'access_logs.s3.prefix', label: 'lbAttribute.prefix', isText: true },
]

const requestHeader = (name: string): AttributeKind => ({
  key: `routing.http.request.${name.toLowerCase().replaceAll('-', '_')}.header_name`,
  label: { header: name },
  isText: true,
})
const responseHeader = (name: string): AttributeKind => ({
  key: `routing.http.response.${name.toLowerCase().replaceAll('-', '_')}.header_value`,
  label: { header: name },
  isText: true,
})

/** What a listener adds to answers, and how it calls what it adds to requests. */
export const listenerAttributes: readonly AttributeKind[] = [
  {
    key: 'tcp.idle_timeout.seconds',
    label: 'listenerAttribute.idleTimeout',
    seconds: [60, 6000],
  },
  { key: 'routing.http.response.server.enabled', label: 'listenerAttribute.server' },
  ...[
    'Strict-Transport-Security',
    'Access-Control-Allow-Origin',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Allow-Credentials',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Content-Security-Policy',
    'X-Content-Type-Options',
    'X-Frame-Options',
  ].map(responseHeader),
  ...[
    'X-Amzn-Tls-Version',
    'X-Amzn-Tls-Cipher-Suite',
    'X-Amzn-Mtls-Clientcert',
    'X-Amzn-Mtls-Clientcert-Serial-Number',
    'X-Amzn-Mtls-Clientcert-Issuer',
    'X-Amzn-Mtls-Clientcert-Subject',
    'X-Amzn-Mtls-Clientcert-Validity',
    'X-Amzn-Mtls-Clientcert-Leaf',
  ].map(requestHeader),
]

export const targetGroupAttributes: readonly AttributeKind[] = [
  {
    key: 'deregistration_delay.timeout_seconds',
    label: 'tgAttribute.delay',
    text: 'tgAttribute.delayText',
    seconds: [0, 3600],
  },
  {
    key: 'slow_start.duration_seconds',
    label: 'tgAttribute.slowStart',
    text: 'tgAttribute.slowStartText',
    seconds: [30, 900, true],
  },
  {
    key: 'load_balancing.algorithm.type',
    label: 'tgAttribute.algorithm',
    values: [
      { value: 'round_robin', label: 'tgAttribute.roundRobin' },
      { value: 'least_outstanding_requests', label: 'tgAttribute.leastOutstanding' },
      { value: 'weighted_random', label: 'tgAttribute.weightedRandom' },
    ],
  },
  {
    key: 'load_balancing.cross_zone.enabled',
    label: 'lbAttribute.crossZone',
    values: [
      { value: 'use_load_balancer_configuration', label: 'tgAttribute.asBalancer' },
      { value: 'true', label: 'common.enabled' },
      { value: 'false', label: 'common.disabled' },
    ],
  },
  { key: 'stickiness.enabled', label: 'tgAttribute.stickiness' },
  {
    key: 'stickiness.type',
    label: 'tgAttribute.stickinessType',
    values: [
      { value: 'lb_cookie', label: 'tgAttribute.lbCookie' },
      { value: 'app_cookie', label: 'tgAttribute.appCookie' },
      { value: 'source_ip', label: 'balancing.source' },
    ],
  },
  {
    key: 'stickiness.lb_cookie.duration_seconds',
    label: 'tgAttribute.cookieDuration',
    seconds: [1, 604_800],
  },
  { key: 'stickiness.app_cookie.cookie_name', label: 'tgAttribute.cookieName', isText: true },
  {
    key: 'stickiness.app_cookie.duration_seconds',
    label: 'tgAttribute.appCookieDuration',
    seconds: [1, 604_800],
  },
  { key: 'preserve_client_ip.enabled', label: 'tgAttribute.preserveIp' },
  { key: 'proxy_protocol_v2.enabled', label: 'tgAttribute.proxyProtocol' },
  {
    key: 'deregistration_delay.connection_termination.enabled',
    label: 'tgAttribute.endConnections',
  },
]
