// Whether something built is newer than what it is built of.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Sources are files and folders; what is installed, built or hidden in them does not count. */
export function isFresh(output, sources) {
  if (!existsSync(output)) return false
  const builtMs = statSync(output).mtimeMs
  return sources.every((source) => newestMs(source) <= builtMs)
}

function newestMs(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  let newest = 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.'))
      continue
    newest = Math.max(newest, newestMs(join(path, entry.name)))
  }
  return newest
}
