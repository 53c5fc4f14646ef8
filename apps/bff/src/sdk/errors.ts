import type { ApiError, ErrorHint, IamDecision } from '@brume/console-api'
import { ApiFault } from '../fault.ts'

/**
 * The one mapper: whatever was thrown becomes what the web understands. AWS's own refusals pass through in AWS's words;
 * of everything else the browser learns the kind and nothing more: no host, no credential, no stack.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiFault) return error.error
  const { name, message, code, status, requestId } = read(error)
  const known = ours(name, code)
  if (known) return known
  if (status !== undefined && name !== 'Error' && name !== 'SyntaxError') {
    const denial = denialOf(error)
    return {
      code: name,
      message,
      status,
      requestId,
      hint: hintFor(name, status),
      ...(denial && { denial }),
    }
  }
  return {
    code: 'Internal',
    message: 'The console failed at this. Its log has the cause.',
    status: 500,
  }
}

/** What the embedded cloud's policies said, where a client has put it onto the error. */
function denialOf(error: unknown): IamDecision | undefined {
  return error instanceof Error ? denials.get(error) : undefined
}

const denials = new WeakMap<Error, IamDecision>()

/** Lets a refusal by policies say what was decided. */
export function addDenial(error: Error, denial: IamDecision): void {
  denials.set(error, denial)
}

/** Whether the fault is ours, so that it belongs into the log. */
export function isUnexpected(error: unknown): boolean {
  return toApiError(error).code === 'Internal'
}

const credentialErrors = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ProviderError',
])
const networkErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Faults that never reached AWS. */
function ours(name: string, code: string | undefined): ApiError | undefined {
  if (credentialErrors.has(name)) {
    return {
      code: 'CredentialsUnavailable',
      message:
        'There are no valid credentials for this connection. Sign in again (for SSO: aws sso login) or check the profile.',
      status: 502,
      hint: 'credentials-missing',
    }
  }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') {
    return {
      code: 'Timeout',
      message: 'The endpoint of this connection did not answer in time.',
      status: 504,
      hint: 'try-again',
    }
  }
  if (code !== undefined && networkErrors.has(code)) {
    return {
      code: 'EndpointUnreachable',
      message: 'The endpoint of this connection cannot be reached.',
      status: 502,
      hint: 'endpoint-unreachable',
    }
  }
  return undefined
}

function hintFor(code: string, status: number): ErrorHint | undefined {
  if (/Throttl|RequestLimitExceeded|TooManyRequests|SlowDown/.test(code)) return 'throttled'
  if (/^(ExpiredToken|RequestExpired|ExpiredTokenException)/.test(code))
    return 'credentials-expired'
  if (/^(AuthFailure|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch)/.test(code)) {
    return 'credentials-missing'
  }
  if (
    /^(UnauthorizedOperation|AccessDenied|Client\.UnauthorizedOperation|OptInRequired)/.test(code)
  ) {
    return code === 'OptInRequired' ? undefined : 'not-authorized'
  }
  if (code === 'UnsupportedOperation' && status === 501) return 'not-supported'
  return status >= 500 ? 'try-again' : undefined
}

interface Read {
  readonly name: string
  readonly message: string
  readonly code: string | undefined
  readonly status: number | undefined
  readonly requestId: string | undefined
}

function read(error: unknown): Read {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: '', code: undefined, status: undefined, requestId: undefined }
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined
  return {
    name: error.name,
    message: error.message,
    code,
    status: member(metadata, 'httpStatusCode', 'number'),
    requestId: member(metadata, 'requestId', 'string'),
  }
}

function member(of: unknown, name: string, type: 'number'): number | undefined
function member(of: unknown, name: string, type: 'string'): string | undefined
function member(of: unknown, name: string, type: 'number' | 'string'): unknown {
  if (typeof of !== 'object' || of === null) return undefined
  const value: unknown = Object.getOwnPropertyDescriptor(of, name)?.value
  return typeof value === type ? value : undefined
}
