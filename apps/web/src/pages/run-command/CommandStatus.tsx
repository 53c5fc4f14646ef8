import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../i18n/index.ts'
import { describeStatus } from './command.ts'

export function CommandStatus(props: { readonly status: string | undefined }) {
  const t = useT()
  const { type, key } = describeStatus(props.status)
  return (
    <StatusIndicator type={type}>
      {key === undefined ? (props.status ?? '-') : t(key)}
    </StatusIndicator>
  )
}
