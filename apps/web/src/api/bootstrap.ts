import type { Bootstrap, Connection } from '@brume/console-api'
import { createContext, useContext } from 'react'
import { useScope, type Scope } from './scope.ts'

export const BootstrapContext = createContext<Bootstrap | undefined>(undefined)

/** Version, connections, and where guests and the AWS endpoint are. */
export function useBootstrap(): Bootstrap {
  const bootstrap = useContext(BootstrapContext)
  if (!bootstrap) throw new Error('useBootstrap() before the start has finished')
  return bootstrap
}

/** Tells whether a place lets no change through. */
export function useIsReadOnly(): (place: Scope) => boolean {
  const { connections } = useBootstrap()
  return ({ connection }) => connections.find(({ id }) => id === connection)?.readOnly ?? false
}

/** The connection of this page. */
export function useConnection(): Connection {
  const { connection: id } = useScope()
  const connection = useBootstrap().connections.find((one) => one.id === id)
  if (!connection) throw new Error(`No connection ${id}`)
  return connection
}
