import type { CloudHost } from '../host.ts'
import type { Context } from './context.ts'

/**
 * One API operation, one file, named as AWS names it. `Input` and `Output` are the SDK's own command types, so a handler
 * is typed by the SDK and can be called without any wire. Register it by one line in its service's `operations.ts`.
 */
export interface Operation<Input = never, Output = unknown, Prepared = unknown> {
  readonly name: string
  /** What must be awaited before the transaction (key generation, a driver's answer). Reads and writes no records. */
  readonly prepare?: (input: Input, context: PrepareContext) => Promise<Prepared>
  /** Runs synchronously inside one transaction. Throws an AWS error (`errors.ts`) to refuse; then nothing is changed. */
  readonly run: (ctx: Context, input: Input, prepared: Prepared) => Output
  /** What the request may hold, as it is sent. */
  readonly maxRequestBytes?: number
  /** How a call repeated with its `ClientToken` is answered; default: the first answer, kept as JSON. */
  readonly repeat?: Repeat<Output>
}

/** For answers that are better made anew from the records than kept. */
export interface Repeat<Output> {
  /** JSON to keep with the token. */
  remember(output: Output): unknown
  answer(ctx: Context, remembered: unknown): Output
}

export interface PrepareContext {
  readonly account: string
  readonly region: string
  /** ARN of the caller. */
  readonly caller: string
  readonly host: CloudHost
  /** Nothing will be kept: prepare must leave nothing behind. */
  readonly dryRun: boolean
  /** Read-only look at the records, each call at its own moment. */
  readonly read: <T>(look: (ctx: Context) => T) => T
}

/** `export const RebootInstances = operation<RebootInstancesCommandInput, {}>('RebootInstances', (ctx, input) => …)` */
export function operation<Input, Output>(
  name: string,
  run: (ctx: Context, input: Input) => Output,
  more: { repeat?: Repeat<Output>; maxRequestBytes?: number } = {},
): Operation<Input, Output, undefined> {
  return { name, run, ...more }
}

export function preparedOperation<Input, Output, Prepared>(
  name: string,
  prepare: (input: Input, context: PrepareContext) => Promise<Prepared>,
  run: (ctx: Context, input: Input, prepared: Prepared) => Output,
  more: { repeat?: Repeat<Output> } = {},
): Operation<Input, Output, Prepared> {
  return { name, prepare, run, ...more }
}

/** Operations of every input and output in one list; the wire layer guarantees that each gets its own input. */
export interface AnyOperation {
  readonly name: string
  readonly prepare?: (input: never, context: PrepareContext) => Promise<unknown>
  readonly run: (ctx: Context, input: never, prepared: never) => unknown
  readonly maxRequestBytes?: number
  readonly repeat?: Repeat<unknown>
}
