import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The Python that the installed AWS CLI runs in; none where there is no CLI, or it is no Python program. */
export function findCliPython(): string | undefined {
  for (const place of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      const [first = ''] = readFileSync(join(place, 'aws'), 'latin1').split('\n', 1)
      const python = /^#!\s*(\S*python[\d.]*)/.exec(first)?.[1]
      if (python && spawnSync(python, ['-c', 'import awscli']).status === 0) return python
    } catch {
      // no aws in this folder
    }
  }
  return undefined
}
