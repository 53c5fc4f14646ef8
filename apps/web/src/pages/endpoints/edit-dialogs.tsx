import type { FeedItem } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useGroupOptions, useTableOptions } from '../../resources/vpc-options.ts'

interface DialogProps {
  readonly item: FeedItem<'vpc-endpoints'>
  readonly onClose: () => void
}

/** What to add to a list, and what to take away, so that it becomes the chosen one. */
function changes(present: readonly string[], chosen: string | undefined) {
  const wished = chosen ? chosen.split(',') : []
  return {
    added: wished.filter((id) => !present.includes(id)),
    removed: present.filter((id) => !wished.includes(id)),
  }
}

export function EditTables({ item, onClose }: DialogProps) {
  const t = useT()
  const present = item.RouteTableIds ?? []
  const options = useTableOptions(item.VpcId)
  return (
    <FieldsDialog
      title={t('endpoints.editTables')}
      submitText={t('common.save')}
      savedText={t('endpoints.saved')}
      fields={[
        {
          id: 'tables',
          label: t('routeTables.title'),
          kind: 'choices',
          initial: present.join(','),
          optional: true,
          options,
        },
      ]}
      run={(call, values) => {
        const { added, removed } = changes(present, values['tables'])
        return call('ec2', 'ModifyVpcEndpoint', {
          VpcEndpointId: item.VpcEndpointId,
          ...(added.length > 0 && { AddRouteTableIds: added }),
          ...(removed.length > 0 && { RemoveRouteTableIds: removed }),
        })
      }}
      onClose={onClose}
    />
  )
}

export function EditGroups({ item, onClose }: DialogProps) {
  const t = useT()
  const present = (item.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? [])
  const options = useGroupOptions(item.VpcId)
  return (
    <FieldsDialog
      title={t('endpoints.editGroups')}
      submitText={t('common.save')}
      savedText={t('endpoints.saved')}
      fields={[
        {
          id: 'groups',
          label: t('groups.title'),
          description: t('endpoints.groupsText'),
          kind: 'choices',
          initial: present.join(','),
          options,
        },
      ]}
      run={(call, values) => {
        const { added, removed } = changes(present, values['groups'])
        return call('ec2', 'ModifyVpcEndpoint', {
          VpcEndpointId: item.VpcEndpointId,
          ...(added.length > 0 && { AddSecurityGroupIds: added }),
          ...(removed.length > 0 && { RemoveSecurityGroupIds: removed }),
        })
      }}
      onClose={onClose}
    />
  )
}
