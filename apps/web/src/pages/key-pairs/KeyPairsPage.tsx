import type { FeedItem } from '@brume/console-api'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CreateKeyPair } from './CreateKeyPair.tsx'
import { ImportKeyPair } from './ImportKeyPair.tsx'

type KeyPair = FeedItem<'key-pairs'>

const idOf = (key: KeyPair) => key.KeyPairId ?? ''
const labelOf = (key: KeyPair) => key.KeyName ?? ''

const actions: readonly ResourceAction<KeyPair>[] = [
  { id: 'import', text: 'keys.import', standalone: ImportKeyPair },
]

export default function KeyPairsPage() {
  return (
    <ResourcePage
      feed="key-pairs"
      texts="keys"
      description="keys.description"
      idOf={idOf}
      titleOf={labelOf}
      tagsOf={(key) => key.Tags}
      columns={createColumns}
      defaultSort="key-name"
      create={CreateKeyPair}
      actions={actions}
      remove={(call, KeyPairId) => call('ec2', 'DeleteKeyPair', { KeyPairId })}
      tabs={(key, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details keyPair={key} /> },
      ]}
    />
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
