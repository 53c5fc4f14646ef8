import type { ClockCommand } from '@brume/console-api'
import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation'
import { asApiError, useClock, useConnection, useSetClock } from '../api/index.ts'
import { describeError, notify } from '../components/index.ts'
import { useLocale } from '../i18n/index.ts'
import { accountNowMs, formatDuration } from '../lib/time.ts'
import { useTicking } from '../lib/tick.ts'
import { openDialog } from './dialogs.ts'

const speeds = [1, 10, 60, 600, 3600]
const steps = ['1m', '5m', '15m', '1h', '6h', '1d', '7d'] as const
const stepMs: Readonly<Record<(typeof steps)[number], number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
  '7d': 604_800_000,
}

/** The cloud's clock in the top bar: its time, its pace, and what moves it on; only the embedded cloud has one. */
export function useClockMenu(): TopNavigationProps.MenuDropdownUtility | undefined {
  const { t, name: locale } = useLocale()
  const { kind, readOnly } = useConnection()
  const { data: clock } = useClock()
  const set = useSetClock()
  const time = useTicking((wallMs) => formatMoment(accountNowMs(wallMs), locale))
  if (kind !== 'embedded' || !clock) return undefined
  const run = (command: ClockCommand) =>
    set.mutate(command, {
      onError: (error) =>
        notify({
          type: 'error',
          header: t('clock.failed'),
          content: describeError(asApiError(error), t),
        }),
    })
  const winding = clock.advancing !== null
  const pace = winding
    ? t('clock.winding')
    : clock.paused
      ? t('clock.paused')
      : clock.speed === 'instant'
        ? t('clock.instant')
        : `×${clock.speed}`
  return {
    type: 'menu-dropdown',
    iconName: winding ? 'angle-right-double' : 'status-pending',
    text: `${time} ${pace}`,
    ariaLabel: `${t('clock.title')}: ${time} ${pace}`,
    items: readOnly
      ? [{ id: 'read-only', text: t('reason.readOnly'), disabled: true }]
      : [
          ...(winding ? [{ id: 'stop', text: t('clock.stop') }] : []),
          { id: 'pause', text: clock.paused ? t('clock.resume') : t('clock.pause') },
          {
            id: 'speed',
            text: t('clock.speed'),
            items: speeds.map((one) => ({
              id: `speed:${one}`,
              itemType: 'checkbox' as const,
              checked: !clock.paused && clock.speed === one,
              text: one === 1 ? t('clock.wallPace') : `×${one}`,
            })),
          },
          {
            id: 'advance',
            text: t('clock.advance'),
            items: steps.map((one) => ({
              id: `advance:${one}`,
              text: `+ ${formatDuration(stepMs[one], locale)}`,
              disabled: winding,
            })),
          },
          { id: 'more', text: t('clock.more') },
        ],
    onItemClick: ({ detail: { id } }) => {
      const [kindOf, value = ''] = id.split(':')
      if (kindOf === 'stop') run({ stop: true })
      if (kindOf === 'pause') run({ pause: !clock.paused })
      if (kindOf === 'speed') run({ speed: Number(value) })
      if (kindOf === 'advance') run({ advance: value, wait: false })
      if (kindOf === 'more') openDialog('clock')
    },
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Short, for the bar: `Nov 22, 14:05:09`. */
function formatMoment(atMs: number, locale: string): string {
  let format = formats.get(locale)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      month: locale === 'ko' ? 'numeric' : 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(locale, format)
  }
  return format.format(atMs)
}
