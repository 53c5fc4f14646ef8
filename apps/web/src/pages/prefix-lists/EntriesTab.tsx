import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { asApiError, useConnection } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { isOfAws, useEntries, type PrefixList } from './prefix-list.ts'
import { RestoreVersion } from './small-dialogs.tsx'

/** The entries of the present version, or of an earlier one, which can come back. */
export function EntriesTab(props: { readonly list: PrefixList; readonly onEdit: () => void }) {
  const { list, onEdit } = props
  const t = useT()
  const { readOnly } = useConnection()
  const [chosen, setChosen] = useState<number>()
  const [restoring, setRestoring] = useState(false)
  const current = list.Version ?? 1
  const version = chosen ?? current
  const entries = useEntries(list, chosen)
  const refusal = readOnly
    ? t('reason.readOnly')
    : isOfAws(list)
      ? t('prefixLists.ofAws')
      : undefined
  const disabled = { disabled: refusal !== undefined, disabledReason: refusal ?? '' }
  const versions = Array.from({ length: current }, (_, index) => {
    const value = String(current - index)
    return {
      value,
      label: index === 0 ? t('prefixLists.currentVersion', { version: value }) : value,
    }
  })
  if (entries.error) {
    return <ErrorState error={asApiError(entries.error)} header={t('prefixLists.entries')} />
  }
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={[...(entries.data ?? [])]}
        trackBy="cidr"
        loading={entries.isPending}
        loadingText={t('common.loading')}
        ariaLabels={{ tableLabel: t('prefixLists.entries') }}
        empty={<EmptyState title={t('prefixLists.noEntries')} />}
        header={
          <Header
            variant="h3"
            counter={`(${entries.data?.length ?? 0}/${list.MaxEntries ?? '-'})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {versions.length > 1 ? (
                  <Select
                    selectedOption={versions.find(({ value }) => value === String(version)) ?? null}
                    options={versions}
                    ariaLabel={t('prefixLists.version')}
                    onChange={({ detail }) => {
                      const value = Number(detail.selectedOption.value)
                      setChosen(value === current ? undefined : value)
                    }}
                  />
                ) : null}
                {version === current ? (
                  <Button {...disabled} onClick={onEdit}>
                    {t('prefixLists.editEntries')}
                  </Button>
                ) : (
                  <Button {...disabled} onClick={() => setRestoring(true)}>
                    {t('prefixLists.restore')}
                  </Button>
                )}
              </SpaceBetween>
            }
          >
            {t('prefixLists.entries')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'cidr',
            header: t('prefixLists.cidr'),
            cell: ({ cidr }) => cidr,
            isRowHeader: true,
          },
          {
            id: 'description',
            header: t('groups.descriptionColumn'),
            cell: ({ description }) => description || '-',
          },
        ]}
      />
      {restoring ? (
        <RestoreVersion
          item={list}
          version={version}
          onClose={() => {
            setRestoring(false)
            setChosen(undefined)
          }}
        />
      ) : null}
    </>
  )
}
