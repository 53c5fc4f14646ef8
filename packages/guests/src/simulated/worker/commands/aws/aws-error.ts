/** What the CLI says on standard error, and its exit code. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** A line that the CLI does not understand: told with how it is to be used. */
export class AwsUsage extends AwsError {
  constructor(message: string) {
    super(message, 252)
  }
}
