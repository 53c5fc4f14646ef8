import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../i18n/index.ts'
import { stateTexts, stateTypes, type Alarm, type AlarmState } from './alarm.ts'

export function AlarmStatus({ alarm }: { readonly alarm: Alarm }) {
  const t = useT()
  const state = knownState(alarm.StateValue)
  return <StatusIndicator type={stateTypes[state]}>{t(stateTexts[state])}</StatusIndicator>
}

export function knownState(value: string | undefined): AlarmState {
  return value === 'OK' || value === 'ALARM' ? value : 'INSUFFICIENT_DATA'
}
