import { isDeviceName, suggestDeviceName } from '@brume/ec2-model'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useFeed } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, type Volume } from './volume.ts'

/** Attaches a volume to an instance of its own zone. */
export function AttachVolume(props: { readonly item: Volume; readonly onClose: () => void }) {
  const { item: volume, onClose } = props
  const t = useT()
  const instances = useFeed('instances')
  const [instanceId, setInstance] = useState('')
  const [typed, setDevice] = useState<string>()
  const candidates = instances.list.filter(
    ({ Placement, State }) =>
      Placement?.AvailabilityZone === volume.AvailabilityZone &&
      (State?.Name === 'running' || State?.Name === 'stopped'),
  )
  const options = candidates.map((instance) => ({
    value: instance.InstanceId ?? '',
    label: instance.InstanceId ?? '',
    labelTag: instance.State?.Name ?? '',
    description: nameOf(instance),
  }))
  const instance = instances.items.get(instanceId)
  const platform = instance?.Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux'
  const taken = (instance?.BlockDeviceMappings ?? []).flatMap(({ DeviceName }) => DeviceName ?? [])
  const device = typed ?? suggestDeviceName(taken, platform) ?? ''
  const valid = isDeviceName(device, platform) && !taken.includes(device)
  const save = useSave(onClose, t('volumes.attachedText', { id: idOf(volume), instanceId }))
  return (
    <ConfirmDialog
      title={t('volumes.attachTitle', { id: idOf(volume) })}
      submitText={t('volumes.attach')}
      disabled={instance === undefined || !valid}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'AttachVolume', {
          VolumeId: idOf(volume),
          InstanceId: instanceId,
          Device: device,
        }),
      )}
    >
      <FormField
        label={t('volumes.instance')}
        description={t('volumes.sameZone', { zone: volume.AvailabilityZone ?? '' })}
      >
        <Select
          selectedOption={options.find(({ value }) => value === instanceId) ?? null}
          options={options}
          filteringType="auto"
          expandToViewport
          placeholder={t('volumes.chooseInstance')}
          empty={t('volumes.noInstance')}
          onChange={({ detail }) => setInstance(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField
        label={t('launch.volume.device')}
        errorText={
          instance && !valid
            ? t(taken.includes(device) ? 'launch.issue.deviceTwice' : 'launch.issue.device', {
                name: device,
              })
            : undefined
        }
      >
        <Input value={device} onChange={({ detail }) => setDevice(detail.value.trim())} />
      </FormField>
    </ConfirmDialog>
  )
}
