import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { StateIndicator } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import {
  stateOf,
  stateSinceMs,
  stateTypes,
  summarizeChecks,
  type Instance,
  type InstanceStatus,
} from './instance.ts'

/** The state and for how long it has been so. */
export function StateCell(props: { readonly instance: Instance }) {
  const t = useT()
  const state = stateOf(props.instance)
  return (
    <StateIndicator
      type={stateTypes[state]}
      text={t(`state.${state}`)}
      sinceMs={stateSinceMs(props.instance)}
    />
  )
}

const checkTypes = {
  passed: 'success',
  impaired: 'error',
  initializing: 'in-progress',
  insufficient: 'warning',
} as const

export function ChecksCell(props: { readonly checks: InstanceStatus | undefined }) {
  const t = useT()
  const summary = summarizeChecks(props.checks)
  if (!summary) return <>-</>
  const { kind, passed, total } = summary
  return (
    <StatusIndicator type={checkTypes[kind]}>
      {kind === 'passed' || kind === 'impaired'
        ? t(`check.${kind}`, { count: passed, total })
        : t(`check.${kind}`)}
    </StatusIndicator>
  )
}
