import type { ServiceName } from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { findCommand } from './operations.ts'
import { reviveInput } from './revive.ts'

/** No call lasts longer, retries included. */
const callTimeoutMs = 90_000

export interface Answer {
  /** The output without the SDK's `$metadata`; dates and bytes as the SDK gives them. */
  readonly output: object
  readonly requestId: string | undefined
  readonly answersBytes: boolean
}

/** Asks one operation. `input` is JSON as it came from the browser; throws the SDK's errors, and refusals of bad input. */
export async function call(
  connection: OpenConnection,
  region: string,
  service: ServiceName,
  operation: string,
  input: unknown,
  abort?: AbortSignal,
): Promise<Answer> {
  const command = await findCommand(service, operation)
  const revived = reviveInput(command.input, input)
  const client: unknown = await connection.clients.client(service, region)
  const timeout = AbortSignal.timeout(callTimeoutMs)
  const abortSignal = abort ? AbortSignal.any([abort, timeout]) : timeout
  if (!isSender(client)) throw new TypeError(`no client for ${service}`)
  const { $metadata, ...output } = await client.send(command.make(revived), { abortSignal })
  return { output, requestId: $metadata?.requestId, answersBytes: command.answersBytes }
}

interface Sender {
  send(
    command: unknown,
    options: { abortSignal: AbortSignal },
  ): Promise<{ $metadata?: { requestId?: string } }>
}

function isSender(client: unknown): client is Sender {
  return typeof client === 'object' && client !== null && 'send' in client
}
