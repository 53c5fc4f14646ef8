/** What a listener does with a request that a rule takes. */
export type RuleAction = ForwardAction | RedirectAction | FixedResponseAction

export interface ForwardAction {
  readonly type: 'forward'
  readonly order?: number
  /** 1 to 5; a network load balancer's listener has one unless it weighs them. */
  readonly targetGroups: readonly WeightedTargetGroup[]
  /** Requests of a client stay with the group that its first one went to. */
  readonly stickiness: { readonly enabled: boolean; readonly durationSeconds?: number }
}

export interface WeightedTargetGroup {
  /** The group's ARN. */
  readonly targetGroupId: string
  /** 0 to 999. */
  readonly weight: number
}

/** Parts may hold `#{protocol}`, `#{host}`, `#{port}`, `#{path}`, `#{query}`. */
export interface RedirectAction {
  readonly type: 'redirect'
  readonly order?: number
  readonly protocol: string
  readonly port: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly statusCode: 'HTTP_301' | 'HTTP_302'
}

export interface FixedResponseAction {
  readonly type: 'fixed-response'
  readonly order?: number
  /** `200`: 2XX, 4XX or 5XX. */
  readonly statusCode: string
  readonly contentType?: string
  readonly messageBody?: string
}

/** The ARNs of the groups that actions forward to. */
export function targetGroupsOf(actions: readonly RuleAction[]): readonly string[] {
  return actions.flatMap((action) =>
    action.type === 'forward' ? action.targetGroups.map(({ targetGroupId }) => targetGroupId) : [],
  )
}
