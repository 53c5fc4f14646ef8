import { createCipheriv, createHash } from 'node:crypto'

/** What a SecureString shows to callers who do not ask for decryption: the same text for the same version of the same parameter. */
export function toCiphertext(value: string, keyId: string, context: string): string {
  const key = createHash('sha256').update(keyId).digest()
  const iv = createHash('sha256').update(context).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([1, 2, 2, 0]), iv, body, cipher.getAuthTag()]).toString(
    'base64',
  )
}
