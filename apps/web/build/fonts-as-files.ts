import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const italicFace = /@font-face\s*\{[^}]*font-style:\s*italic[^}]*\}/g
const dataFont = /url\(["']?data:[\w/;+-]*font[\w/;+-]*base64,([A-Za-z0-9+/=]+)["']?\)/g

/**
 * Cloudscape's global styles carry eight Open Sans faces as base64 in render-blocking CSS. As files, only the faces that
 * the page uses are fetched, and the CSS shrinks by two thirds. The italic ones go: a placeholder is not worth 17 kB, and
 * browsers slant the upright face.
 */
export function fontsAsFiles(): Plugin {
  return {
    name: 'brume:fonts-as-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue
        const css =
          typeof asset.source === 'string' ? asset.source : Buffer.from(asset.source).toString()
        asset.source = css.replace(italicFace, '').replace(dataFont, (_all, base64: string) => {
          const bytes = Buffer.from(base64, 'base64')
          const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
          const fileName = `assets/open-sans-${hash}.woff2`
          this.emitFile({ type: 'asset', fileName, source: bytes })
          return `url(/${fileName})`
        })
      }
    },
  }
}
