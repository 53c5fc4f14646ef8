import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The front's own host key: kept beside the data, so that clients know it again; made by `generate` when first needed. */
export function keptHostKey(dataDir: string | undefined): (generate: () => string) => string {
  let key: string | undefined
  const file = dataDir === undefined ? undefined : join(dataDir, 'ssh_host_ed25519_key')
  return (generate) => {
    if (key === undefined && file !== undefined && existsSync(file))
      key = readFileSync(file, 'utf8')
    if (key !== undefined) return key
    key = generate()
    if (file !== undefined) {
      writeFileSync(file, key, { mode: 0o600 })
      chmodSync(file, 0o600)
    }
    return key
  }
}
