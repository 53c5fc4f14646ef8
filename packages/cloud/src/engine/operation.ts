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
}

export interface PrepareContext {
  readonly account: string
  readonly region: string
  /** Read-only look at the records, each call at its own moment. */
  readonly read: <T>(look: (ctx: Context) => T) => T
}

/** `export const RebootInstances = operation<RebootInstancesCommandInput, {}>('RebootInstances', (ctx, input) => …)` */
export function operation<Input, Output>(
  name: string,
  run: (ctx: Context, input: Input) => Output,
): Operation<Input, Output, undefined> {
  return { name, run }
}

export function preparedOperation<Input, Output, Prepared>(
  name: string,
  prepare: (input: Input, context: PrepareContext) => Promise<Prepared>,
  run: (ctx: Context, input: Input, prepared: Prepared) => Output,
): Operation<Input, Output, Prepared> {
  return { name, prepare, run }
}
