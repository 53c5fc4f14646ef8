import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** One SendCommand. Its status follows from its invocations. */
export interface CommandRecord {
  readonly id: string
  readonly documentName: string
  /** As asked for: a number, `$DEFAULT` or `$LATEST`. */
  readonly documentVersion: string
  readonly comment: string
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly instanceIds: readonly string[]
  readonly targets: readonly { readonly Key: string; readonly Values: readonly string[] }[]
  readonly requestedAt: number
  /** For the delivery of each invocation. */
  readonly timeoutSeconds: number
  readonly expiresAt: number
  readonly maxConcurrency: string
  readonly maxErrors: string
  readonly targetCount: number
  /** The association that applies it: such commands are not in the history of Run Command. */
  readonly associationId?: string
  readonly cancelled?: true
  readonly steps: readonly ScriptStep[]
}

/** What agents can do. */
export type StepAction = 'aws:runShellScript' | 'aws:runPowerShellScript' | 'aws:softwareInventory'

/** What the agent is to run, parameters filled in. */
export interface ScriptStep {
  readonly name: string
  readonly action: StepAction
  /** The script; of an inventory, the types to collect. */
  readonly lines: readonly string[]
  readonly workingDirectory: string
  readonly timeoutSeconds: number
  /** Platform that its precondition asks for. */
  readonly platform?: string
  /** Whether what follows is left out when it fails. */
  readonly exitsOnFailure?: true
}

export type InvocationStatus =
  | 'Pending'
  | 'InProgress'
  | 'Delayed'
  | 'Cancelling'
  | 'Success'
  | 'Failed'
  | 'TimedOut'
  | 'Cancelled'

/** A command at one instance. */
export interface InvocationRecord {
  /** `<command id>/<instance id>` */
  readonly id: string
  readonly commandId: string
  readonly instanceId: string
  /** Its `Name` tag when the command was sent. */
  readonly instanceName: string
  readonly requestedAt: number
  readonly status: InvocationStatus
  readonly statusDetails: string
  /** Within the command's concurrency: it is being delivered or runs. */
  readonly admitted: boolean
  readonly steps: readonly StepResult[]
}

export interface StepResult {
  readonly name: string
  readonly status: InvocationStatus
  readonly statusDetails: string
  readonly responseCode: number
  readonly startedAt?: number
  readonly endedAt?: number
  /** Already cut to what GetCommandInvocation gives. */
  readonly output: string
  readonly errorOutput: string
}

export const commands = collection<CommandRecord>({ name: 'ssm/command', scope: 'region' })

export const invocations = collection<InvocationRecord, 'command' | 'instance'>({
  name: 'ssm/command-invocation',
  scope: 'region',
  indexes: {
    command: (invocation) => invocation.commandId,
    instance: (invocation) => invocation.instanceId,
  },
})

export const invocationId = (commandId: string, instanceId: string): string =>
  `${commandId}/${instanceId}`

export const isOver = (status: InvocationStatus): boolean =>
  status === 'Success' || status === 'Failed' || status === 'TimedOut' || status === 'Cancelled'

/** Run Command forgets after 30 days. */
const historyMs = 30 * 24 * 3_600_000

export function forgetOldCommands(ctx: Context): void {
  for (const command of ctx.db.all(commands)) {
    if (command.requestedAt > ctx.now - historyMs) return
    for (const { id } of ctx.db.by(invocations, 'command', command.id)) {
      ctx.db.delete(invocations, id)
    }
    ctx.db.delete(commands, command.id)
  }
}
