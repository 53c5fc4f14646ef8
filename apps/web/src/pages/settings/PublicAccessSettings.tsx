import { useOperation, type Call } from '../../api/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { Section } from './Section.tsx'

type Kind = 'images' | 'snapshots'

const states = {
  images: ['unblocked', 'block-new-sharing'],
  snapshots: ['unblocked', 'block-new-sharing', 'block-all-sharing'],
} as const satisfies Record<Kind, readonly string[]>
type State = (typeof states)[Kind][number]

const labels: Readonly<Record<State, PlainKey>> = {
  unblocked: 'settings.unblocked',
  'block-new-sharing': 'settings.blockNew',
  'block-all-sharing': 'settings.blockAll',
}

/** Whether AMIs or snapshots of the account can be public. */
export function PublicAccessSettings({ kind }: { readonly kind: Kind }) {
  const t = useT()
  const isImages = kind === 'images'
  const images = useOperation('ec2', 'GetImageBlockPublicAccessState', isImages ? {} : undefined)
  const snapshots = useOperation(
    'ec2',
    'GetSnapshotBlockPublicAccessState',
    isImages ? undefined : {},
  )
  const told = isImages ? images.data?.ImageBlockPublicAccessState : snapshots.data?.State
  const state = states[kind].find((each) => each === told)
  const title = t(isImages ? 'settings.publicImages' : 'settings.publicSnapshots')
  return (
    <Section
      title={title}
      text={t(isImages ? 'settings.publicImagesText' : 'settings.publicSnapshotsText')}
      ready={state !== undefined}
      items={[[t('settings.publicAccess'), state && t(labels[state])]]}
      dialog={(onClose) => (
        <FieldsDialog
          title={title}
          submitText={t('common.save')}
          savedText={t('settings.saved')}
          fields={[
            {
              id: 'state',
              label: t('settings.publicAccess'),
              kind: 'choice',
              initial: state ?? 'unblocked',
              options: states[kind].map((value) => ({ value, label: t(labels[value]) })),
            },
          ]}
          run={(call, values) => save(call, kind, values['state'] ?? 'unblocked')}
          onClose={onClose}
        />
      )}
    />
  )
}

function save(call: Call, kind: Kind, wanted: string): Promise<unknown> {
  const state = states[kind].find((each) => each === wanted)
  if (kind === 'images') {
    return state === 'block-new-sharing'
      ? call('ec2', 'EnableImageBlockPublicAccess', { ImageBlockPublicAccessState: state })
      : call('ec2', 'DisableImageBlockPublicAccess', {})
  }
  return state === undefined || state === 'unblocked'
    ? call('ec2', 'DisableSnapshotBlockPublicAccess', {})
    : call('ec2', 'EnableSnapshotBlockPublicAccess', { State: state })
}
