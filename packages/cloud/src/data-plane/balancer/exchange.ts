import type { IncomingMessage } from 'node:http'
import { accessLogLine } from './access-log.ts'
import type { Asked } from './asked.ts'
import type { HeadRefusal } from './check-head.ts'
import type { Entry } from './entry.ts'
import type { BalancerParts } from './parts.ts'
import type { GroupSetup, ListenerSetup, RuleSetup, TargetSetup } from './setup.ts'

/** One request and what becomes of it, for the log and the metrics. */
export class Exchange {
  readonly parts: BalancerParts
  readonly entry: Entry
  readonly setup: ListenerSetup
  readonly request: IncomingMessage
  readonly createdAt: number
  readonly isUpgrade: boolean
  asked: Asked | undefined
  rule: RuleSetup | undefined
  traceId: string | undefined
  group: GroupSetup | undefined
  target: TargetSetup | undefined
  /** Account times. */
  targetAskedAt: number | undefined
  targetAnsweredAt: number | undefined
  targetStatus: number | undefined
  /** What the client was answered, by the target or by the balancer itself. */
  status: number | undefined
  isOwnAnswer = false
  redirectUrl: string | undefined
  refusal: HeadRefusal | undefined
  receivedBytes = 0
  sentBytes = 0
  #ended = false

  constructor(
    parts: BalancerParts,
    entry: Entry,
    setup: ListenerSetup,
    request: IncomingMessage,
    isUpgrade = false,
  ) {
    this.parts = parts
    this.entry = entry
    this.setup = setup
    this.request = request
    this.isUpgrade = isUpgrade
    this.createdAt = this.now()
    this.receivedBytes = headBytes(request.rawHeaders) + (request.url?.length ?? 0) + 16
  }

  now(): number {
    return this.parts.clockOf(this.entry.account).now()
  }

  /** The answer is on its way to its target, which may take as long as it likes. */
  askTarget(group: GroupSetup, target: TargetSetup): void {
    this.group = group
    this.target = target
    this.targetAskedAt = this.now()
    this.parts.setups.turns(group.record.id).begin(target.key)
  }

  targetAnswered(status: number): void {
    this.targetStatus = status
    this.targetAnsweredAt = this.now()
  }

  /** Once, when nothing more comes of it. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    const { parts, group, target, setup, entry } = this
    if (group && target) parts.setups.turns(group.record.id).end(target.key)
    this.#count()
    parts.served({
      client: entry.client,
      target: this.isOwnAnswer ? undefined : target?.record.targetId,
    })
    if (setup.balancer.logs) parts.log.write(entry, entry.balancerId, this.#line())
  }

  #count(): void {
    const { entry, group, rule, status = 0, targetStatus } = this
    const { counts } = entry
    counts.processedBytes += this.receivedBytes + this.sentBytes
    if (this.isOwnAnswer) {
      counts.ownAnswer(status)
      if (rule?.action?.type === 'fixed-response' && !this.refusal) counts.fixedResponses += 1
      if (status === 507) counts.redirectsTooLong += 1
    }
    if (this.redirectUrl !== undefined) counts.redirects += 1
    if (!group) return
    // What was refused before a target was chosen is no request of AWS's count.
    const ofGroup = counts.group(group.record.id)
    ofGroup.requests += 1
    if (targetStatus === undefined) return
    ofGroup.answered(targetStatus)
    ofGroup.responseTime(((this.targetAnsweredAt ?? 0) - (this.targetAskedAt ?? 0)) / 1000)
  }

  #line(): string {
    const { asked, entry, group, request, rule, setup, target, targetAskedAt } = this
    const { client, tls, port } = entry
    const endedAt = this.now()
    const answeredAt = this.targetAnsweredAt
    const action = rule?.action
    const host = asked?.host === undefined || asked.host === '' ? entry.address : asked.host
    const scheme = setup.scheme
    const path = asked && `${asked.path}${asked.query === '' ? '' : `?${asked.query}`}`
    const upgraded = this.isUpgrade && this.targetStatus === 101
    const between = (from: number | undefined, to: number | undefined): number =>
      from === undefined || to === undefined ? -1 : (to - from) / 1000
    const reached = answeredAt !== undefined
    return accessLogLine({
      type: upgraded ? (scheme === 'https' ? 'wss' : 'ws') : scheme,
      at: endedAt,
      createdAt: this.createdAt,
      balancer: setup.balancer.name,
      client: `${client.address}:${client.port}`,
      target: target && `${target.address}:${target.port}`,
      requestTime: reached ? between(this.createdAt, targetAskedAt) : -1,
      targetTime: between(targetAskedAt, answeredAt),
      responseTime: between(answeredAt, endedAt),
      status: this.status,
      targetStatus: this.targetStatus,
      receivedBytes: this.receivedBytes,
      sentBytes: this.sentBytes,
      request:
        path === undefined
          ? `- ${scheme}://${host}:${port}- -`
          : `${request.method} ${scheme}://${host}:${port}${path} HTTP/${request.httpVersion}`,
      userAgent: request.headers['user-agent'],
      cipher: tls?.cipher,
      tlsProtocol: tls?.protocol,
      targetGroupArn: group?.record.id,
      traceId: this.traceId,
      domainName: tls?.serverName,
      certificateArn: tls?.certificateArn,
      rulePriority: rule ? rule.priority : -1,
      actions: action ? [action.type] : [],
      redirectUrl: this.redirectUrl,
      errorReason: undefined,
      classification: this.refusal?.classification,
      classificationReason: this.refusal?.classificationReason,
    })
  }
}

/** Names, values, and what stands between and behind them. */
export function headBytes(raw: readonly string[]): number {
  let bytes = 2
  for (const text of raw) bytes += text.length + 2
  return bytes
}
