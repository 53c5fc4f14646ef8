/**
 * An error as AWS answers it. `code` is the wire code (`InvalidInstanceID.NotFound`), `status` the HTTP status.
 * Thrown by operations, encoded by the wire layer for the protocol of the request.
 */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'AwsError'
    this.code = code
    this.status = status
  }
}
