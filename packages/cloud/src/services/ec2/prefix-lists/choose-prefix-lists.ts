import { notFound } from '../find.ts'
import {
  findPrefixList,
  managedPrefixLists,
  type ManagedPrefixList,
} from './managed-prefix-lists.ts'

/** Those asked for by id, or all of the Region. Throws for an id that names none. */
export function choosePrefixLists(
  region: string,
  ids: readonly string[] | undefined,
): readonly ManagedPrefixList[] {
  if (!ids || ids.length === 0) return managedPrefixLists(region)
  return ids.map((id) => {
    const list = findPrefixList(region, id)
    if (!list) throw notFound('prefix-list', id)
    return list
  })
}
