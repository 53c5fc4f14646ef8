import type { Plugin } from 'vite'

const stub = '\0brume:unused-layout'

/**
 * Cloudscape's AppLayout carries three implementations and chooses one at run time. Outside of AWS's own console it is always
 * the middle one; the others are 25 kB (brotli) of dead code in the entry. The frame fails loudly should that ever change.
 */
export function oneLayout(): Plugin {
  return {
    name: 'brume:one-layout',
    enforce: 'pre',
    apply: 'build',
    resolveId(source, importer) {
      const fromLayout = importer?.replaceAll('\\', '/').endsWith('/app-layout/internal.js')
      const unused = source === './classic' || source === './visual-refresh-toolbar'
      return fromLayout && unused ? stub : undefined
    },
    load(id) {
      if (id !== stub) return undefined
      return `export default function UnusedLayout() { throw new Error('AppLayout chose a layout that is not built in') }`
    },
  }
}
