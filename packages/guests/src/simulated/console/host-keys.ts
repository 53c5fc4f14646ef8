import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { stableBytes } from '../stable-hash.ts'

export interface HostKey {
  readonly type: 'ssh-ed25519'
  /** `ssh-ed25519 AAAA… root@host` */
  readonly publicKey: string
  /** `256 SHA256:… root@host (ED25519)` */
  readonly fingerprint: string
  /** OpenSSH's own format, unencrypted. */
  readonly privateKey: string
}

/** A guest's own SSH host key, derived from its instance id: what the console shows is what its server would present. */
export function hostKeys(instanceId: string, hostname: string): HostKey[] {
  const seed = stableBytes(instanceId, 'ssh_host_ed25519_key')
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const privateKey = createPrivateKey({
    key: Buffer.concat([prefix, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const blob = Buffer.concat([lengthPrefixed(Buffer.from('ssh-ed25519')), lengthPrefixed(raw)])
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  const owner = `root@${hostname}`
  return [
    {
      type: 'ssh-ed25519',
      publicKey: `ssh-ed25519 ${blob.toString('base64')} ${owner}`,
      fingerprint: `256 SHA256:${digest} ${owner} (ED25519)`,
      privateKey: openSshPrivateKey(blob, seed, raw, owner),
    },
  ]
}

/** PROTOCOL.key of OpenSSH. */
function openSshPrivateKey(blob: Buffer, seed: Buffer, raw: Buffer, comment: string): string {
  const check = seed.subarray(0, 4)
  const secret = Buffer.concat([
    check,
    check,
    blob,
    lengthPrefixed(Buffer.concat([seed, raw])),
    lengthPrefixed(Buffer.from(comment)),
  ])
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (secret.length % 8)) % 8))
  const none = lengthPrefixed(Buffer.from('none'))
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    none,
    none,
    lengthPrefixed(Buffer.alloc(0)),
    Buffer.from([0, 0, 0, 1]),
    lengthPrefixed(blob),
    lengthPrefixed(Buffer.concat([secret, padding])),
  ]).toString('base64')
  const lines = body.match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
