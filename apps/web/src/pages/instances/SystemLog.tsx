import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { asApiError, useOperation } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { readAnsi } from '../../lib/ansi.ts'
import { decodeText } from '../../lib/base64.ts'
import { saveFile } from '../../lib/save-file.ts'
import { formatTime } from '../../lib/time.ts'

const lookEverySeconds = 2

/** What the instance has written to its console, followed while it is shown. */
export function SystemLog(props: { readonly instanceId: string }) {
  const { instanceId } = props
  const { t, name: locale } = useLocale()
  const [follow, setFollow] = useState(true)
  const box = useRef<HTMLPreElement>(null)
  const answer = useOperation(
    'ec2',
    'GetConsoleOutput',
    { InstanceId: instanceId, Latest: true },
    { refetchIntervalMs: lookEverySeconds * 1000, staleMs: 0 },
  )
  const text = decodeText(answer.data?.Output)
  const spans = useMemo(() => readAnsi(text), [text])
  useLayoutEffect(() => {
    if (follow && text !== '' && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [text, follow])
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
          {spans.map(({ text: part, color, bold }, index) =>
            color || bold ? (
              <span key={index} data-color={color} data-bold={bold}>
                {part}
              </span>
            ) : (
              part
            ),
          )}
        </pre>
      )}
    </SpaceBetween>
  )
}
