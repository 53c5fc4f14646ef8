import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import type { FeedItem } from '@brume/console-api'
import { useConnection, useFeed } from '../../api/index.ts'
import {
  ActionsMenu,
  CopyText,
  EmptyState,
  KeyValue,
  ResourceTable,
  SidePanel,
  useSelection,
  type ResourceColumn,
} from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { PanelTabs } from '../../resources/PanelTabs.tsx'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { CreateKeyPair } from './CreateKeyPair.tsx'
import { ImportKeyPair } from './ImportKeyPair.tsx'

type KeyPair = FeedItem<'key-pairs'>
type Dialog = 'create' | 'import' | 'delete'

const idOf = (key: KeyPair) => key.KeyPairId ?? ''
const labelOf = (key: KeyPair) => key.KeyName ?? ''
const tagsOf = (key: KeyPair) => key.Tags

export default function KeyPairsPage() {
  const locale = useLocale()
  const { t } = locale
  const { readOnly } = useConnection()
  const keys = useFeed('key-pairs')
  const selection = useSelection(keys.items)
  const columns = useMemo(() => createColumns(locale), [locale])
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const [only, second] = selection.items
  const noChange = readOnly ? t('reason.readOnly') : undefined
  const noDelete = noChange ?? (only ? undefined : t('keys.selectFirst'))
  return (
    <>
      <ResourceTable
        id="key-pairs"
        title={t('keys.title')}
        description={t('keys.description')}
        items={keys.list}
        status={keys.status}
        error={keys.error}
        idOf={idOf}
        nameOf={labelOf}
        tagsOf={tagsOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t('keys.filter')}
        defaultSort="key-name"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ActionsMenu
              text={t('common.actions')}
              items={[
                {
                  id: 'import',
                  text: t('keys.import'),
                  disabledReason: noChange,
                  run: () => setDialog('import'),
                },
                {
                  id: 'delete',
                  text: t('common.delete'),
                  disabledReason: noDelete,
                  run: () => setDialog('delete'),
                },
              ]}
            />
            <Button variant="primary" disabled={readOnly} onClick={() => setDialog('create')}>
              {t('keys.create')}
            </Button>
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t('keys.empty')}
            text={t('keys.emptyText')}
            action={{ text: t('keys.create'), onClick: () => setDialog('create') }}
          />
        }
      />
      {only && !second ? (
        <SidePanel header={labelOf(only)}>
          <PanelTabs
            tabs={[
              { id: 'details', label: t('tab.details'), content: <Details keyPair={only} /> },
              {
                id: 'tags',
                label: t('tab.tags'),
                content: <ResourceTags id={idOf(only)} tags={only.Tags} />,
              },
            ]}
          />
        </SidePanel>
      ) : null}
      {dialog === 'create' ? <CreateKeyPair onClose={close} /> : null}
      {dialog === 'import' ? <ImportKeyPair onClose={close} /> : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('keys.deleteTitle', { count: selection.items.length })}
          items={selection.items.map((key) => ({ id: idOf(key), name: labelOf(key) }))}
          remove={(call, KeyPairId) => call('ec2', 'DeleteKeyPair', { KeyPairId })}
          onClose={close}
        >
          {t('keys.deleteText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<KeyPair>[] {
  return [
    {
      id: 'key-name',
      header: t('keys.name'),
      value: labelOf,
      cell: labelOf,
      fixed: true,
      width: 220,
    },
    {
      id: 'type',
      header: t('keys.type'),
      value: ({ KeyType }) => KeyType,
      cell: ({ KeyType }) => KeyType ?? '-',
      filter: 'choice',
      width: 120,
    },
    {
      id: 'created',
      header: t('keys.created'),
      value: ({ CreateTime }) => CreateTime,
      cell: ({ CreateTime }) => formatTime(CreateTime, name) || '-',
      filter: 'date',
      width: 220,
    },
    {
      id: 'fingerprint',
      header: t('keys.fingerprint'),
      value: ({ KeyFingerprint }) => KeyFingerprint,
      cell: ({ KeyFingerprint }) => KeyFingerprint ?? '-',
      width: 420,
    },
    { id: 'id', header: t('keys.id'), value: idOf, cell: idOf, width: 220 },
  ]
}

function Details({ keyPair }: { readonly keyPair: KeyPair }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      items={[
        [t('keys.name'), keyPair.KeyName],
        [t('keys.id'), <CopyText key="id" text={keyPair.KeyPairId} />],
        [t('keys.type'), keyPair.KeyType],
        [t('keys.fingerprint'), <CopyText key="print" text={keyPair.KeyFingerprint} />],
        [t('keys.created'), formatTime(keyPair.CreateTime, name)],
      ]}
    />
  )
}
