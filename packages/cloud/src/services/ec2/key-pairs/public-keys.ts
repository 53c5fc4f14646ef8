import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { AwsError } from '../../../errors.ts'
import { sshMpint, sshString, takeSshString } from './ssh-encoding.ts'

export type KeyPairType = 'rsa' | 'ed25519'

export interface PublicKey {
  readonly type: KeyPairType
  /** As SSH sends it: the base64 part of an `authorized_keys` line. */
  readonly blob: Buffer
  readonly key: KeyObject
  readonly comment: string
}

const rsaBits = [1024, 2048, 4096]

/** The SSH form of a public key. */
export function encodePublicKey(key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.kty === 'OKP') {
    return Buffer.concat([sshString('ssh-ed25519'), sshString(decode(jwk.x))])
  }
  return Buffer.concat([sshString('ssh-rsa'), sshMpint(decode(jwk.e)), sshMpint(decode(jwk.n))])
}

export function authorizedKeysLine(blob: Buffer, type: KeyPairType, comment: string): string {
  const name = type === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519'
  return [name, blob.toString('base64'), ...(comment ? [comment] : [])].join(' ')
}

/** OpenSSH's SHA-256, base64: what AWS shows for every ED25519 key. */
export function sha256Fingerprint(blob: Buffer): string {
  return createHash('sha256').update(blob).digest('base64')
}

/** MD5 of the DER public key: what AWS shows for imported RSA keys. */
export function md5Fingerprint(key: KeyObject): string {
  return colons(
    createHash('md5')
      .update(key.export({ format: 'der', type: 'spki' }))
      .digest(),
  )
}

/**
 * SHA-1 of the DER private key (PKCS#8): what AWS shows for the RSA keys that it has made.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 */
export function sha1Fingerprint(privateKey: KeyObject): string {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  return colons(createHash('sha1').update(der).digest())
}

/**
 * A public key as ImportKeyPair takes it: an `authorized_keys` line, RFC 4716, or DER, bare in base64 or as PEM.
 * Throws InvalidKey.Format.
 */
export function readPublicKey(material: Uint8Array): PublicKey {
  const text = Buffer.from(material).toString('utf8').trim()
  const found = readOpenSsh(text) ?? readRfc4716(text) ?? readDer(text)
  if (!found) throw badFormat()
  const bits = found.key.asymmetricKeyDetails?.modulusLength
  if (found.type === 'rsa' && (bits === undefined || !rsaBits.includes(bits))) {
    throw new AwsError(
      'InvalidKey.Format',
      'Key is not in valid OpenSSH public key format; RSA keys must have 1024, 2048 or 4096 bits',
    )
  }
  return found
}

function readOpenSsh(text: string): PublicKey | undefined {
  const match = /^(ssh-rsa|ssh-ed25519)\s+([A-Za-z0-9+/]+=*)(?:\s+(.*))?$/.exec(text)
  if (!match) return undefined
  const [, name, base64 = '', comment = ''] = match
  const blob = Buffer.from(base64, 'base64')
  const found = readBlob(blob, comment)
  return found && takeSshString(blob)?.value.toString() === name ? found : undefined
}

/** `---- BEGIN SSH2 PUBLIC KEY ----`, headers, base64. */
function readRfc4716(text: string): PublicKey | undefined {
  const match =
    /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n([^]*?)\r?\n---- END SSH2 PUBLIC KEY ----$/.exec(text)
  if (!match) return undefined
  const lines = (match[1] ?? '').replace(/\\\r?\n/g, '').split(/\r?\n/)
  const comment = lines.find((line) => /^comment:/i.test(line))?.replace(/^comment:\s*/i, '') ?? ''
  const base64 = lines.filter((line) => !line.includes(':')).join('')
  return readBlob(Buffer.from(base64, 'base64'), comment.replaceAll('"', ''))
}

function readDer(text: string): PublicKey | undefined {
  try {
    const key = text.startsWith('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    const type = key.asymmetricKeyType
    if (type !== 'rsa' && type !== 'ed25519') return undefined
    return { type, blob: encodePublicKey(key), key, comment: '' }
  } catch {
    return undefined
  }
}

function readBlob(blob: Buffer, comment: string): PublicKey | undefined {
  const name = takeSshString(blob)
  const first = name && takeSshString(name.rest)
  const kind = name?.value.toString()
  if (!first) return undefined
  try {
    if (kind === 'ssh-ed25519') {
      if (first.rest.length > 0) return undefined
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: first.value.toString('base64url') }
      return { type: 'ed25519', blob, comment, key: createPublicKey({ key: jwk, format: 'jwk' }) }
    }
    const modulus = takeSshString(first.rest)
    if (kind !== 'ssh-rsa' || !modulus || modulus.rest.length > 0) return undefined
    const jwk = { kty: 'RSA', e: unsigned(first.value), n: unsigned(modulus.value) }
    return { type: 'rsa', blob, comment, key: createPublicKey({ key: jwk, format: 'jwk' }) }
  } catch {
    return undefined
  }
}

function unsigned(mpint: Buffer): string {
  return (mpint[0] === 0 ? mpint.subarray(1) : mpint).toString('base64url')
}

function decode(base64url: string | undefined): Buffer {
  return Buffer.from(base64url ?? '', 'base64url')
}

function colons(digest: Buffer): string {
  return (digest.toString('hex').match(/../g) ?? []).join(':')
}

function badFormat(): AwsError {
  return new AwsError('InvalidKey.Format', 'Key is not in valid OpenSSH public key format')
}
