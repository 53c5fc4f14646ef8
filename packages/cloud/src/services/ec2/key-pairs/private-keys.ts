import { createHash, createHmac, randomBytes, type KeyObject } from 'node:crypto'
import { encodePublicKey, type KeyPairType } from './public-keys.ts'
import { base64Lines, sshMpint, sshString, sshUint32 } from './ssh-encoding.ts'

export type KeyFormat = 'pem' | 'ppk'

/** The file that a person downloads once: PKCS#1 for RSA and OpenSSH's own form for ED25519, or PuTTY's. */
export function writePrivateKey(
  key: KeyObject,
  publicKey: KeyObject,
  type: KeyPairType,
  format: KeyFormat,
  comment: string,
): string {
  if (format === 'ppk') return writePutty(key, publicKey, type, comment)
  if (type === 'rsa') return String(key.export({ format: 'pem', type: 'pkcs1' })).trimEnd()
  return writeOpenSsh(key, publicKey, comment)
}

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key, without a passphrase. */
function writeOpenSsh(key: KeyObject, publicKey: KeyObject, comment: string): string {
  const blob = encodePublicKey(publicKey)
  const { seed, point } = ed25519Parts(key)
  const check = randomBytes(4)
  const secret = Buffer.concat([
    check,
    check,
    sshString('ssh-ed25519'),
    sshString(point),
    sshString(Buffer.concat([seed, point])),
    sshString(comment),
  ])
  const paddingLength = (8 - (secret.length % 8)) % 8
  const padding = Buffer.from(Array.from({ length: paddingLength }, (_, i) => i + 1))
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshString('none'),
    sshString('none'),
    sshString(''),
    sshUint32(1),
    sshString(blob),
    sshString(Buffer.concat([secret, padding])),
  ])
  return [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    ...base64Lines(body, 70),
    '-----END OPENSSH PRIVATE KEY-----',
  ].join('\n')
}

/**
 * Version 2, which every PuTTY reads: https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html. AWS documents an
 * unencrypted key for PuTTY and no version.
 */
function writePutty(
  key: KeyObject,
  publicKey: KeyObject,
  type: KeyPairType,
  comment: string,
): string {
  const algorithm = type === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519'
  const blob = encodePublicKey(publicKey)
  const secret = type === 'rsa' ? rsaSecret(key) : sshString(ed25519Parts(key).seed)
  const macKey = createHash('sha1').update('putty-private-key-file-mac-key').digest()
  const covered = [algorithm, 'none', comment, blob, secret].map(sshString)
  const mac = createHmac('sha1', macKey).update(Buffer.concat(covered)).digest('hex')
  const publicLines = base64Lines(blob, 64)
  const privateLines = base64Lines(secret, 64)
  return [
    `PuTTY-User-Key-File-2: ${algorithm}`,
    'Encryption: none',
    `Comment: ${comment}`,
    `Public-Lines: ${publicLines.length}`,
    ...publicLines,
    `Private-Lines: ${privateLines.length}`,
    ...privateLines,
    `Private-MAC: ${mac}`,
  ].join('\n')
}

function rsaSecret(key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' })
  const parts = [jwk.d, jwk.p, jwk.q, jwk.qi]
  return Buffer.concat(parts.map((part) => sshMpint(Buffer.from(part ?? '', 'base64url'))))
}

function ed25519Parts(key: KeyObject): { seed: Buffer; point: Buffer } {
  const jwk = key.export({ format: 'jwk' })
  return {
    seed: Buffer.from(jwk.d ?? '', 'base64url'),
    point: Buffer.from(jwk.x ?? '', 'base64url'),
  }
}
