import type { Terminal } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Tabs from '@cloudscape-design/components/tabs'
import Toggle from '@cloudscape-design/components/toggle'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { asApiError, useConnection, useFeed, useScope, useScopedPath } from '../../api/index.ts'
import { endTerminal, openTerminal, terminalsKey, useTerminals } from '../../api/terminals.ts'
import { EmptyState, ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { Broadcast } from '../../terminal/broadcast.ts'
import { TerminalPanel } from './TerminalPanel.tsx'

/** All terminals of this browser in this connection and Region, a tab each or side by side. They live on the server: a reload finds them as they were. */
export default function TerminalsPage() {
  const t = useT()
  const scope = useScope()
  const connection = useConnection()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const client = useQueryClient()
  const [search] = useSearchParams()
  const terminalId = search.get('id') ?? undefined
  const { items } = useFeed('instances')
  const [broadcast] = useState(() => new Broadcast())
  const [isBroadcast, setBroadcast] = useState(false)
  const [isSplit, setSplit] = useState(false)
  const key = terminalsKey(scope)
  const { data, error } = useTerminals()
  const show = (id: string | undefined) =>
    void navigate(toPath(id === undefined ? '/terminals' : `/terminals?id=${id}`), {
      replace: true,
    })
  const added = (terminal: Terminal) => {
    client.setQueryData(key, [...(data ?? []), terminal])
    show(terminal.id)
  }
  const mine = useMutation({
    mutationFn: () => openTerminal(scope, { kind: 'my-computer', cols: 120, rows: 30 }),
    onSuccess: (terminal) => added(terminal),
  })
  if (error) return <ErrorState error={asApiError(error)} />
  if (!data) return <Spinner size="large" />

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
  const shown = data.some(({ id }) => id === terminalId) ? terminalId : data.at(-1)?.id
  const nameFor = (terminal: Terminal) => {
    const { target } = terminal
    if (target.kind === 'my-computer') return t('terminals.myComputer')
    const instance = items.get(target.instanceId)
    return (instance ? nameOf(instance) : '') || target.instanceId
  }
  const panel = (terminal: Terminal, titled: boolean) => (
    <TerminalPanel
      terminal={terminal}
      name={nameFor(terminal)}
      label={t('terminals.one', { instance: nameFor(terminal) })}
      shown={titled || terminal.id === shown}
      titled={titled}
      broadcast={broadcast}
      onEnd={() => void remove(terminal)}
      onAdded={added}
    />
  )
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={t('terminals.keeps')}
        actions={
          connection.kind === 'embedded' ? (
            <Button loading={mine.isPending} onClick={() => mine.mutate()}>
              {t('terminals.openMyComputer')}
            </Button>
          ) : null
        }
      >
        {t('terminals.title')}
      </Header>
      {mine.error ? (
        <ErrorState error={asApiError(mine.error)} header={t('connect.failed')} />
      ) : null}
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
        <>
          {data.length > 1 ? (
            <SpaceBetween direction="horizontal" size="l">
              <Toggle checked={isSplit} onChange={({ detail }) => setSplit(detail.checked)}>
                {t('terminals.split')}
              </Toggle>
              <Toggle
                checked={isBroadcast}
                onChange={({ detail }) => {
                  broadcast.switch(detail.checked)
                  setBroadcast(detail.checked)
                }}
              >
                {t('terminals.broadcast')}
              </Toggle>
            </SpaceBetween>
          ) : null}
          {isBroadcast && data.length > 1 ? (
            <Alert type="warning">{t('terminals.broadcastText')}</Alert>
          ) : null}
          {isSplit && data.length > 1 ? (
            <div className="brume-terminal-grid">
              {data.map((terminal) => (
                <div key={terminal.id}>{panel(terminal, true)}</div>
              ))}
            </div>
          ) : (
            <Tabs
              activeTabId={shown ?? ''}
              onChange={({ detail }) => show(detail.activeTabId)}
              tabs={data.map((terminal) => ({
                id: terminal.id,
                label: nameFor(terminal),
                dismissible: true,
                dismissLabel: t('terminals.remove'),
                onDismiss: () => void remove(terminal),
                contentRenderStrategy: 'eager',
                content: panel(terminal, false),
              }))}
            />
          )}
        </>
      )}
    </SpaceBetween>
  )
}
