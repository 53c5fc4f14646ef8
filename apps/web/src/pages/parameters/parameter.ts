import type { FeedItem } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'

export type Parameter = FeedItem<'parameters'>

export const idOf = (parameter: Parameter) => parameter.Name ?? ''
export const isSecret = (parameter: Parameter) => parameter.Type === 'SecureString'

/** The value of the present version; asked for only when `wanted`. */
export function useValue(parameter: Parameter, wanted: boolean) {
  // The version makes it another question each time that the parameter changes.
  const Name = `${idOf(parameter)}:${parameter.Version ?? 1}`
  return useOperation('ssm', 'GetParameter', wanted ? { Name, WithDecryption: true } : undefined)
}
