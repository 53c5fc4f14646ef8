import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'
import { useT, type PlainKey, type Translate } from '../../i18n/index.ts'
import type { Target } from './model.ts'

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  healthy: 'success',
  unhealthy: 'error',
  initial: 'pending',
  draining: 'in-progress',
  unused: 'stopped',
  unavailable: 'warning',
}

const states: Readonly<Record<string, PlainKey>> = {
  healthy: 'targetHealth.healthy',
  unhealthy: 'targetHealth.unhealthy',
  initial: 'targetHealth.initial',
  draining: 'targetHealth.draining',
  unused: 'targetHealth.unused',
  unavailable: 'targetHealth.unavailable',
}

/** AWS's reason codes in the reader's language. */
const reasons: Readonly<Record<string, PlainKey>> = {
  'Elb.RegistrationInProgress': 'targetReason.registering',
  'Elb.InitialHealthChecking': 'targetReason.firstChecks',
  'Elb.InternalError': 'targetReason.internal',
  'Target.ResponseCodeMismatch': 'targetReason.codes',
  'Target.Timeout': 'targetReason.timeout',
  'Target.FailedHealthChecks': 'targetReason.failed',
  'Target.NotRegistered': 'targetReason.notRegistered',
  'Target.NotInUse': 'targetReason.notInUse',
  'Target.InvalidState': 'targetReason.invalidState',
  'Target.IpUnusable': 'targetReason.unusable',
  'Target.DeregistrationInProgress': 'targetReason.draining',
  'Target.HealthCheckDisabled': 'targetReason.disabled',
}

export function healthStateType(state: string | undefined): StatusIndicatorProps.Type {
  return types[state ?? ''] ?? 'info'
}

export function healthStateText(state: string | undefined, t: Translate): string {
  const key = states[state ?? '']
  return key === undefined ? (state ?? '-') : t(key)
}

/** Why a target is in its state, and what AWS says of it besides: the code that it answered with, for one. */
export function reasonText({ TargetHealth }: Target, t: Translate): string | undefined {
  const { Reason, Description } = TargetHealth ?? {}
  if (Reason === undefined) return undefined
  const key = reasons[Reason]
  const said = key === undefined ? Reason : t(key)
  const codes = /\[([^\]]+)\]/.exec(Description ?? '')?.[1]
  return codes === undefined ? said : `${said} (${codes})`
}

export function TargetHealthState(props: { readonly state: string | undefined }) {
  const t = useT()
  return (
    <StatusIndicator type={healthStateType(props.state)}>
      {healthStateText(props.state, t)}
    </StatusIndicator>
  )
}
