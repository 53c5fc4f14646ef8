import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'
import { useLocale } from '../i18n/index.ts'
import { useTicking } from '../lib/tick.ts'
import { accountNowMs, formatDuration } from '../lib/time.ts'

/** A state with the time spent in it, which keeps counting. */
export function StateIndicator(props: {
  readonly type: StatusIndicatorProps.Type
  readonly text: string
  /** When it came into this state; without it no time is shown. */
  readonly sinceMs?: number | undefined
}) {
  return (
    <>
      <StatusIndicator type={props.type}>{props.text}</StatusIndicator>
      {props.sinceMs === undefined ? null : <Since ms={props.sinceMs} />}
    </>
  )
}

/** `5m`: how long ago something was, on the account's clock. */
function Since(props: { readonly ms: number }) {
  const { name } = useLocale()
  const text = useTicking((wallMs) => formatDuration(accountNowMs(wallMs) - props.ms, name))
  return <span className="brume-since">{text}</span>
}
