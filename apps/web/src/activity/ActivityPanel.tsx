import type { ActivityEntry } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Header from '@cloudscape-design/components/header'
import Modal from '@cloudscape-design/components/modal'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useMemo, useState } from 'react'
import { asApiError } from '../api/index.ts'
import { describeError, EmptyState } from '../components/index.ts'
import { toCli, toSdk } from '../code/index.ts'
import { useLocale } from '../i18n/index.ts'
import { saveFile } from '../lib/save-file.ts'
import { activityColumns } from './columns.tsx'
import RequestCode from './RequestCode.tsx'
import { toRequests, useActivity } from './use-activity.ts'
import { useTextContext } from './use-text-context.ts'

const pageSize = 20

/** What was changed from this console: live, with its code, and to be saved as a script. */
export default function ActivityPanel({ onClose }: { readonly onClose: () => void }) {
  const locale = useLocale()
  const { t } = locale
  const { entries, error, isPending } = useActivity()
  const [filter, setFilter] = useState('')
  const [page, setPage] = useState(1)
  const [chosenIds, setChosen] = useState<ReadonlySet<number>>(new Set())
  const matching = useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
    return entries.filter((entry) => {
      const text = JSON.stringify(entry).toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [entries, filter])
  const pages = Math.max(1, Math.ceil(matching.length / pageSize))
  const at = Math.min(page, pages)
  const shown = matching.slice((at - 1) * pageSize, at * pageSize)
  const chosen = matching.filter(({ id }) => chosenIds.has(id))
  const columns = useMemo(() => activityColumns(locale, onClose), [locale, onClose])
  return (
    <Modal
      visible
      size="max"
      header={t('activity.title')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
    >
      <SpaceBetween size="m">
        {error ? <Alert type="error">{describeError(asApiError(error), t)}</Alert> : null}
        <Table
          variant="borderless"
          contentDensity="compact"
          wrapLines
          loading={isPending && entries.length === 0}
          loadingText={t('common.loading')}
          items={shown}
          trackBy={({ id }) => String(id)}
          selectionType="multi"
          selectedItems={chosen}
          onSelectionChange={({ detail }) =>
            setChosen(new Set(detail.selectedItems.map(({ id }) => id)))
          }
          ariaLabels={{
            tableLabel: t('activity.title'),
            selectionGroupLabel: t('activity.select'),
            allItemsSelectionLabel: () => t('activity.selectAll'),
            itemSelectionLabel: (_selection, entry) =>
              t('activity.selectOne', { action: entry.operation, time: entry.startedAt }),
          }}
          columnDefinitions={columns}
          header={
            <Header
              variant="h3"
              counter={`(${matching.length})`}
              description={t('activity.text')}
              actions={<SaveScript chosen={chosen} all={matching} />}
            >
              {t('activity.changes')}
            </Header>
          }
          filter={
            <TextFilter
              filteringText={filter}
              filteringPlaceholder={t('activity.filter')}
              filteringAriaLabel={t('activity.filter')}
              countText={t('table.matches', { count: matching.length })}
              onChange={({ detail }) => {
                setFilter(detail.filteringText)
                setPage(1)
              }}
            />
          }
          pagination={
            <Pagination
              currentPageIndex={at}
              pagesCount={pages}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          }
          empty={<EmptyState title={t('activity.empty')} text={t('activity.emptyText')} />}
        />
        {chosen.length > 0 ? <Chosen entries={chosen} /> : null}
      </SpaceBetween>
    </Modal>
  )
}

/** The code of what is chosen. */
function Chosen({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  const { t } = useLocale()
  const place = placeOf(entries)
  const requests = useMemo(() => toRequests(entries, place?.region ?? ''), [entries, place?.region])
  if (!place) return <Alert type="info">{t('activity.severalConnections')}</Alert>
  return (
    <div>
      <Box variant="h3">{t('asCode.header')}</Box>
      <RequestCode place={place} requests={requests} />
    </div>
  )
}

/** The place of the first; none when they are of several connections, whose endpoints one text cannot name. */
function placeOf(entries: readonly ActivityEntry[]) {
  const first = entries.reduce<ActivityEntry | undefined>(
    (least, one) => (least && least.id < one.id ? least : one),
    undefined,
  )
  if (!first || entries.some(({ connection }) => connection !== first.connection)) return undefined
  return { connection: first.connection, region: first.region }
}

/** What was chosen, or else all that has succeeded, as a script. */
function SaveScript(props: {
  readonly chosen: readonly ActivityEntry[]
  readonly all: readonly ActivityEntry[]
}) {
  const { t } = useLocale()
  const entries =
    props.chosen.length > 0
      ? props.chosen
      : props.all.filter(({ state }) => state === 'succeeded' || state === 'running')
  const place = placeOf(entries)
  const context = useTextContext(place ?? { connection: '', region: '' })
  const reason =
    entries.length === 0
      ? t('activity.emptyText')
      : place
        ? undefined
        : t('activity.severalConnections')
  return (
    <ButtonDropdown
      expandToViewport
      disabled={reason !== undefined}
      {...(reason === undefined ? {} : { disabledReason: reason })}
      items={[
        { id: 'cli', text: t('activity.saveBash') },
        { id: 'sdk', text: t('activity.saveTypeScript') },
      ]}
      onItemClick={({ detail }) => {
        const requests = toRequests(entries, context.region)
        if (detail.id === 'cli') {
          const script = `#!/usr/bin/env bash\nset -euo pipefail\n\n${toCli(requests, context)}`
          saveFile('brume-activity.sh', script, 'text/x-shellscript')
        } else saveFile('brume-activity.ts', toSdk(requests, context), 'text/plain')
      }}
    >
      {props.chosen.length > 0
        ? t('activity.saveChosen', { count: props.chosen.length })
        : t('activity.saveAll')}
    </ButtonDropdown>
  )
}
