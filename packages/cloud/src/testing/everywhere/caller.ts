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

export function createCaller(config: ClientConfig): Caller {
  const clients = { ec2: new ec2.EC2Client(config), iam: new iam.IAMClient(config) }
  async function attempt(operation: string, input: object): Promise<Outcome> {
    const service = `${operation}Command` in ec2 ? 'ec2' : 'iam'
    const Command: unknown = Reflect.get(service === 'ec2' ? ec2 : iam, `${operation}Command`)
    if (typeof Command !== 'function') throw new Error(`The SDK has no ${operation}`)
    const client = clients[service]
    const send: Send = (command) => Reflect.apply(client.send, client, [command])
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
      for (const client of Object.values(clients)) client.destroy()
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
