import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'

/** The host keys on the guest's disk that sshd may use, and why it refuses the others. */
export async function readHostKeys(
  machine: Machine,
  paths: readonly string[],
): Promise<{ readonly keys: string[]; readonly faults: string[] }> {
  const keys: string[] = []
  const faults: string[] = []
  for (const path of paths) {
    const inode = machine.vfs.peek(path, rootCredentials)
    if (!inode) continue
    if (inode.uid === 0 && (inode.mode & 0o077) !== 0 && (inode.mode & 0o777) !== 0o640) {
      faults.push(
        `Permissions 0${(inode.mode & 0o777).toString(8)} for '${path}' are too open.`,
        `Unable to load host key "${path}": bad permissions`,
      )
      continue
    }
    const text = await machine.vfs.readText(path, rootCredentials).catch(() => '')
    if (!isPrivateKey(text)) faults.push(`Unable to load host key "${path}": error in libcrypto`)
    else keys.push(text)
  }
  if (keys.length === 0) faults.push('sshd: no hostkeys available -- exiting.')
  return { keys, faults }
}

/** By its form; a key that is broken within fails the first handshake. */
function isPrivateKey(text: string): boolean {
  return /^-----BEGIN (?:OPENSSH|RSA|EC) PRIVATE KEY-----\r?\n[\w+/=\s:,-]+-----END \w+ PRIVATE KEY-----\s*$/.test(
    text,
  )
}
