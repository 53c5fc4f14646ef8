import type { ApiError, BffErrorCode, ErrorHint } from '@brume/console-api'

/** A refusal in the form that the web understands. Thrown anywhere in the BFF; the error handler answers with it. */
export class ApiFault extends Error {
  readonly error: ApiError
  constructor(error: ApiError, cause?: unknown) {
    super(error.message, { cause })
    this.name = 'ApiFault'
    this.error = error
  }
}

/** A refusal of our own making. */
export function refuse(
  status: number,
  code: BffErrorCode,
  message: string,
  more: {
    hint?: ErrorHint
    member?: string
    cause?: unknown
    retryAfterSeconds?: number
  } = {},
): ApiFault {
  const { hint, member, cause, retryAfterSeconds } = more
  return new ApiFault({ code, message, status, member, hint, retryAfterSeconds }, cause)
}
