import { useFeed } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { nameOf } from '../../../lib/tags.ts'
import { FieldsDialog, type FieldValues } from '../../../resources/FieldsDialog.tsx'
import { labelOf } from '../instance.ts'
import { useInterfacesOf } from './InterfaceDialogs.tsx'
import type { DialogProps } from './dialog-props.ts'

const listOf = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

export function AssociateDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const addresses = useFeed('addresses')
  const privates = useInterfacesOf(instance).flatMap((one) =>
    (one.PrivateIpAddresses ?? []).map(({ PrivateIpAddress = '' }) => ({
      value: `${one.NetworkInterfaceId ?? ''}/${PrivateIpAddress}`,
      label: PrivateIpAddress,
      description: one.NetworkInterfaceId ?? '',
    })),
  )
  const isTaken = ({ address }: FieldValues) =>
    addresses.items.get(address ?? '')?.AssociationId !== undefined
  return (
    <FieldsDialog
      title={t('dialog.associateTitle', { name: labelOf(instance) })}
      submitText={t('eips.associateShort')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'address',
          label: t('eips.address'),
          kind: 'choice',
          none: t('dialog.noAddress'),
          options: addresses.list
            .filter(({ InstanceId }) => InstanceId !== instance.InstanceId)
            .toSorted((a, b) => Number(!!a.AssociationId) - Number(!!b.AssociationId))
            .map((address) => ({
              value: address.AllocationId ?? '',
              label: [address.PublicIp, nameOf(address)].filter(Boolean).join(' · '),
              description: address.AllocationId ?? '',
              ...(address.AssociationId && {
                tag: address.InstanceId ?? address.NetworkInterfaceId ?? '',
              }),
            })),
        },
        {
          id: 'private',
          label: t('eips.privateIp'),
          kind: 'choice',
          initial: privates[0]?.value ?? '',
          options: privates,
        },
        {
          id: 'again',
          kind: 'check',
          label: t('eips.reassociate'),
          description: t('eips.reassociateText'),
          when: isTaken,
        },
      ]}
      run={(call, values) => {
        const [NetworkInterfaceId, PrivateIpAddress] = (values['private'] ?? '').split('/')
        return call('ec2', 'AssociateAddress', {
          AllocationId: values['address'],
          NetworkInterfaceId,
          PrivateIpAddress,
          AllowReassociation: values['again'] === 'yes',
        })
      }}
      onClose={onClose}
    />
  )
}

export function DisassociateDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const own = useFeed('addresses').list.filter(
    ({ InstanceId }) => InstanceId === instance.InstanceId,
  )
  return (
    <FieldsDialog
      title={t('dialog.disassociateTitle', { name: labelOf(instance) })}
      submitText={t('eips.disassociateShort')}
      savedText={t('common.saved')}
      warning={t('eips.disassociateText')}
      fields={[
        {
          id: 'association',
          label: t('eips.address'),
          kind: 'choice',
          initial: own[0]?.AssociationId ?? '',
          none: t('dialog.noElastic'),
          options: own.map(({ AssociationId = '', PublicIp = '', PrivateIpAddress = '' }) => ({
            value: AssociationId,
            label: PublicIp,
            description: PrivateIpAddress,
          })),
        },
      ]}
      run={(call, { association }) =>
        call('ec2', 'DisassociateAddress', { AssociationId: association })
      }
      onClose={onClose}
    />
  )
}

/** Secondary private addresses of one interface: which stay, how many more, and which exactly. */
export function AddressesDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const interfaces = useInterfacesOf(instance).toSorted(
    (a, b) => (a.Attachment?.DeviceIndex ?? 0) - (b.Attachment?.DeviceIndex ?? 0),
  )
  const secondariesOf = (id: string | undefined) =>
    (
      interfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === id)?.PrivateIpAddresses ??
      []
    )
      .filter(({ Primary }) => !Primary)
      .map(({ PrivateIpAddress = '' }) => PrivateIpAddress)
  return (
    <FieldsDialog
      title={t('dialog.addressesTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      note={t('dialog.addressesText')}
      fields={[
        {
          id: 'interface',
          label: t('interfaces.one'),
          kind: 'choice',
          initial: interfaces[0]?.NetworkInterfaceId ?? '',
          options: interfaces.map(({ NetworkInterfaceId = '', PrivateIpAddress, Attachment }) => ({
            value: NetworkInterfaceId,
            label: `eth${Attachment?.DeviceIndex ?? 0}: ${NetworkInterfaceId}`,
            description: PrivateIpAddress ?? '',
          })),
        },
        {
          id: 'kept',
          label: t('dialog.secondaryAddresses'),
          kind: 'choices',
          optional: true,
          none: t('dialog.noSecondary'),
          // Of all interfaces: the options leave those of the one that is chosen.
          initial: interfaces
            .flatMap(({ NetworkInterfaceId }) => secondariesOf(NetworkInterfaceId))
            .join(','),
          options: (values) =>
            secondariesOf(values['interface']).map((value) => ({ value, label: value })),
        },
        {
          id: 'count',
          label: t('dialog.moreAddresses'),
          optional: true,
          placeholder: '0',
          problem: (value) =>
            /^\d{1,2}$/.test(value) && Number(value) <= 49 ? undefined : t('dialog.countProblem'),
        },
        {
          id: 'exact',
          label: t('dialog.exactAddresses'),
          optional: true,
          placeholder: '172.31.0.10',
          problem: (value) =>
            listOf(value).every((one) => /^\d{1,3}(\.\d{1,3}){3}$/.test(one))
              ? undefined
              : t('interfaces.addressProblem'),
        },
      ]}
      run={async (call, values) => {
        const NetworkInterfaceId = values['interface']
        const kept = listOf(values['kept'])
        const gone = secondariesOf(NetworkInterfaceId).filter((one) => !kept.includes(one))
        const exact = listOf(values['exact'])
        const count = Number(values['count'] ?? 0)
        if (gone.length > 0) {
          await call('ec2', 'UnassignPrivateIpAddresses', {
            NetworkInterfaceId,
            PrivateIpAddresses: gone,
          })
        }
        if (exact.length > 0) {
          await call('ec2', 'AssignPrivateIpAddresses', {
            NetworkInterfaceId,
            PrivateIpAddresses: exact,
          })
        }
        if (count > 0) {
          await call('ec2', 'AssignPrivateIpAddresses', {
            NetworkInterfaceId,
            SecondaryPrivateIpAddressCount: count,
          })
        }
      }}
      onClose={onClose}
    />
  )
}
