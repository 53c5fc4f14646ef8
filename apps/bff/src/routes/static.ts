import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { RequestHandler } from 'express'
import sirv from 'sirv'
import { refuse } from '../fault.ts'

/**
 * The web app: precompressed files, those under /assets for ever (their names carry a hash), and index.html for every
 * page's URL, asked for anew each time.
 */
export function webApp(webRoot: string | undefined): RequestHandler {
  if (webRoot === undefined || !existsSync(join(webRoot, 'index.html'))) {
    return (request) => {
      throw refuse(404, 'NotFound', `The web app is not built: there is no ${request.path}.`)
    }
  }
  const serve = sirv(webRoot, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    ignores: [/^\/assets\//, /^\/api\//, /\/[^/]*\.[a-z0-9]{2,5}$/i],
    setHeaders: (response, path) => {
      const forEver = path.startsWith('/assets/')
      response.setHeader(
        'Cache-Control',
        forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  return (request, response, next) => serve(request, response, next)
}
