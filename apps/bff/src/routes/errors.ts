import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { ApiError, ErrorBody } from '@brume/console-api'
import { refuse } from '../fault.ts'
import { isUnexpected, toApiError } from '../sdk/errors.ts'

/** For API paths that lead nowhere. */
export const notFound: RequestHandler = (request) => {
  throw refuse(404, 'NotFound', `There is no ${request.method} ${request.path}.`)
}

/** Answers every error once, in one shape. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const apiError = bodyError(error) ?? toApiError(error)
    if (isUnexpected(error) && apiError.status === 500) {
      log.error({ err: error, method: request.method, path: request.path }, 'unexpected error')
    }
    if (response.headersSent) {
      next(error)
      return
    }
    const body: ErrorBody = { error: apiError }
    response.status(apiError.status).json(body)
  }
}

/** What the body parser refuses. */
function bodyError(error: unknown): ApiError | undefined {
  if (!(error instanceof Error) || !('type' in error)) return undefined
  if (error.type === 'entity.too.large') {
    return refuse(413, 'TooLarge', 'The request is larger than the console accepts.').error
  }
  if (
    error.type === 'entity.parse.failed' ||
    error.type === 'charset.unsupported' ||
    error.type === 'encoding.unsupported'
  ) {
    return refuse(400, 'BadRequest', 'The body is not JSON.', { hint: 'bad-request' }).error
  }
  return undefined
}
