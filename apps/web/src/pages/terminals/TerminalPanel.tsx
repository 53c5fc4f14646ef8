import type { Terminal, TerminalState } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError, useScope } from '../../api/index.ts'
import { openTerminal } from '../../api/terminals.ts'
import { ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { TerminalView } from '../../terminal/TerminalView.tsx'

const indicators = {
  connecting: 'loading',
  connected: 'success',
  reconnecting: 'warning',
  closed: 'stopped',
} as const

/** One terminal with the state of its link, and what can be done with it. */
export function TerminalPanel(props: {
  readonly terminal: Terminal
  readonly label: string
  readonly shown: boolean
  readonly onEnd: () => void
  readonly onAdded: (terminal: Terminal) => void
}) {
  const { terminal, label, shown, onEnd, onAdded } = props
  const t = useT()
  const scope = useScope()
  const [state, setState] = useState<TerminalState>(terminal.state)
  const [reason, setReason] = useState<string>()
  const [secondsLeft, setSecondsLeft] = useState<number>()
  const another = useMutation({
    mutationFn: () => {
      const { instanceId, kind } = terminal
      return openTerminal(scope, { instanceId, kind, cols: 120, rows: 30 })
    },
    onSuccess: onAdded,
  })
  const changed = (next: TerminalState, why?: string) => {
    setState(next)
    setReason(why)
    setSecondsLeft(undefined)
  }
  return (
    <SpaceBetween size="xs">
      <div className="brume-terminal-bar">
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          <StatusIndicator type={indicators[state]}>
            {state === 'closed' && reason
              ? t('terminals.closedWhy', { reason })
              : t(`terminals.${state}`)}
          </StatusIndicator>
          <Box color="text-body-secondary" fontSize="body-s">
            {t('terminals.session', { id: terminal.sessionId })}
          </Box>
        </SpaceBetween>
        <SpaceBetween direction="horizontal" size="xs">
          <Button loading={another.isPending} onClick={() => another.mutate()}>
            {t('terminals.another')}
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
        onState={changed}
        onIdleWarning={setSecondsLeft}
      />
    </SpaceBetween>
  )
}
