import * as ec2 from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import type { ClientConfig } from '@brume/test-kit'

/** An AWS answer, or its refusal, as plain JSON-like data. */
export type Outcome =
  | { readonly output: Readonly<Record<string, unknown>>; readonly error?: undefined }
  | { readonly output?: undefined; readonly error: Refusal }

export interface Refusal {
  readonly code: string
  readonly message: string
  readonly status: number
}

/** Calls operations by name through the real SDK clients. */
export interface Caller {
  /** The answer or the refusal; throws for what never reached the cloud. */
  attempt(operation: string, input: object): Promise<Outcome>
  /** The answer; a refusal fails the test, saying which call it was. */
  call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>>
  close(): void
}

type Send = (command: object) => Promise<Readonly<Record<string, unknown>>>

/** An SDK package, and a client of it. */
export interface Service {
  readonly sdk: object
  readonly client: { readonly send: unknown; destroy(): void }
}

/** Of EC2, and of IAM where EC2 has no such operation. */
export function createCaller(config: ClientConfig): Caller {
  return callerOf([
    { sdk: ec2, client: new ec2.EC2Client(config) },
    { sdk: iam, client: new iam.IAMClient(config) },
  ])
}

export function callerOf(services: readonly Service[]): Caller {
  async function attempt(operation: string, input: object): Promise<Outcome> {
    const found = services.find(({ sdk }) => `${operation}Command` in sdk)
    const Command: unknown = found && Reflect.get(found.sdk, `${operation}Command`)
    if (!found || typeof Command !== 'function') throw new Error(`The SDK has no ${operation}`)
    const { client } = found
    if (typeof client.send !== 'function') throw new Error('No client of the SDK')
    const sends = client.send
    const send: Send = (command) => Reflect.apply(sends, client, [command])
    try {
      const { $metadata: _, ...output } = await send(Reflect.construct(Command, [input]))
      return { output }
    } catch (error) {
      return { error: refusalOf(operation, error) }
    }
  }
  return {
    attempt,
    async call(operation, input) {
      const { output, error } = await attempt(operation, input)
      if (!error) return output
      throw new Error(`${operation} ${JSON.stringify(input)}: ${error.code}: ${error.message}`)
    },
    close() {
      for (const { client } of services) client.destroy()
    },
  }
}

function refusalOf(operation: string, error: unknown): Refusal {
  if (!(error instanceof Error) || !('$metadata' in error)) {
    throw new Error(`${operation} never reached the cloud`, { cause: error })
  }
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: number }
  return { code: error.name, message: error.message, status: httpStatusCode ?? 0 }
}

/** What stands at `Vpc.VpcId`, `Volumes.0.VolumeId`. */
export function textAt(output: unknown, path: string): string {
  let value = output
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) value = undefined
    else value = Reflect.get(value, part)
  }
  if (typeof value !== 'string') throw new Error(`Nothing at ${path} of ${JSON.stringify(output)}`)
  return value
}
