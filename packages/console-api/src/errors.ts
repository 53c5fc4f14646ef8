/** Every refusal of the BFF, whatever its cause, has this body: `{ "error": ApiError }`. */
export interface ApiError {
  /** AWS's code (`InvalidInstanceID.NotFound`) or one of ours (`BffErrorCode`). */
  readonly code: string
  /** For a person, in English, as AWS says it. */
  readonly message: string
  /** HTTP status that AWS (or the BFF) answered with. */
  readonly status: number
  readonly requestId?: string
  readonly hint?: ErrorHint
}

/** What the person can do; the web has a text for each, in both languages. */
export type ErrorHint =
  | 'sign-in-again'
  | 'credentials-expired'
  | 'not-authorized'
  | 'endpoint-unreachable'
  | 'throttled'
  | 'read-only'
  | 'not-supported'
  | 'bad-request'

export type BffErrorCode =
  | 'NoSession'
  | 'UnknownConnection'
  | 'OperationNotAllowed'
  | 'ReadOnlyConnection'
  | 'BadRequest'
  | 'EndpointUnreachable'
  | 'CredentialsUnavailable'
  | 'Internal'
