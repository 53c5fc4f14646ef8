import type { Duplex } from 'node:stream'
import type { GuestUnreachable } from '@brume/guests'
import type { BalancerCall } from '../fabric/balancer-door.ts'
import { chooseByWeight, eligible } from './choose-target.ts'
import type { BalancerParts } from './parts.ts'
import type { GroupSetup, ListenerSetup, TargetSetup } from './setup.ts'
import type { ZoneCounts } from './zone-counts.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout */
const flowIdleMs = 350_000

/**
 * A connection through a network load balancer: the target's own end of it, for the balancer looks into nothing. By default the
 * target, and its security group, see the client's address.
 */
export async function openFlow(
  parts: BalancerParts,
  call: BalancerCall,
  setup: ListenerSetup,
  node: { readonly zone: string; readonly counts: ZoneCounts },
): Promise<Duplex | GuestUnreachable> {
  const { account, region, client, tls } = call
  const { counts } = node
  const endsTls = setup.record.protocol === 'TLS'
  if (endsTls && !tls) counts.tlsErrors += 1
  const chosen = endsTls && !tls ? undefined : chooseFlow(parts, call, setup, node.zone)
  if (!chosen) {
    counts.resets.balancer += 1
    return { unreachable: 'refused' }
  }
  const { group, target } = chosen
  // A listener of TCP passes TLS on as it is; one of TLS has opened it, and closes it again for who wants that.
  const inner = endsTls && group.record.protocol !== 'TLS' ? undefined : tls
  const idle = parts
    .idleWatch(
      account,
      Number(setup.record.attributes['tcp.idle_timeout.seconds'] ?? 0) * 1000 || flowIdleMs,
    )
    .watch(() => stream?.destroy())
  let close: (() => void) | undefined
  let stream: Duplex | undefined
  const opened = await parts.network().connect(
    {
      kind: 'network-interface',
      account,
      region,
      id: call.networkInterfaceId,
      ...(group.preservesClient && { seenAs: client.address }),
    },
    {
      address: target.address,
      port: target.port,
      ...(group.preservesClient && { sourcePort: client.port }),
      ...(inner && { tls: inner }),
      watch: {
        onBytes(_way, bytes) {
          counts.processedBytes += bytes
          idle.touch()
        },
        onClose() {
          idle.done()
          close?.()
        },
      },
    },
  )
  if ('unreachable' in opened) {
    idle.done()
    if (opened.unreachable === 'refused') counts.resets.target += 1
    return { unreachable: opened.unreachable }
  }
  close = counts.connected()
  stream = opened
  if (opened.destroyed) close()
  return opened
}

function chooseFlow(
  parts: BalancerParts,
  call: BalancerCall,
  setup: ListenerSetup,
  zone: string,
): { readonly group: GroupSetup; readonly target: TargetSetup } | undefined {
  const action = setup.rules.at(-1)?.action
  if (action?.type !== 'forward') return undefined
  const weighted = chooseByWeight(action.targetGroups, parts.chanceOf(call.account))
  const group = weighted && parts.setups.group(call, weighted.targetGroupId)
  if (!group) return undefined
  const crossZone = group.crossZone ?? setup.balancer.crossZone
  const from = eligible(group.targets, {
    onlyZone: crossZone ? undefined : zone,
    minHealthy: group.minHealthy,
  })
  const { client, networkInterfaceId, port } = call
  const flow =
    group.stickiness?.type === 'source_ip'
      ? client.address
      : `${client.address}:${client.port} ${networkInterfaceId}:${port}`
  const target = from[hash(flow) % Math.max(1, from.length)]
  return target && { group, target }
}

/** The same flow finds the same target. FNV-1a, mixed once more: ports that count up must not walk in step. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97)
  return (value ^ (value >>> 15)) >>> 0
}
