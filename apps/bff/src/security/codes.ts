import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** The one-time code: 128 random bits, good for one session, then replaced by a new one. */
export class OneTimeCode {
  #code = newCode()
  readonly #onNew: (code: string) => void

  /** `onNew` hears of the code that follows a used one (the terminal prints it). */
  constructor(onNew: (code: string) => void = () => {}) {
    this.#onNew = onNew
  }

  get current(): string {
    return this.#code
  }

  /** Whether the code is right; it is used up by that. */
  redeem(code: string): boolean {
    if (!timingSafeEqual(digest(code), digest(this.#code))) return false
    this.#code = newCode()
    this.#onNew(this.#code)
    return true
  }
}

const newCode = () => randomBytes(16).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest()
