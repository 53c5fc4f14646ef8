import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import DateInput from '@cloudscape-design/components/date-input'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TimeInput from '@cloudscape-design/components/time-input'
import { useState } from 'react'
import { asApiError, useClock, useSetClock } from '../api/index.ts'
import { describeError } from '../components/index.ts'
import { useLocale } from '../i18n/index.ts'
import { accountNowMs, formatTime } from '../lib/time.ts'
import { useTicking } from '../lib/tick.ts'

/** Winds the cloud's clock by any span, or to any moment, and shows how far it is. */
export default function ClockDialog(props: { readonly onClose: () => void }) {
  const { t, name: locale } = useLocale()
  const { data: clock } = useClock()
  const set = useSetClock()
  const now = useTicking((wallMs) =>
    formatTime(new Date(accountNowMs(wallMs)).toISOString(), locale),
  )
  const [span, setSpan] = useState('1h')
  const [date, setDate] = useState('')
  const [time, setTime] = useState('09:00:00')
  const spanFault = /^\d+(\.\d+)?[smhd]$/.test(span) ? undefined : t('clock.spanFault')
  const to = date === '' ? Number.NaN : new Date(`${date}T${time}`).getTime()
  const toFault = Number.isNaN(to) || to >= accountNowMs() ? undefined : t('clock.past')
  const winding = clock?.advancing ?? undefined
  return (
    <Modal
      visible
      header={t('clock.title')}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
    >
      <SpaceBetween size="l">
        <Box>{t('clock.text')}</Box>
        <Box variant="h3" tagOverride="p" padding="n">
          {now}
        </Box>
        {set.error ? <Alert type="error">{describeError(asApiError(set.error), t)}</Alert> : null}
        {winding && clock ? (
          <SpaceBetween size="xs">
            <ProgressBar
              label={t('clock.windingTo', { time: formatTime(winding.to, locale) })}
              value={shareOf(winding, clock.now)}
            />
            <Button onClick={() => set.mutate({ stop: true })}>{t('clock.stop')}</Button>
          </SpaceBetween>
        ) : (
          <SpaceBetween size="m">
            <FormField
              label={t('clock.by')}
              description={t('clock.spanText')}
              errorText={spanFault}
              secondaryControl={
                <Button
                  disabled={spanFault !== undefined}
                  loading={set.isPending}
                  onClick={() => set.mutate({ advance: span, wait: false })}
                >
                  {t('clock.wind')}
                </Button>
              }
            >
              <Input value={span} onChange={({ detail }) => setSpan(detail.value)} />
            </FormField>
            <FormField
              label={t('clock.to')}
              errorText={toFault}
              secondaryControl={
                <Button
                  disabled={Number.isNaN(to) || toFault !== undefined}
                  loading={set.isPending}
                  onClick={() => set.mutate({ advanceTo: new Date(to).toISOString(), wait: false })}
                >
                  {t('clock.wind')}
                </Button>
              }
            >
              <SpaceBetween direction="horizontal" size="xs">
                <DateInput
                  ariaLabel={t('clock.date')}
                  value={date}
                  placeholder="YYYY/MM/DD"
                  onChange={({ detail }) => setDate(detail.value)}
                />
                <TimeInput
                  ariaLabel={t('clock.time')}
                  value={time}
                  onChange={({ detail }) => setTime(detail.value)}
                />
              </SpaceBetween>
            </FormField>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Modal>
  )
}

function shareOf({ from, to }: { from: string; to: string }, now: string): number {
  const whole = Date.parse(to) - Date.parse(from)
  return whole <= 0 ? 100 : Math.min(100, ((Date.parse(now) - Date.parse(from)) / whole) * 100)
}
