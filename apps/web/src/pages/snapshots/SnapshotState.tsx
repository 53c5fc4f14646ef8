import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useT } from '../../i18n/index.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'
import type { Snapshot } from './snapshot.ts'

const types = { completed: 'success', error: 'error' } as const

export function SnapshotState({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useT()
  const { State: state } = snapshot
  const percent = Number.parseInt(snapshot.Progress ?? '', 10)
  if (state === 'pending' && percent > 0)
    return <ProgressBar value={percent} ariaLabel={t('snapshots.progress')} />
  const type = state === 'completed' || state === 'error' ? types[state] : 'in-progress'
  return <ResourceState type={type} state={state} />
}
