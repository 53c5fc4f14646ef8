import type { Terminal } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Tabs from '@cloudscape-design/components/tabs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { asApiError, useFeed, useScope, useScopedPath } from '../../api/index.ts'
import { endTerminal, listTerminals } from '../../api/terminals.ts'
import { EmptyState, ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { TerminalPanel } from './TerminalPanel.tsx'

/** All terminals of this browser in this connection and Region, a tab each. They live on the server: a reload finds them as they were. */
export default function TerminalsPage() {
  const t = useT()
  const scope = useScope()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const client = useQueryClient()
  const [search] = useSearchParams()
  const terminalId = search.get('id') ?? undefined
  const { items } = useFeed('instances')
  const key = useMemo(() => [scope.connection, scope.region, 'terminals'], [scope])
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => listTerminals(scope, signal),
    refetchOnMount: 'always',
  })
  if (error) return <ErrorState error={asApiError(error)} />
  if (!data) return <Spinner size="large" />

  const show = (id: string | undefined) =>
    void navigate(toPath(id === undefined ? '/terminals' : `/terminals?id=${id}`), {
      replace: true,
    })
  const remove = async (terminal: Terminal) => {
    try {
      await endTerminal(terminal.id)
    } catch (failure) {
      const { message } = asApiError(failure)
      notify({ type: 'error', header: t('errors.failed'), content: message })
    }
    const left = data.filter(({ id }) => id !== terminal.id)
    client.setQueryData(key, left)
    if (terminal.id === shown) show(left.at(-1)?.id)
  }
  const added = (terminal: Terminal) => {
    client.setQueryData(key, [...data, terminal])
    show(terminal.id)
  }
  const shown = data.some(({ id }) => id === terminalId) ? terminalId : data.at(-1)?.id
  const label = (terminal: Terminal) => {
    const instance = items.get(terminal.instanceId)
    return (instance ? nameOf(instance) : '') || terminal.instanceId
  }
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t('terminals.keeps')}>
        {t('terminals.title')}
      </Header>
      {data.length === 0 ? (
        <EmptyState
          title={t('terminals.empty')}
          text={t('terminals.emptyText')}
          action={{
            text: t('terminals.instances'),
            onClick: () => void navigate(toPath('/instances')),
          }}
        />
      ) : (
        <Box>
          <Tabs
            activeTabId={shown ?? ''}
            onChange={({ detail }) => show(detail.activeTabId)}
            tabs={data.map((terminal) => ({
              id: terminal.id,
              label: label(terminal),
              dismissible: true,
              dismissLabel: t('terminals.remove'),
              onDismiss: () => void remove(terminal),
              contentRenderStrategy: 'eager',
              content: (
                <TerminalPanel
                  terminal={terminal}
                  label={t('terminals.one', { instance: label(terminal) })}
                  shown={terminal.id === shown}
                  onEnd={() => void remove(terminal)}
                  onAdded={added}
                />
              ),
            }))}
          />
        </Box>
      )}
    </SpaceBetween>
  )
}
