import type { WireError } from './types.ts'

/** A refusal by the wire layer, in AWS's terms: bad bytes, an unknown action, an input that breaks the model. */
export class WireFault extends Error implements WireError {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'WireFault'
    this.code = code
    this.status = status
  }
}
