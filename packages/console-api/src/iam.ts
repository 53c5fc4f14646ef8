/** `GET …/cloud/iam` answers the mode of the account's access control; `POST` sets it. Only the root user and administrators may. */
import type { IamMode } from './sign-in.ts'

export interface IamSettings {
  readonly mode: IamMode
}

/** A statement that concerned a decision. */
export interface IamStatement {
  readonly policy: {
    readonly name: string
    readonly arn?: string | undefined
    /** ARN of whom an inline policy belongs to, or came from. */
    readonly holder?: string | undefined
  }
  readonly layer: IamLayer
  readonly effect: 'Allow' | 'Deny'
  readonly sid?: string | undefined
  /** Place within the policy, from 0. */
  readonly index: number
}

export const iamLayers = ['identity', 'group', 'boundary', 'session', 'resource', 'trust'] as const
export type IamLayer = (typeof iamLayers)[number]

/** A statement as it may be pasted into a policy. */
export interface IamRemedy {
  readonly Sid?: string | undefined
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, unknown>> | undefined
}

/** What the policies said to one action on one resource. */
export interface IamDecision {
  readonly allowed: boolean
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** `ec2:RunInstances` */
  readonly action: string
  /** An ARN, or `*`. */
  readonly resource: string
  /** Of an explicit deny those that deny, of what is allowed those that allow. */
  readonly statements: readonly IamStatement[]
  /** Which layer said no. */
  readonly layer?: IamLayer | undefined
  readonly context: Readonly<Record<string, readonly string[]>>
  /** The statement that would allow it, where one more would. */
  readonly remedy?: IamRemedy | undefined
  /** ISO, of the account's time. */
  readonly at: string
  readonly requestId: string
  /** ARN of who asked. */
  readonly principal: string
  readonly region: string
  /** Whether the call was refused; where policies are only explained it was not. */
  readonly refused: boolean
}

/** Answer of `GET …/cloud/iam-decisions`, with `?principal=<arn>` of one alone; the newest first. */
export interface IamDecisions {
  readonly decisions: readonly IamDecision[]
  /** Of one principal: a policy that allows just what it asked for. */
  readonly leastPolicy?: object | undefined
}

/**
 * Answer of `GET /api/<connection>/permissions`: operations of the console (`ec2/RunInstances`) that no policy of whoever is signed in can
 * allow, on whatever resource, with the layer that is in the way. What is not named may be allowed.
 */
export interface Permissions {
  readonly never: Readonly<Record<string, IamLayer>>
}
