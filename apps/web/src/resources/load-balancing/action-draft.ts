import { isWithin } from '../../lib/whole-number.ts'
import type { PlainKey } from '../../i18n/index.ts'
import { groupsOf, type Action } from './model.ts'

export const actionTypes = ['forward', 'redirect', 'fixed-response'] as const
export type ActionType = (typeof actionTypes)[number]

/** What is to be done with a request, while it is being edited. */
export interface ActionDraft {
  /** What is done first, such as signing in: kept as it is, since only the last action is edited here. */
  readonly before: readonly Action[]
  readonly type: ActionType
  readonly groups: readonly { readonly arn: string; readonly weight: string }[]
  readonly sticky: boolean
  readonly stickySeconds: string
  readonly protocol: string
  readonly port: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly permanent: boolean
  readonly code: string
  readonly contentType: string
  readonly body: string
}

export const newAction: ActionDraft = {
  before: [],
  type: 'forward',
  groups: [{ arn: '', weight: '1' }],
  sticky: false,
  stickySeconds: '3600',
  protocol: 'HTTPS',
  port: '443',
  host: '#{host}',
  path: '/#{path}',
  query: '#{query}',
  permanent: true,
  code: '503',
  contentType: 'text/plain',
  body: '',
}

/** Actions as they are, to be edited; only one of them does what is done at the end. */
export function toActionDraft(actions: readonly Action[] | undefined): ActionDraft {
  const inTurn = (actions ?? []).toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0))
  const action = inTurn.at(-1)
  const { Type, ForwardConfig, RedirectConfig: to, FixedResponseConfig: fixed } = action ?? {}
  const groups = groupsOf(actions).map(({ arn, weight }) => ({ arn, weight: String(weight) }))
  const sticky = ForwardConfig?.TargetGroupStickinessConfig
  return {
    before: inTurn.slice(0, -1),
    type: actionTypes.find((one) => one === Type) ?? 'forward',
    groups: groups.length > 0 ? groups : newAction.groups,
    sticky: sticky?.Enabled ?? false,
    stickySeconds: String(sticky?.DurationSeconds ?? newAction.stickySeconds),
    protocol: to?.Protocol ?? newAction.protocol,
    port: to?.Port ?? newAction.port,
    host: to?.Host ?? newAction.host,
    path: to?.Path ?? newAction.path,
    query: to?.Query ?? newAction.query,
    permanent: to?.StatusCode !== 'HTTP_302',
    code: fixed?.StatusCode ?? newAction.code,
    contentType: fixed?.ContentType ?? newAction.contentType,
    body: fixed?.MessageBody ?? '',
  }
}

/** What keeps it from being sent. */
export function findActionProblem(draft: ActionDraft): PlainKey | undefined {
  if (draft.type === 'forward') {
    if (draft.groups.some(({ arn }) => arn === '')) return 'balancing.noGroup'
    if (new Set(draft.groups.map(({ arn }) => arn)).size < draft.groups.length) {
      return 'balancing.groupTwice'
    }
    if (draft.groups.some(({ weight }) => !isWithin(weight, 0, 999))) {
      return 'balancing.weightProblem'
    }
    return draft.sticky && !isWithin(draft.stickySeconds, 1, 604_800)
      ? 'balancing.stickyProblem'
      : undefined
  }
  if (draft.type === 'redirect') {
    if (!/^(#\{port\}|\d{1,5})$/.test(draft.port)) return 'balancing.redirectPortProblem'
    if (!draft.path.startsWith('/')) return 'balancing.redirectPathProblem'
    const same =
      draft.protocol === '#{protocol}' &&
      draft.port === '#{port}' &&
      draft.host === '#{host}' &&
      draft.path === '/#{path}'
    return same ? 'balancing.redirectLoop' : undefined
  }
  return /^[245]\d\d$/.test(draft.code) ? undefined : 'balancing.codeProblem'
}

/** As the API's members name them, in their order. */
export function toActions(draft: ActionDraft): Action[] {
  const last = toLastAction(draft)
  if (draft.before.length === 0) return [last]
  return [...draft.before, last].map((action, at) => ({ ...action, Order: at + 1 }))
}

/** A network load balancer's listener takes one group without a weight. */
function toLastAction(draft: ActionDraft): Action {
  if (draft.type === 'redirect') {
    const { protocol, port, host, path, query, permanent } = draft
    return {
      Type: 'redirect',
      RedirectConfig: {
        Protocol: protocol,
        Port: port,
        Host: host,
        Path: path,
        Query: query,
        StatusCode: permanent ? 'HTTP_301' : 'HTTP_302',
      },
    }
  }
  if (draft.type === 'fixed-response') {
    const { code, contentType, body } = draft
    return {
      Type: 'fixed-response',
      FixedResponseConfig: {
        StatusCode: code,
        ContentType: contentType,
        ...(body !== '' && { MessageBody: body }),
      },
    }
  }
  const [first] = draft.groups
  if (draft.groups.length === 1 && first && !draft.sticky) {
    return { Type: 'forward', TargetGroupArn: first.arn }
  }
  return {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: draft.groups.map(({ arn, weight }) => ({
        TargetGroupArn: arn,
        Weight: Number(weight),
      })),
      TargetGroupStickinessConfig: {
        Enabled: draft.sticky,
        ...(draft.sticky && { DurationSeconds: Number(draft.stickySeconds) }),
      },
    },
  }
}
