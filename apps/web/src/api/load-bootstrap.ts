import { routes, type Bootstrap } from '@brume/console-api'
import { request } from './http.ts'

/** Asks for all that is needed before the first page. */
export function loadBootstrap(): Promise<Bootstrap> {
  // another account of the embedded cloud is listed only when it is named
  const connection = location.pathname.split('/')[1] ?? ''
  return request('GET', `${routes.bootstrap}?connection=${encodeURIComponent(connection)}`)
}
