import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { containsIpv6 } from '../../lib/ipv6.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ipv6BlocksOf } from '../../resources/ipv6-blocks.ts'

type Interface = FeedItem<'network-interfaces'>

export function ipv6AddressesOf(one: Interface): readonly string[] {
  return (one.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? [])
}

/** The interface's IPv6 addresses: those it keeps, and one more. */
export function EditIpv6(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const NetworkInterfaceId = item.NetworkInterfaceId ?? ''
  const subnet = useFeed('subnets').items.get(item.SubnetId ?? '')
  const blocks = ipv6BlocksOf(subnet)
  const present = ipv6AddressesOf(item)
  return (
    <FieldsDialog
      title={t('interfaces.editIpv6Title', { id: NetworkInterfaceId })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'kept',
          label: t('interfaces.ipv6Addresses'),
          kind: 'choices',
          optional: true,
          initial: present.join(','),
          options: present.map((value) => ({ value, label: value })),
          none: t('interfaces.noIpv6'),
        },
        { id: 'more', label: t('interfaces.assignIpv6'), kind: 'check' },
        {
          id: 'address',
          label: t('interfaces.newIpv6'),
          optional: true,
          placeholder: t('interfaces.anyAddress'),
          description: blocks.join(', '),
          when: (values) => values['more'] === 'yes',
          problem: (value) =>
            blocks.some((block) => containsIpv6(block, `${value}/128`))
              ? undefined
              : t('interfaces.ipv6Problem'),
        },
      ]}
      run={async (call, values) => {
        const kept = new Set((values['kept'] ?? '').split(','))
        const Ipv6Addresses = present.filter((address) => !kept.has(address))
        if (Ipv6Addresses.length > 0) {
          await call('ec2', 'UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Addresses })
        }
        if (values['more'] !== 'yes') return
        const address = values['address'] ?? ''
        await call('ec2', 'AssignIpv6Addresses', {
          NetworkInterfaceId,
          ...(address === '' ? { Ipv6AddressCount: 1 } : { Ipv6Addresses: [address] }),
        })
      }}
      onClose={props.onClose}
    />
  )
}
