import type { ApiError } from '@brume/console-api'

/** A refusal of the BFF or of AWS, or a network that failed, as every page handles it. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly error: ApiError

  constructor(error: ApiError, options?: ErrorOptions) {
    super(error.message, options)
    this.error = error
  }

  get code(): string {
    return this.error.code
  }
}

/** The server could not be reached at all (Brume was stopped, or the network is down). */
export const offlineCode = 'ServerUnreachable'

function isApiError(value: unknown): value is ApiError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}

/** The failure that a response with an error status carries. */
export async function readFailure(response: Response): Promise<ApiFailure> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'error' in body && isApiError(body.error)) {
      return new ApiFailure(body.error)
    }
  } catch {
    // Not ours, not JSON: fall through to the status line.
  }
  return new ApiFailure({
    code: `HTTP ${response.status}`,
    message: response.statusText || 'The server answered with an error.',
    status: response.status,
  })
}

/** Any thrown thing as an ApiError, so that a page has one shape to show. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiFailure) return thrown.error
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'ClientError', message, status: 0 }
}
