import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { asApiError, useOperation } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { readAnsi, toLines } from '../../lib/ansi.ts'
import { decodeText } from '../../lib/base64.ts'
import { saveFile } from '../../lib/save-file.ts'
import { formatTime } from '../../lib/time.ts'
import { findFaults } from '../../lib/user-data-faults.ts'
import { LogText } from './LogText.tsx'

const lookEverySeconds = 2

/** What the instance has written to its console, followed while it is shown. */
export function SystemLog(props: { readonly instanceId: string }) {
  const { instanceId } = props
  const { t, name: locale } = useLocale()
  const [follow, setFollow] = useState(true)
  const box = useRef<HTMLPreElement>(null)
  const shownFault = useRef<number | undefined>(undefined)
  const answer = useOperation(
    'ec2',
    'GetConsoleOutput',
    { InstanceId: instanceId, Latest: true },
    { refetchIntervalMs: lookEverySeconds * 1000, staleMs: 0 },
  )
  const text = decodeText(answer.data?.Output)
  const lines = useMemo(() => toLines(readAnsi(text)), [text])
  const faults = useMemo(
    () => findFaults(lines.map((spans) => spans.map((span) => span.text).join(''))),
    [lines],
  )
  useLayoutEffect(() => {
    if (follow && text !== '' && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [text, follow])
  /** From the place of the failure on, one marked line after the other. */
  const goToFault = () => {
    const { current } = shownFault
    const [first] = faults.lines
    const target =
      current === undefined
        ? (faults.failedAt ?? first)
        : (faults.lines.find((line) => line > current) ?? first)
    shownFault.current = target
    const line = box.current?.querySelector<HTMLElement>(`[data-fault="${target}"]`)
    setFollow(false)
    line?.focus({ preventScroll: true })
    line?.scrollIntoView({ block: 'center' })
  }
  if (answer.error && !answer.data) {
    return <ErrorState error={asApiError(answer.error)} onRetry={() => void answer.refetch()} />
  }
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <Toggle checked={follow} onChange={({ detail }) => setFollow(detail.checked)}>
          {t('log.follow')}
        </Toggle>
        <Button
          iconName="download"
          disabled={text === ''}
          onClick={() => saveFile(`${instanceId}.log`, text, 'text/plain')}
        >
          {t('log.download')}
        </Button>
        <span>{t('log.live', { seconds: lookEverySeconds })}</span>
        {answer.data?.Timestamp === undefined ? null : (
          <span>{t('log.at', { time: formatTime(answer.data.Timestamp, locale) })}</span>
        )}
        {faults.lines.length === 0 ? null : (
          <Button variant="inline-link" iconName="status-negative" onClick={goToFault}>
            {faults.failedAt === undefined
              ? t('log.failedLines', { count: faults.lines.length })
              : t('log.failed')}
          </Button>
        )}
      </SpaceBetween>
      {text === '' ? (
        <EmptyState title={t('log.empty')} />
      ) : (
        <pre
          ref={box}
          className="brume-log"
          role="log"
          aria-live="off"
          tabIndex={0}
          aria-label={t('log.region', { id: instanceId })}
        >
          <LogText lines={lines} faults={faults.lines} />
        </pre>
      )}
    </SpaceBetween>
  )
}
