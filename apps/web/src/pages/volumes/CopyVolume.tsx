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

/** A volume with what is on this one now, in its zone, perhaps larger or of another type. */
export function CopyVolume(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const least = volume.Size ?? 1
  const [draft, setDraft] = useState<VolumeDraft>({
    type: isVolumeType(volume.VolumeType ?? '') ? (volume.VolumeType ?? 'gp3') : 'gp3',
    size: String(least),
    iops: String(volume.Iops ?? ''),
    throughput: String(volume.Throughput ?? ''),
  })
  const save = useSave(onClose, t('volumes.copiedText', { id: idOf(volume) }))
  return (
    <ConfirmDialog
      title={t('volumes.copyTitle', { id: idOf(volume) })}
      submitText={t('volumes.copy')}
      disabled={findDraftProblem(draft, least) !== undefined}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'CopyVolumes', { SourceVolumeId: idOf(volume), ...draftInput(draft) }),
      )}
    >
      <Alert type="info">{t('volumes.copyText')}</Alert>
      <SizeFields draft={draft} leastGiB={least} onChange={setDraft} />
    </ConfirmDialog>
  )
}
