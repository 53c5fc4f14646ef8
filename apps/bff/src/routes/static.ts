import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { Request, RequestHandler } from 'express'
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
    setHeaders: (response, path) => {
      const forEver = path.startsWith('/assets/')
      response.setHeader(
        'Cache-Control',
        forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  return (request, response, next) => {
    serve(request, response, () => {
      if (!asksForPage(request)) return next()
      request.url = '/index.html'
      serve(request, response, next)
    })
  }
}

/** A page's URL may end in anything, a key's name with a dot too; browsers say that they navigate. */
function asksForPage({ method, path, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  if (path.startsWith('/assets/')) return false
  return headers.accept?.includes('text/html') === true || !/\.[a-z0-9]{2,5}$/i.test(path)
}
