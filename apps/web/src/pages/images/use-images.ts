import { useMemo } from 'react'
import type { ApiError } from '@brume/console-api'
import { asApiError, useFeed, useOperation } from '../../api/index.ts'
import { idOf, type Image } from './image.ts'

/** Whose images the page lists. Only the account's own change by themselves; the others are asked for. */
export const owners = ['self', 'shared', 'amazon', 'marketplace'] as const
export type Owner = (typeof owners)[number]

interface Images {
  readonly list: readonly Image[]
  readonly byId: ReadonlyMap<string, Image>
  readonly status: 'loading' | 'ready' | 'error' | 'reconnecting'
  readonly error: ApiError | undefined
}

const none: readonly Image[] = []

export function useImages(owner: Owner): Images {
  const own = useFeed('images')
  const input = useMemo(() => {
    if (owner === 'self') return undefined
    if (owner === 'shared') return { ExecutableUsers: ['self'] }
    return { Owners: [owner === 'amazon' ? 'amazon' : 'aws-marketplace'] }
  }, [owner])
  const asked = useOperation('ec2', 'DescribeImages', input, { staleMs: 60_000 })
  const list = owner === 'self' ? own.list : (asked.data?.Images ?? none)
  const byId = useMemo(() => new Map(list.map((image) => [idOf(image), image])), [list])
  if (owner === 'self') return { list, byId, status: own.status, error: own.error }
  return {
    list,
    byId,
    status: asked.error ? 'error' : asked.isLoading ? 'loading' : 'ready',
    error: asked.error ? asApiError(asked.error) : undefined,
  }
}
