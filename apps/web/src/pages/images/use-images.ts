import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  asApiError,
  callIn,
  mergeFeeds,
  placeItem,
  queryKey,
  useFeeds,
  type FeedsView,
  type FeedView,
  type Placed,
  type Scope,
} from '../../api/index.ts'
import { idOf, type Image } from './image.ts'

/** Whose images the page lists. Only the account's own change by themselves; the others are asked for. */
export const owners = ['self', 'shared', 'public', 'amazon', 'marketplace'] as const
export type Owner = (typeof owners)[number]

const nowhere: readonly Scope[] = []

const inputs = {
  shared: { ExecutableUsers: ['self'] },
  public: { ExecutableUsers: ['all'] },
  amazon: { Owners: ['amazon'] },
  marketplace: { Owners: ['aws-marketplace'] },
} as const satisfies Record<Exclude<Owner, 'self'>, object>

/** The images of an owner in these places. Keep the array of places the same. */
export function useImages(owner: Owner, places: readonly Scope[]): FeedsView<Placed<Image>> {
  const own = useFeeds('images', owner === 'self' ? places : nowhere)
  const asked = useAskedImages(owner, owner === 'self' ? nowhere : places)
  return owner === 'self' ? own : asked
}

function useAskedImages(owner: Owner, places: readonly Scope[]): FeedsView<Placed<Image>> {
  const input = owner === 'self' ? {} : { ...inputs[owner] }
  const views = useQueries({
    queries: places.map((place) => ({
      queryKey: queryKey(place, 'ec2', 'DescribeImages', input),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const { Images = [] } = await callIn(place, 'ec2', 'DescribeImages', input, signal)
        return Images
      },
      staleTime: 60_000,
    })),
    combine: (answers) =>
      answers.map(({ data, error }) => ({ data, error: error ? asApiError(error) : undefined })),
  })
  return useMemo(() => {
    const placed = places.map((place, index): FeedView<Placed<Image>> => {
      const { data = [], error } = views[index] ?? {}
      const list = data.map((image) => placeItem({ ...image }, place))
      const items = new Map(list.map((image) => [idOf(image), image]))
      if (error) return { status: 'error', items, list, error }
      return { status: views[index]?.data ? 'ready' : 'loading', items, list }
    })
    return mergeFeeds(places, placed)
  }, [places, views])
}
