import { useFeed } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { nameOf } from '../../../lib/tags.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf, type Instance } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

export function useInterfacesOf(instance: Instance) {
  return useFeed('network-interfaces').list.filter(
    ({ Attachment }) => Attachment?.InstanceId === instance.InstanceId,
  )
}

export function AttachInterfaceDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const zone = instance.Placement?.AvailabilityZone ?? ''
  const free = useFeed('network-interfaces').list.filter(
    ({ AvailabilityZone, Status }) => AvailabilityZone === zone && Status === 'available',
  )
  const taken = (instance.NetworkInterfaces ?? []).map(
    ({ Attachment }) => Attachment?.DeviceIndex ?? 0,
  )
  return (
    <FieldsDialog
      title={t('dialog.attachInterfaceTitle', { name: labelOf(instance) })}
      submitText={t('interfaces.attach')}
      savedText={t('common.saved')}
      note={t('interfaces.attachNote')}
      fields={[
        {
          id: 'interface',
          label: t('interfaces.one'),
          description: t('dialog.interfaceOfZone', { zone }),
          kind: 'choice',
          none: t('dialog.noInterface', { zone }),
          options: free.map((one) => ({
            value: one.NetworkInterfaceId ?? '',
            label: [one.NetworkInterfaceId, nameOf({ Tags: one.TagSet })]
              .filter(Boolean)
              .join(' · '),
            description: [one.PrivateIpAddress, one.SubnetId, one.Description]
              .filter(Boolean)
              .join(' · '),
          })),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'AttachNetworkInterface', {
          InstanceId: idOf(instance),
          NetworkInterfaceId: values['interface'],
          DeviceIndex: Math.max(0, ...taken) + 1,
        })
      }
      onClose={onClose}
    />
  )
}

/** The primary interface stays for as long as the instance. */
export function DetachInterfaceDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const others = useInterfacesOf(instance).filter(({ Attachment }) => Attachment?.DeviceIndex !== 0)
  return (
    <FieldsDialog
      title={t('dialog.detachInterfaceTitle', { name: labelOf(instance) })}
      submitText={t('interfaces.detach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'attachment',
          label: t('interfaces.one'),
          description: t('interfaces.primaryStays'),
          kind: 'choice',
          none: t('dialog.onlyPrimary'),
          options: others.map(({ Attachment, NetworkInterfaceId = '', PrivateIpAddress = '' }) => ({
            value: Attachment?.AttachmentId ?? '',
            label: NetworkInterfaceId,
            description: PrivateIpAddress,
          })),
        },
        { id: 'force', kind: 'check', label: t('interfaces.force') },
      ]}
      run={(call, { attachment, force }) =>
        call('ec2', 'DetachNetworkInterface', {
          AttachmentId: attachment,
          ...(force === 'yes' && { Force: true }),
        })
      }
      onClose={onClose}
    />
  )
}
