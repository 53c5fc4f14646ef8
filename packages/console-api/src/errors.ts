import type { IamDecision } from './iam.ts'

/** Every refusal of the BFF, whatever its cause, has this body. */
export interface ErrorBody {
  readonly error: ApiError
}

export interface ApiError {
  /** AWS's code (`InvalidInstanceID.NotFound`) or one of ours (`BffErrorCode`). */
  readonly code: string
  /** For a person, in English, as AWS says it. */
  readonly message: string
  /** HTTP status that AWS (or the BFF) answered with. */
  readonly status: number
  readonly requestId?: string
  /** Where in the input the fault is, when the BFF refused it: `Filters[0].Values`. */
  readonly member?: string
  readonly hint?: ErrorHint | undefined
  /** Of a refusal by policies on the embedded cloud: what was asked, which statement denied, which one is missing. */
  readonly denial?: IamDecision | undefined
  /** Of `TooManyAttempts`: how long to wait. */
  readonly retryAfterSeconds?: number | undefined
}

/** What the person can do; the web has a text for each, in both languages. */
export type ErrorHint =
  | 'sign-in-again'
  | 'enter-code'
  | 'sign-in'
  | 'credentials-expired'
  | 'credentials-missing'
  | 'not-authorized'
  | 'endpoint-unreachable'
  | 'throttled'
  | 'read-only'
  | 'not-supported'
  | 'bad-request'
  | 'try-again'

export type BffErrorCode =
  /** 401: post to `/api/session` and try again. */
  | 'NoSession'
  /** 403: the session has not given the one-time code. */
  | 'CodeRequired'
  | 'WrongCode'
  | 'TooManyAttempts'
  /** 403: account, user name or password; nobody learns which. */
  | 'WrongCredentials'
  /** 401: the account enforces its policies, and the session is signed in as nobody there. */
  | 'SignInRequired'
  /** 403: the user has to set another password first. */
  | 'PasswordChangeRequired'
  /** 403: only the root user, and who may do everything. */
  | 'NotAdministrator'
  /** 403: another site's page, or another name for this host. */
  | 'ForbiddenOrigin'
  | 'UnknownConnection'
  | 'OperationNotAllowed'
  | 'ReadOnlyConnection'
  | 'NotEmbedded'
  | 'NotSupported'
  | 'NotFound'
  | 'BadRequest'
  | 'TooLarge'
  /** 429: as many terminals as a session may have. */
  | 'TooManyTerminals'
  /** 504: the network drops what is sent to the instance, or nobody listens there. */
  | 'InstanceUnreachable'
  /** 403: the instance did not let the pushed key in. */
  | 'LoginRefused'
  | 'EndpointUnreachable'
  | 'Timeout'
  | 'CredentialsUnavailable'
  | 'Internal'
