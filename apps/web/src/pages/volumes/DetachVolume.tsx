import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, instanceIdOf, type Volume } from './volume.ts'

/** Takes a volume off its instance, or off one of those that share it. */
export function DetachVolume(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const [force, setForce] = useState(false)
  const holders = (volume.Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? [])
  const [chosen, setChosen] = useState(instanceIdOf(volume))
  const instanceId = chosen ?? holders[0] ?? ''
  const save = useSave(onClose, t('volumes.detachedText', { id: idOf(volume), instanceId }))
  return (
    <ConfirmDialog
      title={t('volumes.detachTitle', { id: idOf(volume), instanceId })}
      submitText={t('volumes.detach')}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'DetachVolume', {
          VolumeId: idOf(volume),
          InstanceId: instanceId,
          ...(force && { Force: true }),
        }),
      )}
    >
      {holders.length > 1 ? (
        <FormField label={t('volumes.detachFrom')}>
          <Select
            selectedOption={{ value: instanceId, label: instanceId }}
            options={holders.map((value) => ({ value, label: value }))}
            expandToViewport
            onChange={({ detail }) => setChosen(detail.selectedOption.value)}
          />
        </FormField>
      ) : null}
      <Alert type="warning">{t('volumes.detachWarning')}</Alert>
      <Checkbox
        checked={force}
        description={t('volumes.forceText')}
        onChange={({ detail }) => setForce(detail.checked)}
      >
        {t('volumes.force')}
      </Checkbox>
    </ConfirmDialog>
  )
}
