import { createCipheriv, createDecipheriv, createHmac, createHash } from 'node:crypto'

/** Hides text in a cookie, which nobody else can read or make. */
export interface Seal {
  seal(text: string): string
  /** Undefined for what was not sealed by this seal. */
  open(sealed: string): string | undefined
}

const ivBytes = 12
const tagBytes = 16

/** The same secret gives the same seal: cookies outlive a restart. */
export function createSeal(secret: string): Seal {
  const key = createHash('sha256').update(`balancer cookies ${secret}`).digest()
  return {
    seal(text) {
      // Out of the text itself: the same one twice tells nobody anything new, and chance is not asked for every answer.
      const iv = createHmac('sha256', key).update(text).digest().subarray(0, ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < ivBytes + tagBytes) return undefined
      try {
        const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        })
        opener.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
        const hidden = bytes.subarray(ivBytes + tagBytes)
        return `${opener.update(hidden, undefined, 'utf8')}${opener.final('utf8')}`
      } catch {
        return undefined
      }
    },
  }
}
