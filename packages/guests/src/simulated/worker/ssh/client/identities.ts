import type { ParsedKey } from 'ssh2'
import type { Call } from '../../commands/call.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import { ssh2 } from '../library.ts'
import type { ClientSettings } from './client-config.ts'
import type { Console } from './console.ts'

export interface Identity {
  readonly path: string
  readonly key: ParsedKey
}

const frame = '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@'
const passphraseTries = 3

/** Loads a private key as OpenSSH does: one that others may read is refused. Undefined when it cannot be used. */
export async function loadIdentity(
  call: Call,
  console: Console,
  settings: Pick<ClientSettings, 'batchMode' | 'identitiesNamed'>,
  path: string,
  shown: string,
): Promise<Identity | undefined> {
  let text: string
  try {
    const inode = call.vfs.find(path, call.cred)
    text = await call.vfs.readText(path, call.cred)
    if (inode.uid === call.cred.uid && (inode.mode & 0o077) !== 0) {
      await call.err(
        `${frame}\n@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\n${frame}\nPermissions 0${(inode.mode & 0o777).toString(8).padStart(3, '0')} for '${shown}' are too open.\nIt is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\nLoad key "${shown}": bad permissions\n`,
      )
      return undefined
    }
  } catch (error) {
    call.signal.throwIfAborted()
    if (settings.identitiesNamed)
      await call.err(
        error instanceof FsError && error.code === 'ENOENT'
          ? `Warning: Identity file ${shown} not accessible: No such file or directory.\n`
          : `Load key "${shown}": ${reasonOf(error)}\n`,
      )
    return undefined
  }
  const { parseKey } = ssh2().utils
  let parsed = parseKey(text)
  for (let tries = 0; parsed instanceof Error && isEncrypted(parsed, text); tries++) {
    if (settings.batchMode || tries >= passphraseTries) return undefined
    const phrase = await console.ask(`Enter passphrase for key '${shown}': `, true)
    if (phrase === undefined) return undefined
    if (phrase !== '') parsed = parseKey(text, phrase)
  }
  if (parsed instanceof Error || !parsed.isPrivateKey()) {
    await call.err(`Load key "${shown}": error in libcrypto\n`)
    return undefined
  }
  return { path, key: parsed }
}

/** The library says of a wrong passphrase that the key is malformed. */
function isEncrypted(error: Error, text: string): boolean {
  return /passphrase|encrypted/i.test(error.message) || /ENCRYPTED/.test(text) || hasKdf(text)
}

function hasKdf(text: string): boolean {
  const [, body = ''] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*)-----END/.exec(text) ?? []
  return Buffer.from(body, 'base64').subarray(0, 64).includes('bcrypt')
}
