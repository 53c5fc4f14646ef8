import { routes, type Bootstrap, type Connection } from '@brume/console-api'
import { createContext, useContext } from 'react'
import { request } from './http.ts'
import { useScope } from './scope.ts'

export const BootstrapContext = createContext<Bootstrap | undefined>(undefined)

/** Asks for all that is needed before the first page. */
export function loadBootstrap(): Promise<Bootstrap> {
  // another account of the embedded cloud is listed only when it is named
  const connection = location.pathname.split('/')[1] ?? ''
  return request('GET', `${routes.bootstrap}?connection=${encodeURIComponent(connection)}`)
}

/** Version, connections, and where guests and the AWS endpoint are. */
export function useBootstrap(): Bootstrap {
  const bootstrap = useContext(BootstrapContext)
  if (!bootstrap) throw new Error('useBootstrap() before the start has finished')
  return bootstrap
}

/** The connection of this page. */
export function useConnection(): Connection {
  const { connection: id } = useScope()
  const connection = useBootstrap().connections.find((one) => one.id === id)
  if (!connection) throw new Error(`No connection ${id}`)
  return connection
}
