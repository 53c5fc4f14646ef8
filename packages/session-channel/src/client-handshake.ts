import { PayloadType } from './codec.ts'
import {
  ActionStatus,
  handshakeResponsePayload,
  parseCustomerMessage,
  parseHandshakeRequest,
  textOf,
} from './handshake-messages.ts'
import type { ProcessedAction, RequestedAction } from './handshake-messages.ts'
import { asObject, parseJsonObject, toBytes } from './json.ts'
import { SessionCipher } from './session-cipher.ts'
import { clientVersion } from './versions.ts'

export interface DataKeyRequest {
  readonly keyId: string
  readonly encryptionContext: Readonly<Record<string, string>>
}

export interface DataKey {
  /** 64 bytes. */
  readonly plaintext: Uint8Array
  readonly ciphertext: Uint8Array
}

export interface ClientHandshakeOptions {
  readonly sessionId: () => string
  readonly target: string
  /** KMS GenerateDataKey, 64 bytes; without it a session that asks for encryption is refused. */
  readonly dataKey?: (request: DataKeyRequest) => Promise<DataKey>
  /** Whether the user of this client wants connections to a port, and no terminal. */
  readonly forPorts?: boolean
  readonly send: (payloadType: number, payload: Uint8Array) => void
  readonly complete: (customerMessage: string) => void
  readonly failed: (reason: string) => void
}

const shellTypes = new Set(['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands'])

/** The client's side. Agents that skip the handshake are recognised by their first output. */
export class ClientHandshake {
  readonly #options: ClientHandshakeOptions
  #cipher: SessionCipher | undefined
  #agentVersion = ''
  #portProperties: Record<string, unknown> | undefined
  #isComplete = false

  constructor(options: ClientHandshakeOptions) {
    this.#options = options
  }

  get isComplete(): boolean {
    return this.#isComplete
  }
  get agentVersion(): string {
    return this.#agentVersion
  }
  /** Of a port session, as its document and parameters give them. */
  get portProperties(): Record<string, unknown> | undefined {
    return this.#portProperties
  }
  /** Present once the session is encrypted; then output, error output, exit code and input are sealed with it. */
  get cipher(): SessionCipher | undefined {
    return this.#cipher
  }

  /** Takes frames that belong to the handshake, and the first output of an agent that skips it. */
  receive(payloadType: number, payload: Uint8Array): void {
    switch (payloadType) {
      case PayloadType.handshakeRequest:
        void this.#answer(payload)
        return
      case PayloadType.encryptionChallengeRequest:
        this.#answerChallenge(payload)
        return
      case PayloadType.handshakeComplete:
        this.#finish(parseCustomerMessage(payload))
        return
      default:
        this.#finish('')
    }
  }

  #finish(customerMessage: string): void {
    if (this.#isComplete) return
    this.#isComplete = true
    this.#options.complete(customerMessage)
  }

  async #answer(payload: Uint8Array): Promise<void> {
    const request = parseHandshakeRequest(payload)
    if (request === undefined)
      return this.#options.failed('The agent sent an unreadable handshake.')
    this.#agentVersion = request.agentVersion
    const actions: ProcessedAction[] = []
    for (const action of request.actions) {
      // Only encryption has to wait; all else is answered in the same turn.
      actions.push(
        action.type === 'KMSEncryption' ? await this.#encrypt(action) : this.#process(action),
      )
    }
    const errors = actions.map((action) => action.error).filter((error) => error !== '')
    this.#options.send(
      PayloadType.handshakeResponse,
      handshakeResponsePayload({ clientVersion, actions, errors }),
    )
  }

  #process(action: RequestedAction): ProcessedAction {
    if (action.type !== 'SessionType') {
      return refuse(action, ActionStatus.unsupported, `Unsupported action ${action.type}`)
    }
    const sessionType = textOf(action.parameters['SessionType'])
    const isKnown = this.#options.forPorts ? sessionType === 'Port' : shellTypes.has(sessionType)
    if (!isKnown) {
      return refuse(action, ActionStatus.failed, `Unsupported session type ${sessionType}`)
    }
    if (sessionType === 'Port') {
      this.#portProperties = asObject(action.parameters['Properties']) ?? {}
    }
    return { type: action.type, status: ActionStatus.success, result: null, error: '' }
  }

  async #encrypt(action: RequestedAction): Promise<ProcessedAction> {
    const { dataKey, sessionId, target } = this.#options
    if (dataKey === undefined) {
      return refuse(action, ActionStatus.unsupported, 'This client cannot encrypt sessions.')
    }
    const challenge = textOf(action.parameters['Challenge'])
    try {
      const key = await dataKey({
        keyId: textOf(action.parameters['KMSKeyId']),
        encryptionContext: {
          'aws:ssm:SessionId': sessionId(),
          'aws:ssm:TargetId': target,
          ...(challenge === '' ? {} : { 'aws:ssm:RandomChallenge': challenge }),
        },
      })
      this.#cipher = new SessionCipher(key.plaintext)
      return {
        type: action.type,
        status: ActionStatus.success,
        result: {
          KMSCipherTextKey: Buffer.from(key.ciphertext).toString('base64'),
          KMSCipherTextHash: null,
          ...(challenge === '' ? {} : { ChallengeAcknowledgement: true }),
        },
        error: '',
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return refuse(
        action,
        ActionStatus.failed,
        `Failed to process action KMSEncryption: ${reason}`,
      )
    }
  }

  #answerChallenge(payload: Uint8Array): void {
    const sealed = Buffer.from(textOf(parseJsonObject(payload)?.['Challenge']), 'base64')
    const challenge = this.#cipher?.decrypt(sealed)
    if (this.#cipher === undefined || challenge === undefined) {
      return this.#options.failed('The agent does not hold the session key.')
    }
    const answer = Buffer.from(this.#cipher.encrypt(challenge)).toString('base64')
    this.#options.send(PayloadType.encryptionChallengeResponse, toBytes({ Challenge: answer }))
  }
}

function refuse(action: RequestedAction, status: number, error: string): ProcessedAction {
  return { type: action.type, status, result: null, error }
}
