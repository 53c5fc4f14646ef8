import type { PlainKey } from '../../i18n/index.ts'

/** How an attribute of a load balancer or a target group is called and edited. */
export interface AttributeKind {
  readonly key: string
  readonly label: PlainKey
  readonly text?: PlainKey
  /** A switch unless told. */
  readonly values?: readonly { readonly value: string; readonly label: PlainKey }[]
  /** A number of seconds from one bound to the other; perhaps 0 as well, for off. */
  readonly seconds?: readonly [from: number, to: number, orZero?: true]
  readonly isText?: true
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
  { key: 'access_logs.s3.enabled', label: 'lbAttribute.accessLogs' },
  { key: 'access_logs.s3.bucket', label: 'lbAttribute.bucket', isText: true },
  { key: 'access_logs.s3.prefix', label: 'lbAttribute.prefix', isText: true },
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
