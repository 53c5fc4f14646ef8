import type { Plugin } from 'vite'

/** The module that the small entry imports when it has asked for all data. */
const app = '/src/shell/show.tsx'

/**
 * Names the app's chunks and styles in index.html: the browser fetches them beside the entry, which imports them only once it
 * runs.
 */
export function preloadApp(): Plugin {
  return {
    name: 'brume:preload-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const scripts = new Set<string>()
        const styles = new Set<string>()
        const visit = (fileName: string): void => {
          const chunk = bundle[fileName]
          if (chunk?.type !== 'chunk' || scripts.has(fileName)) return
          scripts.add(fileName)
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
          for (const next of chunk.imports) visit(next)
        }
        const root = Object.values(bundle).find(
          (one) => one.type === 'chunk' && one.facadeModuleId?.endsWith(app),
        )
        if (!root) throw new Error(`The build has no chunk of ${app}`)
        visit(root.fileName)
        for (const name of [...scripts, ...styles]) {
          if (html.includes(`/${name}"`)) {
            scripts.delete(name)
            styles.delete(name)
          }
        }
        const link = (attrs: Record<string, string | boolean>) =>
          ({ tag: 'link', attrs, injectTo: 'head' }) as const
        const tags = [
          ...[...scripts].map((name) =>
            link({ rel: 'modulepreload', crossorigin: true, href: `/${name}` }),
          ),
          ...[...styles].map((name) =>
            link({ rel: 'stylesheet', crossorigin: true, href: `/${name}` }),
          ),
        ]
        // The entry shows nothing: it need not wait for the styles.
        return { html: html.replace('<script type="module"', '<script type="module" async'), tags }
      },
    },
  }
}
