/** Leave, or go on with, so many enclosing loops. */
export class LoopJump extends Error {
  override readonly name = 'LoopJump'
  readonly kind: 'break' | 'continue'
  levels: number

  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind)
    this.kind = kind
    this.levels = levels
  }
}

/** Leave a function or a sourced file. */
export class ReturnJump extends Error {
  override readonly name = 'ReturnJump'
  readonly status: number

  constructor(status: number) {
    super('return')
    this.status = status
  }
}

/** Leave the shell. */
export class ExitJump extends Error {
  override readonly name = 'ExitJump'
  readonly status: number

  constructor(status: number) {
    super('exit')
    this.status = status
  }
}

/** An error that ends the command, and a script's shell with it where bash does so (`${x:?}`, `set -u`). */
export class ShellError extends Error {
  override readonly name = 'ShellError'
  readonly fatal: boolean

  constructor(message: string, fatal = false) {
    super(message)
    this.fatal = fatal
  }
}

/** An error that ends whatever stands on the line, as bash does for wrong arithmetic; a script goes on with its next line. */
export class LineError extends ShellError {}
