import { useMemo } from 'react'
import { useBootstrap, type Scope } from '../api/index.ts'
import type { TextContext } from '../code/index.ts'

/** Where the texts of a place's requests send them. */
export function useTextContext({ connection, region }: Scope): TextContext {
  const { connections, awsEndpointUrl } = useBootstrap()
  const embedded = connections.find(({ id }) => id === connection)?.kind === 'embedded'
  return useMemo(
    () =>
      embedded && awsEndpointUrl !== undefined
        ? { region, endpointUrl: awsEndpointUrl }
        : { region },
    [embedded, awsEndpointUrl, region],
  )
}
