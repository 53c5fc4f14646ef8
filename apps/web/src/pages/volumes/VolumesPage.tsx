import { useCallback } from 'react'
import type { Locale } from '../../i18n/index.ts'
import { usePlaces } from '../../resources/places/use-places.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { AttachVolume } from './AttachVolume.tsx'
import { createColumns } from './columns.tsx'
import { CreateSnapshot } from './CreateSnapshot.tsx'
import { CreateVolume } from '../../resources/volumes/CreateVolume.tsx'
import { CopyVolume } from './CopyVolume.tsx'
import { DetachVolume } from './DetachVolume.tsx'
import { ModifyVolume } from './ModifyVolume.tsx'
import { idOf, type Volume } from './volume.ts'
import { useModifications } from './use-modifications.ts'
import { VolumeDetails, VolumeSnapshots } from './VolumePanel.tsx'

const actions: readonly ResourceAction<Volume>[] = [
  { id: 'modify', text: 'volumes.modify', dialog: ModifyVolume },
  { id: 'copy', text: 'volumes.copy', dialog: CopyVolume },
  { id: 'snapshot', text: 'volumes.createSnapshot', dialog: CreateSnapshot },
  {
    id: 'attach',
    text: 'volumes.attach',
    refuse: ({ State, MultiAttachEnabled }, { t }) =>
      State === 'available' || (MultiAttachEnabled && State === 'in-use')
        ? undefined
        : t('volumes.attachOnlyAvailable'),
    dialog: AttachVolume,
  },
  {
    id: 'detach',
    text: 'volumes.detach',
    refuse: ({ State }, { t }) => (State === 'in-use' ? undefined : t('volumes.detachOnlyInUse')),
    dialog: DetachVolume,
  },
]

export default function VolumesPage() {
  const modifications = useModifications(usePlaces().shown)
  const columns = useCallback(
    (locale: Locale) => createColumns(locale, modifications),
    [modifications],
  )
  return (
    <ResourcePage
      feed="volumes"
      removal="volume"
      texts="volumes"
      idOf={idOf}
      tagsOf={(volume) => volume.Tags}
      columns={columns}
      create={CreateVolume}
      actions={actions}
      refuseDelete={({ State }, { t }) =>
        State === 'available' || State === 'error' ? undefined : t('volumes.deleteOnlyAvailable')
      }
      remove={(call, VolumeId) => call('ec2', 'DeleteVolume', { VolumeId })}
      tabs={(volume, { t }) => [
        {
          id: 'details',
          label: t('tab.details'),
          content: <VolumeDetails volume={volume} modification={modifications.get(idOf(volume))} />,
        },
        {
          id: 'snapshots',
          label: t('snapshots.title'),
          content: <VolumeSnapshots volumeId={idOf(volume)} />,
        },
      ]}
    />
  )
}
