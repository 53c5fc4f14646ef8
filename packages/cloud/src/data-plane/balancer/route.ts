import type { ForwardAction } from '../../services/elastic-load-balancing-v2/rules/rule-action.ts'
import { chooseByWeight, chooseTarget, eligible } from './choose-target.ts'
import type { Exchange } from './exchange.ts'
import type { GroupSetup, TargetSetup } from './setup.ts'
import { readCookies, readStick, stickyLines, type StickyCookie } from './sticky-cookies.ts'

/** Where a request goes, and the cookies by which its client will come back there. */
export interface Route {
  readonly group: GroupSetup
  readonly target: TargetSetup
  /** Lines of `Set-Cookie`, whatever the answer. */
  readonly cookies: readonly string[]
  /** Asked once the application has set its own cookie. */
  readonly cookiesOfApp: () => readonly string[]
}

const usualGroupStickinessMs = 3_600_000
const nothing = (): readonly string[] => []

/** Or the status of why there is none. */
export function chooseRoute(exchange: Exchange, action: ForwardAction): Route | number {
  const { entry, parts, setup, request, rule } = exchange
  const { account } = entry
  const now = exchange.now()
  const seal = parts.sealOf(account)
  const jar = lazily(() => readCookies(request.headers.cookie))
  const cookies: string[] = []
  const keep = (name: StickyCookie, of: string, to: string, forMs: number): readonly string[] =>
    stickyLines(seal, {
      name,
      of,
      to,
      until: now + forMs,
      expires: parts.wall.now() + forMs,
      secure: setup.scheme === 'https',
    })

  const { stickiness, targetGroups } = action
  const of = `${setup.record.id}/${rule?.priority ?? 0}`
  const held = stickiness.enabled ? readStick(seal, jar(), 'AWSALBTG', of, now) : undefined
  const weighted =
    targetGroups.find(({ targetGroupId, weight }) => targetGroupId === held && weight > 0) ??
    chooseByWeight(targetGroups, parts.chanceOf(account))
  const group = weighted && parts.setups.group(entry, weighted.targetGroupId)
  if (!group) return 503
  if (stickiness.enabled && targetGroups.length > 1) {
    const seconds = stickiness.durationSeconds
    const forMs = seconds === undefined ? usualGroupStickinessMs : seconds * 1000
    cookies.push(...keep('AWSALBTG', of, group.record.id, forMs))
  }

  // Targets that speak nothing but HTTP/2 cannot be asked by who came with HTTP/1.1.
  const { protocolVersion, id } = group.record
  if (protocolVersion !== undefined && protocolVersion !== 'HTTP1') return 464
  const own = group.stickiness
  const cookieName = own?.type === 'app_cookie' ? 'AWSALBAPP-0' : 'AWSALB'
  const stuckTo = own && readStick(seal, jar(), cookieName, id, now)
  const target = targetFor(exchange, group, stuckTo)
  if (!target) return 503
  const stay = (name: StickyCookie) => keep(name, id, target.key, own?.durationMs ?? 0)
  if (own?.type === 'lb_cookie') cookies.push(...stay('AWSALB'))
  const cookiesOfApp = own?.type === 'app_cookie' ? () => stay('AWSALBAPP-0') : nothing
  return { group, target, cookies, cookiesOfApp }
}

/** The target that a client is held to while it is in service, or another. */
function targetFor(
  { entry, parts, setup }: Exchange,
  group: GroupSetup,
  stuckTo: string | undefined,
): TargetSetup | undefined {
  const { balancer } = setup
  const crossZone = group.crossZone ?? balancer.crossZone
  const onlyZone = crossZone ? undefined : entry.zone
  const from = eligible(group.targets, { onlyZone, minHealthy: group.minHealthy })
  const stuck = stuckTo === undefined ? undefined : from.find(({ key }) => key === stuckTo)
  const choice = {
    algorithm: group.algorithm,
    slowStartMs: group.slowStartMs,
    minHealthy: group.minHealthy,
    onlyZone,
  }
  const turns = parts.setups.turns(group.record.id)
  const { account } = entry
  const at = parts.clockOf(account).now()
  return stuck ?? chooseTarget(from, choice, turns, at, parts.chanceOf(account))
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
