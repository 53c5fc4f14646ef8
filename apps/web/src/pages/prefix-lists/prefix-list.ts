import type { FeedItem } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { callIn, collectPages, queryKey, useScope } from '../../api/index.ts'
import { parseBlock } from '../../lib/cidr.ts'

export type PrefixList = FeedItem<'prefix-lists'>

export const idOf = (list: PrefixList) => list.PrefixListId ?? ''
export const nameOfList = (list: PrefixList) => list.PrefixListName ?? ''
/** AWS keeps lists of its own, which nobody else changes. */
export const isOfAws = (list: PrefixList) => list.OwnerId === 'AWS'

export interface Entry {
  readonly cidr: string
  readonly description: string
}

/** The entries of one version, the present one unless told. */
export function useEntries(list: PrefixList, version?: number): UseQueryResult<readonly Entry[]> {
  const scope = useScope()
  const PrefixListId = idOf(list)
  return useQuery({
    queryKey: [
      ...queryKey(scope, 'ec2', 'GetManagedPrefixListEntries'),
      PrefixListId,
      version ?? list.Version,
    ],
    queryFn: async ({ signal }) => {
      const pages = await collectPages((page) =>
        callIn(
          scope,
          'ec2',
          'GetManagedPrefixListEntries',
          {
            PrefixListId,
            MaxResults: 100,
            ...(version !== undefined && { TargetVersion: version }),
            ...page,
          },
          signal,
        ),
      )
      return pages.flatMap(({ Entries = [] }) =>
        Entries.map(({ Cidr = '', Description = '' }) => ({
          cidr: Cidr,
          description: Description,
        })),
      )
    },
  })
}

/** Whether the text is a block of the list's family. */
export function isBlockOf(family: string | undefined, text: string): boolean {
  return family === 'IPv6'
    ? /^[0-9a-f]*:[0-9a-f:.]*\/\d{1,3}$/i.test(text) && Number(text.split('/')[1]) <= 128
    : parseBlock(text) !== undefined
}
