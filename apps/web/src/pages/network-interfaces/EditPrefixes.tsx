import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ipv6BlocksOf } from '../../resources/ipv6-blocks.ts'

type Interface = FeedItem<'network-interfaces'>

export function prefixesOf(one: Interface): readonly string[] {
  return [
    ...(one.Ipv4Prefixes ?? []).flatMap(({ Ipv4Prefix }) => Ipv4Prefix ?? []),
    ...(one.Ipv6Prefixes ?? []).flatMap(({ Ipv6Prefix }) => Ipv6Prefix ?? []),
  ]
}

/** The prefixes delegated to the interface: those it keeps, and so many more of each family. */
export function EditPrefixes(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const NetworkInterfaceId = item.NetworkInterfaceId ?? ''
  const subnet = useFeed('subnets').items.get(item.SubnetId ?? '')
  const present = prefixesOf(item)
  const number = (value: string) =>
    /^\d{1,2}$/.test(value) && Number(value) <= 49 ? undefined : t('dialog.countProblem')
  return (
    <FieldsDialog
      title={t('interfaces.editPrefixesTitle', { id: NetworkInterfaceId })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      note={t('interfaces.prefixesNote')}
      fields={[
        {
          id: 'kept',
          label: t('interfaces.prefixes'),
          kind: 'choices',
          optional: true,
          initial: present.join(','),
          options: present.map((value) => ({ value, label: value })),
          none: t('interfaces.noIpv6'),
        },
        {
          id: 'ipv4',
          label: t('interfaces.moreIpv4Prefixes'),
          optional: true,
          placeholder: '0',
          when: () => subnet?.CidrBlock !== undefined,
          problem: number,
        },
        {
          id: 'ipv6',
          label: t('interfaces.moreIpv6Prefixes'),
          optional: true,
          placeholder: '0',
          when: () => ipv6BlocksOf(subnet).length > 0,
          problem: number,
        },
      ]}
      run={async (call, values) => {
        const kept = new Set((values['kept'] ?? '').split(','))
        const gone = present.filter((prefix) => !kept.has(prefix))
        const Ipv4Prefixes = gone.filter((prefix) => !prefix.includes(':'))
        const Ipv6Prefixes = gone.filter((prefix) => prefix.includes(':'))
        const Ipv4PrefixCount = Number(values['ipv4'] ?? 0)
        const Ipv6PrefixCount = Number(values['ipv6'] ?? 0)
        if (Ipv4Prefixes.length > 0) {
          await call('ec2', 'UnassignPrivateIpAddresses', { NetworkInterfaceId, Ipv4Prefixes })
        }
        if (Ipv6Prefixes.length > 0) {
          await call('ec2', 'UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Prefixes })
        }
        if (Ipv4PrefixCount > 0) {
          await call('ec2', 'AssignPrivateIpAddresses', { NetworkInterfaceId, Ipv4PrefixCount })
        }
        if (Ipv6PrefixCount > 0) {
          await call('ec2', 'AssignIpv6Addresses', { NetworkInterfaceId, Ipv6PrefixCount })
        }
      }}
      onClose={props.onClose}
    />
  )
}
