import { createHash, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret of one data directory, from which root users' keys and the key of encoded messages derive: kept beside the data;
 * of a cloud that keeps nothing, made from its seed.
 */
export function installKey(dataDir: string | undefined, seed: string): Buffer {
  if (dataDir === undefined) return createHash('sha256').update(`install/${seed}`).digest()
  const file = join(dataDir, 'iam_key')
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  const key = randomBytes(32)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600 })
  return key
}

/** The secret key that belongs to an account's number as access key: 40 characters, as AWS's have. */
export function rootSecretOf(key: Buffer, account: string): string {
  return createHmac('sha256', key).update(`root/${account}`).digest('base64').slice(0, 40)
}
