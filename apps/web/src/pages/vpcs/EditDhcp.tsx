import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'

/** None at all: instances then get no name server from DHCP. */
const none = 'default'

/** Which DHCP option set the VPC's instances get. */
export function EditDhcp(props: { readonly item: FeedItem<'vpcs'>; readonly onClose: () => void }) {
  const { item, onClose } = props
  const t = useT()
  const sets = useFeed('dhcp-options').list
  return (
    <FieldsDialog
      title={t('vpcs.editDhcpTitle', { id: item.VpcId ?? '' })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'set',
          label: t('vpcs.dhcp'),
          kind: 'choice',
          initial: item.DhcpOptionsId ?? none,
          options: [
            { value: none, label: t('dhcp.none'), description: t('dhcp.noneText') },
            ...sets.map((set) => ({
              value: set.DhcpOptionsId ?? '',
              label: [set.DhcpOptionsId, nameOf(set)].filter(Boolean).join(' · '),
              description: (set.DhcpConfigurations ?? [])
                .flatMap(({ Values }) => (Values ?? []).map(({ Value }) => Value ?? ''))
                .join(' · '),
            })),
          ],
        },
      ]}
      note={t('dhcp.associateNote')}
      run={(call, { set }) =>
        call('ec2', 'AssociateDhcpOptions', { VpcId: item.VpcId, DhcpOptionsId: set })
      }
      onClose={onClose}
    />
  )
}
