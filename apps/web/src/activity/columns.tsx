import type { ActivityEntry } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { TableProps } from '@cloudscape-design/components/table'
import { Fragment } from 'react'
import { useBootstrap } from '../api/index.ts'
import { describeHint, RouteLink, useHasPage } from '../components/index.ts'
import { useT, type Locale } from '../i18n/index.ts'
import { resourcePath, resourceText } from './resource-path.ts'

/** A cell names at most this many resources. */
const named = 4

/** `follow`: what is done when a link leads away from the list. */
export function activityColumns(
  { t, name }: Locale,
  follow: () => void,
): readonly TableProps.ColumnDefinition<ActivityEntry>[] {
  const time = new Intl.DateTimeFormat(name, { dateStyle: 'short', timeStyle: 'medium' })
  return [
    {
      id: 'time',
      header: t('activity.time'),
      minWidth: 120,
      cell: ({ startedAt }) => <time dateTime={startedAt}>{time.format(new Date(startedAt))}</time>,
    },
    {
      id: 'action',
      header: t('activity.action'),
      isRowHeader: true,
      cell: ({ service, operation }) => `${service}:${operation}`,
    },
    {
      id: 'resources',
      header: t('activity.resources'),
      cell: (entry) => <Resources entry={entry} follow={follow} />,
    },
    { id: 'region', header: t('shell.region'), minWidth: 120, cell: ({ region }) => region },
    { id: 'who', header: t('activity.who'), cell: (entry) => <Who entry={entry} /> },
    {
      id: 'result',
      header: t('activity.result'),
      minWidth: 150,
      cell: (entry) => <Result entry={entry} />,
    },
    {
      id: 'duration',
      header: t('activity.duration'),
      cell: ({ durationMs }) =>
        durationMs === undefined ? '-' : t('activity.milliseconds', { count: durationMs }),
    },
    {
      id: 'request',
      header: t('activity.requestId'),
      cell: ({ requestId }) => <Box variant="small">{requestId ?? '-'}</Box>,
    },
  ]
}

function Resources(props: { readonly entry: ActivityEntry; readonly follow: () => void }) {
  const { connection, region, resources } = props.entry
  const t = useT()
  const hasPage = useHasPage()
  if (resources.length === 0) return <>-</>
  return (
    <span onClick={props.follow}>
      {resources.slice(0, named).map((id, index) => {
        const path = resourcePath(id, hasPage)
        return (
          <Fragment key={id}>
            {index > 0 ? ', ' : ''}
            {path === undefined ? (
              resourceText(id)
            ) : (
              <RouteLink href={`/${connection}/${region}${path}`}>{resourceText(id)}</RouteLink>
            )}
          </Fragment>
        )
      })}
      {resources.length > named
        ? ` ${t('activity.more', { count: resources.length - named })}`
        : ''}
    </span>
  )
}

function Who({ entry }: { readonly entry: ActivityEntry }) {
  const t = useT()
  const { connections } = useBootstrap()
  const known = connections.find(({ id }) => id === entry.connection)
  return (
    <>
      {known?.kind === 'embedded' ? t('shell.embedded') : (known?.name ?? entry.connection)}
      <Box variant="small" display="block">
        {entry.identity ?? '-'}
      </Box>
    </>
  )
}

const types = {
  held: 'pending',
  running: 'in-progress',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'stopped',
} as const

function Result({ entry }: { readonly entry: ActivityEntry }) {
  const t = useT()
  const { state, error } = entry
  const hint = error && describeHint(error, t)
  return (
    <>
      <StatusIndicator type={types[state]}>
        {error ? error.code : t(`activity.${state}`)}
      </StatusIndicator>
      {error ? (
        <Box variant="small" display="block">
          {error.message}
          {hint === undefined ? '' : ` ${hint}`}
        </Box>
      ) : null}
    </>
  )
}
