import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { stableBytes } from '../stable-hash.ts'

export interface HostKey {
  readonly type: 'ssh-ed25519'
  /** `ssh-ed25519 AAAA… root@host` */
  readonly publicKey: string
  /** `256 SHA256:… root@host (ED25519)` */
  readonly fingerprint: string
  /** PKCS #8 PEM. */
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
      privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    },
  ]
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
