import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.ts'
import { idOf, instanceIdOf, type Volume } from './volume.ts'

/** Takes a volume off its instance. */
export function DetachVolume(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const [force, setForce] = useState(false)
  const instanceId = instanceIdOf(volume) ?? ''
  const save = useSave(onClose, t('volumes.detachedText', { id: idOf(volume), instanceId }))
  return (
    <ConfirmDialog
      title={t('volumes.detachTitle', { id: idOf(volume), instanceId })}
      submitText={t('volumes.detach')}
      loading={save.saving}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.run((call) =>
          call('ec2', 'DetachVolume', { VolumeId: idOf(volume), ...(force && { Force: true }) }),
        )
      }
    >
      <Alert type="warning">{t('volumes.detachWarning')}</Alert>
      <Checkbox checked={force} onChange={({ detail }) => setForce(detail.checked)}>
        {t('volumes.force')}
      </Checkbox>
    </ConfirmDialog>
  )
}
