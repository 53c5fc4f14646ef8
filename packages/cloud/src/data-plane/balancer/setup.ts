import type { RequestTest } from '@brume/ec2-model'
import type { ReadRecords } from '../../engine/collection.ts'
import { contains, parseAddress, parseBlock } from '../../network/address.ts'
import { instances } from '../../services/ec2/instances/instance.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { blocksOfSubnet, subnets } from '../../services/ec2/subnets/subnet.ts'
import { pathOf } from '../../services/elastic-load-balancing-v2/arns.ts'
import { balancerAttribute } from '../../services/elastic-load-balancing-v2/attributes/balancer-attributes.ts'
import {
  listenerAttribute,
  responseHeaders,
} from '../../services/elastic-load-balancing-v2/attributes/listener-attributes.ts'
import { targetGroupAttribute } from '../../services/elastic-load-balancing-v2/attributes/target-group-attributes.ts'
import type { ListenerRecord } from '../../services/elastic-load-balancing-v2/listeners/listener.ts'
import type { LoadBalancerRecord } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import type { RuleAction } from '../../services/elastic-load-balancing-v2/rules/rule-action.ts'
import { rulesOf, type RuleTransform } from '../../services/elastic-load-balancing-v2/rules/rule.ts'
import type { TargetGroupRecord } from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'
import {
  targets,
  type TargetRecord,
} from '../../services/elastic-load-balancing-v2/targets/target.ts'
import type { DesyncMode } from './check-head.ts'
import type { Algorithm, Choice, Choosable } from './choose-target.ts'
import type { ForwardWish } from './forwarded.ts'
import { compileRule } from './match-conditions.ts'

/** A balancer's listener as it serves: its rules compiled, what it was told read. */
export interface ListenerSetup {
  readonly record: ListenerRecord
  readonly balancer: BalancerSetup
  readonly port: number
  readonly scheme: 'http' | 'https'
  /** The first that takes a request acts; the default rule, which takes all, is the last. */
  readonly rules: readonly RuleSetup[]
  /** Added to the answers of targets, names and values in turn. */
  readonly responseHeaders: readonly string[]
  readonly keepsServer: boolean
}

export interface RuleSetup {
  /** 0: the default rule. */
  readonly priority: number
  readonly test: RequestTest
  readonly action: RuleAction | undefined
  readonly transforms: readonly RuleTransform[]
}

export interface BalancerSetup {
  readonly record: LoadBalancerRecord
  /** `app/web/50dc6c495c0c9188` */
  readonly name: string
  readonly idleMs: number
  readonly desyncMode: DesyncMode
  readonly crossZone: boolean
  readonly logs: boolean
  /** Targets are told of the client's TLS. */
  readonly tellsTls: boolean
  readonly forward: Pick<
    ForwardWish,
    'forwardedFor' | 'clientPort' | 'preserveHost' | 'dropInvalid'
  >
}

export interface GroupSetup extends Omit<Choice, 'onlyZone'> {
  readonly record: TargetGroupRecord
  readonly crossZone: boolean | undefined
  readonly stickiness: Stickiness | undefined
  readonly preservesClient: boolean
  /** All that requests may be sent to; `state` tells the healthy ones from those that are asked where none is. */
  readonly targets: readonly TargetSetup[]
}

export interface Stickiness {
  readonly type: 'lb_cookie' | 'app_cookie' | 'source_ip'
  readonly durationMs: number
  /** Of the application's own cookie. */
  readonly cookieName: string
}

export interface TargetSetup extends Choosable {
  readonly record: TargetRecord
  readonly address: string
  readonly port: number
}

export function makeBalancer(record: LoadBalancerRecord): BalancerSetup {
  const isApplication = record.type === 'application'
  const read = (key: Parameters<typeof balancerAttribute>[1]) => balancerAttribute(record, key)
  const mode = read('routing.http.desync_mitigation_mode')
  const forwardedFor = read('routing.http.xff_header_processing.mode')
  return {
    record,
    name: pathOf(record.id),
    idleMs: isApplication ? Number(read('idle_timeout.timeout_seconds')) * 1000 : 350_000,
    desyncMode: mode === 'monitor' || mode === 'strictest' ? mode : 'defensive',
    crossZone: read('load_balancing.cross_zone.enabled') === 'true',
    tellsTls: read('routing.http.x_amzn_tls_version_and_cipher_suite.enabled') === 'true',
    logs: record.attributes['access_logs.s3.enabled'] === 'true',
    forward: {
      forwardedFor:
        forwardedFor === 'preserve' || forwardedFor === 'remove' ? forwardedFor : 'append',
      clientPort: read('routing.http.xff_client_port.enabled') === 'true',
      preserveHost: read('routing.http.preserve_host_header.enabled') === 'true',
      dropInvalid: read('routing.http.drop_invalid_header_fields.enabled') === 'true',
    },
  }
}

export function makeListener(
  db: ReadRecords,
  record: ListenerRecord,
  balancer: BalancerSetup,
): ListenerSetup {
  const own = rulesOf(db, record.id).map(({ priority, conditions, actions, transforms }) => ({
    priority,
    test: compileRule(conditions),
    action: lastOf(actions),
    transforms: transforms ?? [],
  }))
  const others = {
    priority: 0,
    test: () => true,
    action: lastOf(record.defaultActions),
    transforms: [],
  }
  return {
    record,
    balancer,
    port: record.port,
    scheme: record.protocol === 'HTTPS' ? 'https' : 'http',
    rules: [...own, others],
    responseHeaders: responseHeaders.flatMap((name) => {
      const value = listenerAttribute(record, `routing.http.response.${name}.header_value`)
      return value === '' ? [] : [headerName(name), value]
    }),
    keepsServer: listenerAttribute(record, 'routing.http.response.server.enabled') !== 'false',
  }
}

/** `strict_transport_security` → `Strict-Transport-Security` */
function headerName(name: string): string {
  return name.replaceAll(
    /(?:^|_)([a-z])/g,
    (all, letter: string) => (all.startsWith('_') ? '-' : '') + letter.toUpperCase(),
  )
}

/** The one that answers: those before it ask who the client is, which is refused here. */
function lastOf(actions: readonly RuleAction[]): RuleAction | undefined {
  return actions.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0)).at(-1)
}

export function makeGroup(db: ReadRecords, record: TargetGroupRecord): GroupSetup {
  const read = (key: Parameters<typeof targetGroupAttribute>[1]) =>
    targetGroupAttribute(record, key)
  const crossZone = read('load_balancing.cross_zone.enabled')
  const least = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets'
  return {
    record,
    algorithm: algorithmOf(read('load_balancing.algorithm.type')),
    slowStartMs: (Number(read('slow_start.duration_seconds')) || 0) * 1000,
    minHealthy: {
      count: Number(read(`${least}.count`)) || 1,
      percent: Number(read(`${least}.percentage`)) || 0,
    },
    crossZone: crossZone === 'true' ? true : crossZone === 'false' ? false : undefined,
    stickiness: stickinessOf(read),
    preservesClient: read('preserve_client_ip.enabled') === 'true',
    targets: db
      .by(targets, 'group', record.id)
      .flatMap((each) => makeTarget(db, record, each) ?? []),
  }
}

function algorithmOf(name: string): Algorithm {
  return name === 'least_outstanding_requests' || name === 'weighted_random' ? name : 'round_robin'
}

function stickinessOf(
  read: (key: Parameters<typeof targetGroupAttribute>[1]) => string,
): Stickiness | undefined {
  if (read('stickiness.enabled') !== 'true') return undefined
  const type = read('stickiness.type')
  if (type === 'source_ip') return { type, durationMs: 0, cookieName: '' }
  const kind = type === 'app_cookie' ? type : 'lb_cookie'
  return {
    type: kind,
    durationMs: Number(read(`stickiness.${kind}.duration_seconds`)) * 1000,
    cookieName: read('stickiness.app_cookie.cookie_name'),
  }
}

/** Undefined for one that takes nothing new: it is draining, or nobody uses or reaches it. */
function makeTarget(
  db: ReadRecords,
  group: TargetGroupRecord,
  record: TargetRecord,
): TargetSetup | undefined {
  const { state } = record.health
  if (state === 'draining' || state === 'unused') return undefined
  const at = placeOfTarget(db, group, record)
  if (!at) return undefined
  return {
    record,
    key: `${record.targetId}|${record.port}`,
    address: at.address,
    port: record.port,
    zone: record.availabilityZone ?? at.zone,
    state: state === 'healthy' || state === 'unavailable' ? 'healthy' : 'unhealthy',
    since: record.since,
  }
}

/** Where a target is reached: an instance by its primary address, while it runs. */
export function placeOfTarget(
  db: ReadRecords,
  group: TargetGroupRecord,
  { targetId }: Pick<TargetRecord, 'targetId'>,
): { readonly address: string; readonly zone: string | undefined } | undefined {
  if (group.targetType === 'ip') {
    return { address: targetId, zone: zoneOfAddress(db, group.vpcId, targetId) }
  }
  if (db.get(instances, targetId)?.state !== 'running') return undefined
  const primary = db
    .by(networkInterfaces, 'instance', targetId)
    .find(({ attachment }) => attachment?.deviceIndex === 0)
  if (!primary) return undefined
  const address =
    group.ipAddressType === 'ipv6' ? primary.ipv6Addresses[0] : primary.privateIpAddress
  return address === undefined ? undefined : { address, zone: primary.availabilityZone }
}

function zoneOfAddress(db: ReadRecords, vpcId: string, text: string): string | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  return db.by(subnets, 'vpc', vpcId).find((subnet) =>
    blocksOfSubnet(subnet).some((cidr) => {
      const block = parseBlock(cidr)
      return block !== undefined && contains(block, address)
    }),
  )?.availabilityZone
}
