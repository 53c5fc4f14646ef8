import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** The private half is given out once, at creation, and kept nowhere. */
export interface KeyPairRecord extends Tagged {
  /** `key-0…` */
  readonly id: string
  readonly name: string
  readonly type: 'rsa' | 'ed25519'
  readonly fingerprint: string
  /** OpenSSH form: `ssh-rsa AAAA… comment`. */
  readonly publicKey: string
  readonly createTime: number
}

export const keyPairs = collection<KeyPairRecord, 'name'>({
  name: 'ec2/key-pair',
  scope: 'region',
  indexes: { name: (pair) => pair.name },
})
