import { asObject, parseJsonObject, toBytes } from './json.ts'

/** What the program at the agent's end is; the plugin shows the first three as a shell. */
export type SessionType =
  | 'Standard_Stream'
  | 'InteractiveCommands'
  | 'NonInteractiveCommands'
  | 'Port'

export interface RequestedAction {
  readonly type: string
  readonly parameters: Record<string, unknown>
}

export interface HandshakeRequest {
  readonly agentVersion: string
  readonly actions: readonly RequestedAction[]
}

export const ActionStatus = { success: 1, failed: 2, unsupported: 3 } as const

export interface ProcessedAction {
  readonly type: string
  readonly status: number
  readonly result: unknown
  readonly error: string
}

export interface HandshakeResponse {
  readonly clientVersion: string
  readonly actions: readonly ProcessedAction[]
  readonly errors: readonly string[]
}

/** Key order as the agent writes it. */
export function handshakeRequestPayload(
  agentVersion: string,
  sessionType: SessionType,
  properties: unknown,
): Uint8Array {
  return toBytes({
    AgentVersion: agentVersion,
    RequestedClientActions: [
      {
        ActionType: 'SessionType',
        ActionParameters: { SessionType: sessionType, Properties: properties },
      },
    ],
  })
}

export function handshakeResponsePayload(response: HandshakeResponse): Uint8Array {
  return toBytes({
    ClientVersion: response.clientVersion,
    ProcessedClientActions: response.actions.map((action) => ({
      ActionType: action.type,
      ActionStatus: action.status,
      ActionResult: action.result,
      Error: action.error,
    })),
    Errors: response.errors.length > 0 ? response.errors : null,
  })
}

export function handshakeCompletePayload(tookNs: number, customerMessage: string): Uint8Array {
  return toBytes({ HandshakeTimeToComplete: tookNs, CustomerMessage: customerMessage })
}

export function parseHandshakeRequest(payload: Uint8Array): HandshakeRequest | undefined {
  const fields = parseJsonObject(payload)
  const actions = fields?.['RequestedClientActions']
  if (fields === undefined || !Array.isArray(actions)) return undefined
  return {
    agentVersion: textOf(fields['AgentVersion']),
    actions: actions.map((action: unknown) => ({
      type: textOf(asObject(action)?.['ActionType']),
      parameters: asObject(asObject(action)?.['ActionParameters']) ?? {},
    })),
  }
}

export function parseHandshakeResponse(payload: Uint8Array): HandshakeResponse | undefined {
  const fields = parseJsonObject(payload)
  const actions = fields?.['ProcessedClientActions']
  if (fields === undefined || !Array.isArray(actions)) return undefined
  const errors = fields['Errors']
  return {
    clientVersion: textOf(fields['ClientVersion']),
    actions: actions.map((action: unknown) => {
      const read = asObject(action)
      const status = read?.['ActionStatus']
      return {
        type: textOf(read?.['ActionType']),
        status: typeof status === 'number' ? status : 0,
        result: read?.['ActionResult'] ?? null,
        error: textOf(read?.['Error']),
      }
    }),
    errors: Array.isArray(errors) ? errors.map(textOf) : [],
  }
}

export function parseCustomerMessage(payload: Uint8Array): string {
  return textOf(parseJsonObject(payload)?.['CustomerMessage'])
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
