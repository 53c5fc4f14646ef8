import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Output } from '@brume/console-api'
import { callIn, queryKey, type Scope } from '../../api/index.ts'
import type { Translate } from '../../i18n/index.ts'

type Answer = Output<'ec2', 'DescribeVolumesModifications'>
export type Modification = NonNullable<Answer['VolumesModifications']>[number]

const states = ['modifying', 'optimizing', 'completed', 'failed'] as const

const isUnderWay = ({ ModificationState: state }: Modification) =>
  state === 'modifying' || state === 'optimizing'

const lookAgainMs = 1_500

/** The last change of each volume that was ever changed, in these places; looked at again while one is under way. */
export function useModifications(places: readonly Scope[]): ReadonlyMap<string, Modification> {
  const all = useQueries({
    queries: places.map((place) => ({
      queryKey: queryKey(place, 'ec2', 'DescribeVolumesModifications', {}),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        callIn(place, 'ec2', 'DescribeVolumesModifications', {}, signal),
      staleTime: 15_000,
      refetchInterval: (query: { readonly state: { readonly data?: Answer | undefined } }) =>
        query.state.data?.VolumesModifications?.some(isUnderWay) ? lookAgainMs : false,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data?.VolumesModifications ?? []),
  })
  return useMemo(() => new Map(all.map((each) => [each.VolumeId ?? '', each])), [all])
}

/** `Optimizing, 45%`; empty where nothing was ever changed. */
export function modificationText(modification: Modification | undefined, t: Translate): string {
  const known = states.find((state) => state === modification?.ModificationState)
  if (!modification || !known) return ''
  const state = t(`volumes.modification.${known}`)
  if (!isUnderWay(modification)) return state
  return t('volumes.modificationPercent', { state, percent: modification.Progress ?? 0 })
}

/** For the indicator beside that text. */
export function modificationType(modification: Modification) {
  if (isUnderWay(modification)) return 'in-progress'
  return modification.ModificationState === 'failed' ? 'error' : 'success'
}
