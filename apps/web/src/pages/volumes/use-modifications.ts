import { useMemo } from 'react'
import type { Output } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'
import type { Translate } from '../../i18n/index.ts'

export type Modification = NonNullable<
  Output<'ec2', 'DescribeVolumesModifications'>['VolumesModifications']
>[number]

const states = ['modifying', 'optimizing', 'completed', 'failed'] as const

const isUnderWay = ({ ModificationState: state }: Modification) =>
  state === 'modifying' || state === 'optimizing'

/** The last change of each volume that was ever changed; looked at again while one is under way. */
export function useModifications(): ReadonlyMap<string, Modification> {
  const { data } = useOperation(
    'ec2',
    'DescribeVolumesModifications',
    {},
    {
      refetchIntervalMs: ({ VolumesModifications = [] }) =>
        VolumesModifications.some(isUnderWay) ? 1_500 : undefined,
    },
  )
  return useMemo(
    () => new Map((data?.VolumesModifications ?? []).map((each) => [each.VolumeId ?? '', each])),
    [data],
  )
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
