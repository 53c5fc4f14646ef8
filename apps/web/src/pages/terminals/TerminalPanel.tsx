import type { Terminal, TerminalState } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { asApiError, useScope } from '../../api/index.ts'
import { openTerminal } from '../../api/terminals.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { saveBytes } from '../../lib/save-file.ts'
import type { Broadcast } from '../../terminal/broadcast.ts'
import { TerminalView, type TerminalControls } from '../../terminal/TerminalView.tsx'
import type { Why } from '../../terminal/terminal-link.ts'
import type { TransferNews, Upload } from '../../terminal/transfer.ts'
import { Toolbar } from './Toolbar.tsx'

const indicators = {
  connecting: 'loading',
  connected: 'success',
  reconnecting: 'warning',
  closed: 'stopped',
} as const

/** One terminal with the state of its link, and what can be done with it. */
export function TerminalPanel(props: {
  readonly terminal: Terminal
  readonly name: string
  readonly label: string
  readonly shown: boolean
  /** In a split view every pane names its terminal. */
  readonly titled?: boolean
  readonly broadcast: Broadcast
  readonly onEnd: () => void
  readonly onAdded: (terminal: Terminal) => void
}) {
  const { terminal, name, label, shown, onEnd, onAdded } = props
  const t = useT()
  const scope = useScope()
  const isMine = terminal.target.kind === 'my-computer'
  const [state, setState] = useState<TerminalState>(terminal.state)
  const [why, setWhy] = useState<Why>()
  const [secondsLeft, setSecondsLeft] = useState<number>()
  const controls = useRef<TerminalControls>(null)
  const another = useMutation({
    mutationFn: () => openTerminal(scope, { ...terminal.target, cols: 120, rows: 30 }),
    onSuccess: onAdded,
  })
  const changed = (next: TerminalState, nextWhy?: Why) => {
    setState(next)
    setWhy(nextWhy)
    setSecondsLeft(undefined)
  }
  // Typed once the shell's side is ready for it.
  const uploading = useRef<Upload>(null)
  const upload = (next: Upload) => {
    uploading.current = next
    controls.current?.send(next.command)
  }
  const onTransfer = (news: TransferNews) => {
    if (news.kind === 'ready') {
      controls.current?.send(uploading.current?.content ?? '')
      uploading.current = null
    } else if (news.kind === 'file') saveBytes(news.name, news.bytes)
    else if (news.kind === 'uploaded') {
      notify({ type: 'success', header: t('terminals.uploaded', { name: news.name }) })
    } else notify({ type: 'error', header: t('terminals.transferFailed', { name: news.name }) })
  }
  const reason = why?.end ? t(`terminals.why.${why.end}`) : why?.reason
  return (
    <SpaceBetween size="xs">
      <div className="brume-terminal-bar">
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          {props.titled ? <Box variant="strong">{name}</Box> : null}
          <StatusIndicator type={indicators[state]}>
            {state === 'closed' && reason
              ? t('terminals.closedWhy', { reason })
              : t(`terminals.${state}`)}
          </StatusIndicator>
          {terminal.sessionId === '' || props.titled ? null : (
            <Box color="text-body-secondary" fontSize="body-s">
              <ResourceLink
                page="session-manager"
                id={terminal.sessionId}
                text={t('terminals.session', { id: terminal.sessionId })}
              />
            </Box>
          )}
        </SpaceBetween>
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <Toolbar
            name={name}
            live={state === 'connected'}
            controls={() => controls.current}
            onUpload={upload}
          />
          <Button loading={another.isPending} onClick={() => another.mutate()}>
            {t(isMine ? 'terminals.anotherHere' : 'terminals.another')}
          </Button>
          <Button onClick={onEnd}>
            {state === 'closed' ? t('terminals.remove') : t('terminals.end')}
          </Button>
        </SpaceBetween>
      </div>
      {another.error ? (
        <ErrorState error={asApiError(another.error)} header={t('connect.failed')} />
      ) : null}
      {secondsLeft !== undefined && state === 'connected' ? (
        <Alert type="warning">{t('terminals.idle', { seconds: secondsLeft })}</Alert>
      ) : null}
      <TerminalView
        id={terminal.id}
        label={label}
        shown={shown}
        broadcast={props.broadcast}
        controls={controls}
        onState={changed}
        onIdleWarning={setSecondsLeft}
        onTransfer={onTransfer}
      />
    </SpaceBetween>
  )
}
