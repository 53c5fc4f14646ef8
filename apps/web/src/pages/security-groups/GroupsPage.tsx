import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useConnection, useFeed } from '../../api/index.ts'
import {
  ActionsMenu,
  EmptyState,
  ResourceTable,
  SidePanel,
  useSelection,
  type ResourceColumn,
} from '../../components/index.ts'
import { useLocale, type Translate } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { TagsDialog } from '../../resources/ResourceTags.tsx'
import { CreateGroup } from './CreateGroup.tsx'
import { EditRules } from './EditRules.tsx'
import { groupNameOf, idOf, rulesOf, tagsOf, type SecurityGroup } from './group.ts'
import { GroupPanel } from './GroupPanel.tsx'

type Dialog = 'create' | 'inbound' | 'outbound' | 'tags' | 'delete'

export default function GroupsPage() {
  const { t } = useLocale()
  const { readOnly } = useConnection()
  const groups = useFeed('security-groups')
  const selection = useSelection(groups.items)
  const columns = useMemo(() => createColumns(t), [t])
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const [only, second] = selection.items
  const noChange = readOnly ? t('reason.readOnly') : undefined
  const one = noChange ?? (only && !second ? undefined : t('groups.selectOne'))
  const noDelete = noChange ?? refuseDelete(selection.items, t)
  return (
    <>
      <ResourceTable
        id="security-groups"
        title={t('groups.title')}
        items={groups.list}
        status={groups.status}
        error={groups.error}
        idOf={idOf}
        nameOf={(group) => `${groupNameOf(group)} ${idOf(group)}`}
        tagsOf={tagsOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t('groups.filter')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ActionsMenu
              text={t('common.actions')}
              items={[
                {
                  id: 'inbound',
                  text: t('groups.editInbound'),
                  disabledReason: one,
                  run: () => setDialog('inbound'),
                },
                {
                  id: 'outbound',
                  text: t('groups.editOutbound'),
                  disabledReason: one,
                  run: () => setDialog('outbound'),
                },
                {
                  id: 'tags',
                  text: t('action.manageTags'),
                  disabledReason: one,
                  run: () => setDialog('tags'),
                },
                {
                  id: 'delete',
                  text: t('groups.delete'),
                  disabledReason: noDelete,
                  run: () => setDialog('delete'),
                },
              ]}
            />
            <Button variant="primary" disabled={readOnly} onClick={() => setDialog('create')}>
              {t('groups.create')}
            </Button>
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t('groups.empty')}
            text={t('groups.emptyText')}
            action={{ text: t('groups.create'), onClick: () => setDialog('create') }}
          />
        }
      />
      {only && !second ? (
        <SidePanel header={`${groupNameOf(only)} (${idOf(only)})`}>
          <GroupPanel group={only} onEdit={setDialog} editRefusal={noChange} />
        </SidePanel>
      ) : null}
      {dialog === 'create' ? <CreateGroup onClose={close} /> : null}
      {only && (dialog === 'inbound' || dialog === 'outbound') ? (
        <EditRules key={dialog} group={only} direction={dialog} onClose={close} />
      ) : null}
      {only && dialog === 'tags' ? (
        <TagsDialog id={idOf(only)} tags={only.Tags} onClose={close} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('groups.deleteTitle', { count: selection.items.length })}
          items={selection.items.map((group) => ({ id: idOf(group), name: groupNameOf(group) }))}
          remove={(call, GroupId) => call('ec2', 'DeleteSecurityGroup', { GroupId })}
          onClose={close}
        >
          {t('groups.deleteText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}

function refuseDelete(groups: readonly SecurityGroup[], t: Translate): string | undefined {
  if (groups.length === 0) return t('groups.selectOne')
  return groups.some(({ GroupName }) => GroupName === 'default')
    ? t('groups.defaultStays')
    : undefined
}

function createColumns(t: Translate): readonly ResourceColumn<SecurityGroup>[] {
  return [
    nameColumn(t('instances.name')),
    { id: 'id', header: t('groups.id'), value: idOf, cell: idOf, fixed: true, width: 220 },
    {
      id: 'group-name',
      header: t('groups.name'),
      value: groupNameOf,
      cell: groupNameOf,
      width: 220,
    },
    {
      id: 'vpc',
      header: t('groups.vpc'),
      value: ({ VpcId }) => VpcId,
      cell: ({ VpcId }) => VpcId ?? '-',
      filter: 'choice',
      width: 220,
    },
    {
      id: 'description',
      header: t('groups.descriptionColumn'),
      value: ({ Description }) => Description,
      cell: ({ Description }) => Description ?? '-',
      width: 300,
    },
    {
      id: 'inbound',
      header: t('groups.inboundCount'),
      value: (group) => rulesOf(group, 'inbound').length,
      cell: (group) => t('groups.entries', { count: rulesOf(group, 'inbound').length }),
      filter: 'number',
      width: 170,
    },
    {
      id: 'outbound',
      header: t('groups.outboundCount'),
      value: (group) => rulesOf(group, 'outbound').length,
      cell: (group) => t('groups.entries', { count: rulesOf(group, 'outbound').length }),
      filter: 'number',
      width: 170,
    },
    {
      id: 'owner',
      header: t('instances.owner'),
      value: ({ OwnerId }) => OwnerId,
      cell: ({ OwnerId }) => OwnerId ?? '-',
      hidden: true,
    },
  ]
}
