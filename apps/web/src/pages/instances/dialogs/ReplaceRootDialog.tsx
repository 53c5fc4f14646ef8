import { useFeed } from '../../../api/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Gives a running instance another root volume: it restarts from that and keeps its addresses and other disks. */
export function ReplaceRootDialog({ instances: [instance], onClose }: DialogProps) {
  const { t, name } = useLocale()
  const snapshots = useFeed('snapshots').list
  const root = instance.BlockDeviceMappings?.find(
    ({ DeviceName }) => DeviceName === instance.RootDeviceName,
  )?.Ebs?.VolumeId
  const own = snapshots.filter(({ VolumeId, State }) => VolumeId === root && State === 'completed')
  return (
    <FieldsDialog
      title={t('dialog.replaceRootTitle', { name: labelOf(instance) })}
      submitText={t('action.replaceRoot')}
      savedText={t('dialog.replaceRootStarted')}
      warning={t('dialog.replaceRootText')}
      fields={[
        {
          id: 'from',
          label: t('dialog.replaceRootFrom'),
          kind: 'choice',
          initial: 'launch',
          options: [
            {
              value: 'launch',
              label: t('dialog.replaceRootLaunch'),
              description: t('dialog.replaceRootLaunchText'),
            },
            {
              value: 'snapshot',
              label: t('dialog.replaceRootSnapshot'),
              description: t('dialog.replaceRootSnapshotText'),
            },
            {
              value: 'image',
              label: t('dialog.replaceRootImage'),
              description: t('dialog.replaceRootImageText'),
            },
          ],
        },
        {
          id: 'snapshot',
          label: t('dialog.replaceRootSnapshot'),
          kind: 'choice',
          when: ({ from }) => from === 'snapshot',
          options: own.map(({ SnapshotId = '', StartTime, Description }) => ({
            value: SnapshotId,
            label: SnapshotId,
            description: [formatTime(StartTime, name), Description].filter(Boolean).join(' · '),
          })),
        },
        {
          id: 'image',
          label: t('templates.image'),
          placeholder: 'ami-…',
          when: ({ from }) => from === 'image',
        },
        { id: 'remove', label: t('dialog.replaceRootDelete'), kind: 'check' },
      ]}
      run={(call, { snapshot, image, remove }) =>
        call('ec2', 'CreateReplaceRootVolumeTask', {
          InstanceId: idOf(instance),
          ...(snapshot && { SnapshotId: snapshot }),
          ...(image && { ImageId: image }),
          DeleteReplacedRootVolume: remove === 'yes',
        })
      }
      onClose={onClose}
    />
  )
}
