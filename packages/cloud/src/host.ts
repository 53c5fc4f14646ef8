import type { FlowDecision, FlowProtocol } from '@brume/ec2-model'
import type { Guest, GuestDriver } from '@brume/guests'
import type { Context } from './engine/context.ts'
import type { MetricStore } from './metrics/metric.ts'
import type { SessionPlan } from './services/ssm/sessions/session-plan.ts'

/** What operations reach of the running cloud, besides records. The same for all accounts. */
export interface CloudHost {
  /** Owner of disk contents and running guests. Disk calls belong into `ctx.beforeCommit`. */
  readonly driver: GuestDriver
  /** Owner of all data points of metrics: outside of transactions, as disk contents are. */
  readonly metrics: MetricStore
  /** `http://127.0.0.1:4566`: the AWS port as clients reach it. */
  endpoint(): string
  /** Launches from image ids that do not exist are taken as Amazon Linux (`BRUME_ACCEPT_ANY_AMI`). */
  readonly acceptAnyAmi: boolean
  /** What runs in an instance, while it runs. */
  findGuest(target: GuestTarget): Guest | undefined
  /** The text of an encoded authorization message; undefined for what this cloud did not make. */
  decodeMessage(message: string): string | undefined
  /** What policies say to actions that nobody performs. */
  simulate(ctx: Context, asked: Simulation): readonly SimulatedDecision[]
  /** Whether what runs in the instance finds and reaches a service of AWS in its Region. */
  reachesService(target: GuestTarget, service: 'ssm' | 'ssmmessages'): boolean
  /** What the network says to a flow between two places of an account and Region; undefined where one of them is not there. */
  decideFlow(
    place: Pick<GuestTarget, 'account' | 'region'>,
    from: FlowPlace,
    to: FlowPlace | string,
    protocol: FlowProtocol,
    port: number,
  ): FlowDecision | undefined
  /** Console text of the instance's guest, also of one that was stopped not long ago. */
  consoleOutput(target: GuestTarget): Uint8Array | undefined
  /** Restarts what runs in the instance. Not awaited: the guest takes its time on its own clock. */
  rebootGuest(target: GuestTarget): void
  readonly sessions: SessionHost
  readonly commands: CommandHost
  /** What EC2 Instance Connect has pushed for users of an instance. */
  readonly connectKeys: PushedKeys
  /** What it has pushed for serial ports; the user is the port: `port0`. */
  readonly serialKeys: PushedKeys
}

/** An end of a question to the network. */
export type FlowPlace =
  | { readonly kind: 'instance' | 'network-interface'; readonly id: string }
  | { readonly kind: 'internet'; readonly address: string }

/** Public keys that are good for a minute of wall time, as logins are; kept in memory alone. */
export interface PushedKeys {
  push(target: GuestTarget, user: string, key: PushedKey): void
  /** Those that are still good, oldest first. */
  active(target: GuestTarget, user: string): readonly ActiveKey[]
  /** Users with a key that is still good. */
  users(target: GuestTarget): readonly string[]
}

export interface PushedKey {
  /** As a line of `authorized_keys`. */
  readonly line: string
  /** ARN of who pushed it. */
  readonly caller: string
  readonly requestId: string
}

export interface ActiveKey extends PushedKey {
  /** Wall time, ms since the epoch. */
  readonly expiresAt: number
}

/** An instance, wherever it is. */
export interface GuestTarget {
  readonly account: string
  readonly region: string
  readonly instanceId: string
}

/** The running Session Manager sessions. The records beside them are the operations' affair. */
export interface SessionHost {
  start(start: SessionStart): SessionTicket
  /** Undefined when the session no longer runs. `endpoint`: the AWS port as the caller reached it. */
  resume(sessionId: string, endpoint: string): SessionTicket | undefined
  terminate(sessionId: string): void
}

/** The agents' side of Run Command. */
export interface CommandHost {
  /** Invocations may be waiting that an agent could take. */
  deliver(place: Omit<GuestTarget, 'instanceId'>): void
  /** Kills what runs of an invocation. */
  stop(place: Omit<GuestTarget, 'instanceId'>, invocationId: string): void
}

export interface SessionStart extends GuestTarget {
  readonly sessionId: string
  readonly agentVersion: string
  /** The AWS port as the caller reached it. */
  readonly endpoint: string
  readonly plan: SessionPlan
}

/** What a client needs to open a session's socket. */
export interface SessionTicket {
  readonly tokenValue: string
  readonly streamUrl: string
}

/** What SimulateCustomPolicy and SimulatePrincipalPolicy ask. */
export interface Simulation {
  /** ARN of the user, group or role whose policies count. */
  readonly principalArn?: string
  /** ARN in whose name it is asked; default: the principal's. */
  readonly callerArn?: string
  /** Documents besides the principal's. */
  readonly policies: readonly string[]
  readonly boundaries: readonly string[]
  readonly resourcePolicy?: string
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly context: Readonly<Record<string, readonly string[]>>
}

export interface SimulatedDecision {
  readonly action: string
  readonly resource: string
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny'
  readonly statements: readonly {
    readonly source: string
    readonly sourceType: string
    readonly index: number
  }[]
  /** Condition keys that the policies ask for and the simulation was not given. */
  readonly missingKeys: readonly string[]
  readonly boundaryAllows?: boolean
}
