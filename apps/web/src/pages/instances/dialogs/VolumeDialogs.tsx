import { isDeviceName, suggestDeviceName } from '@brume/ec2-model'
import { useFeed } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { nameOf } from '../../../lib/tags.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Gives the instance a volume of its own zone. */
export function AttachVolumeDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const zone = instance.Placement?.AvailabilityZone ?? ''
  const platform = instance.Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux'
  const taken = (instance.BlockDeviceMappings ?? []).flatMap(({ DeviceName }) => DeviceName ?? [])
  const volumes = useFeed('volumes').list.filter(
    ({ AvailabilityZone, State, MultiAttachEnabled }) =>
      AvailabilityZone === zone && (State === 'available' || MultiAttachEnabled),
  )
  return (
    <FieldsDialog
      title={t('dialog.attachVolumeTitle', { name: labelOf(instance) })}
      submitText={t('volumes.attach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'volume',
          label: t('storage.volume'),
          description: t('dialog.volumeOfZone', { zone }),
          kind: 'choice',
          none: t('dialog.noVolume', { zone }),
          options: volumes.map((volume) => ({
            value: volume.VolumeId ?? '',
            label: [volume.VolumeId, nameOf(volume)].filter(Boolean).join(' · '),
            description: `${volume.Size ?? 0} GiB · ${volume.VolumeType ?? ''}`,
          })),
        },
        {
          id: 'device',
          label: t('launch.volume.device'),
          initial: suggestDeviceName(taken, platform) ?? '',
          problem: (name) =>
            taken.includes(name)
              ? t('launch.issue.deviceTwice', { name })
              : isDeviceName(name, platform)
                ? undefined
                : t('launch.issue.device', { name }),
        },
      ]}
      run={(call, { volume, device }) =>
        call('ec2', 'AttachVolume', {
          InstanceId: idOf(instance),
          VolumeId: volume,
          Device: device,
        })
      }
      onClose={onClose}
    />
  )
}

/** The root volume comes off a stopped instance only. */
export function DetachVolumeDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const stopped = instance.State?.Name === 'stopped'
  const blocks = (instance.BlockDeviceMappings ?? []).filter(({ Ebs }) => Ebs?.VolumeId)
  return (
    <FieldsDialog
      title={t('dialog.detachVolumeTitle', { name: labelOf(instance) })}
      submitText={t('volumes.detach')}
      savedText={t('common.saved')}
      warning={t('volumes.detachWarning')}
      fields={[
        {
          id: 'volume',
          label: t('storage.volume'),
          kind: 'choice',
          none: t('storage.none'),
          options: blocks.map(({ DeviceName = '', Ebs }) => ({
            value: Ebs?.VolumeId ?? '',
            label: Ebs?.VolumeId ?? '',
            description: DeviceName,
            ...(DeviceName === instance.RootDeviceName && { tag: t('dialog.root') }),
          })),
          problem: (value) =>
            !stopped &&
            blocks.some(
              ({ DeviceName, Ebs }) =>
                Ebs?.VolumeId === value && DeviceName === instance.RootDeviceName,
            )
              ? t('dialog.rootInUse')
              : undefined,
        },
        {
          id: 'force',
          kind: 'check',
          label: t('volumes.force'),
          description: t('volumes.forceText'),
        },
      ]}
      run={(call, { volume, force }) =>
        call('ec2', 'DetachVolume', {
          InstanceId: idOf(instance),
          VolumeId: volume,
          ...(force === 'yes' && { Force: true }),
        })
      }
      onClose={onClose}
    />
  )
}
