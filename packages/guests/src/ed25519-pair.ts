import type { utils } from 'ssh2'

export interface KeyPair {
  readonly private: string
  /** One line, as in `authorized_keys`. */
  readonly public: string
}

/** Algorithm name and point, each with its length before it. */
const blobBytes = 4 + 'ssh-ed25519'.length + 4 + 32

/**
 * A key pair in OpenSSH's format, by the `utils` of ssh2. Of a point that begins with a zero byte, as one in 256 does, ssh2 leaves that
 * byte out (`lib/keygen.js`, "Remove leading zero bytes"), and nobody can read the key: such a pair is not taken.
 */
export function makeEd25519Pair(
  { generateKeyPairSync }: Pick<typeof utils, 'generateKeyPairSync'>,
  options: {
    readonly comment?: string
    readonly passphrase?: string
    readonly cipher?: string
    readonly rounds?: number
  } = {},
): KeyPair {
  for (;;) {
    const pair = generateKeyPairSync('ed25519', options)
    const [, blob = ''] = pair.public.split(' ')
    if (Buffer.from(blob, 'base64').length === blobBytes) return pair
  }
}
