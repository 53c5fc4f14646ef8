import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const keyLength = 32
const nonceLength = 12
const tagLength = 16

/** The client's half of an encrypted session: nonce, ciphertext and tag in one, no further data bound. */
export class SessionCipher {
  readonly #receiveKey: Uint8Array
  readonly #sendKey: Uint8Array

  /** `dataKey`: 64 bytes, first the agent's sending key, then the client's. */
  constructor(dataKey: Uint8Array) {
    if (dataKey.length !== 2 * keyLength) throw new RangeError('the data key must have 64 bytes')
    this.#receiveKey = dataKey.slice(0, keyLength)
    this.#sendKey = dataKey.slice(keyLength)
  }

  encrypt(plain: Uint8Array): Uint8Array {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv(algorithm, this.#sendKey, nonce)
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  /** Undefined when the bytes were not made with the agent's key. */
  decrypt(sealed: Uint8Array): Uint8Array | undefined {
    if (sealed.length < nonceLength + tagLength) return undefined
    const nonce = sealed.subarray(0, nonceLength)
    const body = sealed.subarray(nonceLength, sealed.length - tagLength)
    const decipher = createDecipheriv(algorithm, this.#receiveKey, nonce)
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
    try {
      return Buffer.concat([decipher.update(body), decipher.final()])
    } catch {
      return undefined
    }
  }
}
