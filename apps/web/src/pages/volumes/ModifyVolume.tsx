import { isVolumeType } from '@brume/ec2-model'
import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import {
  draftInput,
  findDraftProblem,
  SizeFields,
  type VolumeDraft,
} from '../../resources/volumes/SizeFields.tsx'
import { idOf, type Volume } from './volume.ts'

/** Changes type, size and speed while the volume is in use. It can only grow. */
export function ModifyVolume(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const [least] = useState(volume.Size ?? 1)
  const [draft, setDraft] = useState<VolumeDraft>({
    type: isVolumeType(volume.VolumeType ?? '') ? (volume.VolumeType ?? 'gp3') : 'gp3',
    size: String(volume.Size ?? ''),
    iops: String(volume.Iops ?? ''),
    throughput: String(volume.Throughput ?? ''),
  })
  const save = useSave(onClose, t('volumes.modifiedText', { id: idOf(volume) }))
  return (
    <ConfirmDialog
      title={t('volumes.modifyTitle', { id: idOf(volume) })}
      submitText={t('volumes.modify')}
      disabled={findDraftProblem(draft, least) !== undefined}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyVolume', { VolumeId: idOf(volume), ...draftInput(draft) }),
      )}
    >
      <SizeFields draft={draft} leastGiB={least} onChange={setDraft} />
      {Number(draft.size) > least ? <Alert type="info">{t('volumes.growText')}</Alert> : null}
    </ConfirmDialog>
  )
}
