/** Which kind of policy a statement stands in. */
export type PolicyLayer = 'identity' | 'group' | 'boundary' | 'session' | 'resource' | 'trust'

/** A statement that concerned a decision. */
export interface MatchedStatement {
  readonly policy: {
    /** Of an inline policy its own name, of a managed one the name in its ARN. */
    readonly name: string
    /** Of managed policies. */
    readonly arn?: string
    /** Whom an inline policy belongs to, or whom it came from: ARN of the user, group, role or resource. */
    readonly holder?: string
  }
  readonly layer: PolicyLayer
  readonly effect: 'Allow' | 'Deny'
  readonly sid?: string
  /** Place within the policy, from 0. */
  readonly index: number
}

/** A statement as it may be pasted into a policy. */
export interface PolicyStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >
}

/** What the policies say to one action on one resource: RunInstances asks for many. */
export interface Decision {
  readonly allowed: boolean
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** `ec2:RunInstances` */
  readonly action: string
  /** An ARN, or `*`. */
  readonly resource: string
  /** Of an explicit deny those that deny, of an allowed call those that allow. */
  readonly statements: readonly MatchedStatement[]
  /** Which layer said no. */
  readonly layer?: PolicyLayer
  /** Condition keys with the values that the call had. */
  readonly context: Readonly<Record<string, readonly string[]>>
  /** The statement that would allow it, where one more statement would. */
  readonly remedy?: PolicyStatement
}

/** A decision as it is kept. */
export interface RecordedDecision extends Decision {
  /** Account time, ms since the epoch. */
  readonly at: number
  readonly requestId: string
  /** ARN of who asked. */
  readonly principal: string
  readonly region: string
  /** Whether the call was refused for it; in explain mode it was not. */
  readonly refused: boolean
}
