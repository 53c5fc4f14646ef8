import Alert from '@cloudscape-design/components/alert'
import Header from '@cloudscape-design/components/header'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useConnection, useTask } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { nameOfGroup, type Group } from '../group.ts'

const processes = [
  'Launch',
  'Terminate',
  'HealthCheck',
  'ReplaceUnhealthy',
  'AZRebalance',
  'AlarmNotification',
  'ScheduledActions',
  'AddToLoadBalancer',
  'InstanceRefresh',
]

/** Which of its processes a group holds: suspended and resumed at a click. */
export function ProcessesEditor({ group }: { readonly group: Group }) {
  const t = useT()
  const { readOnly } = useConnection()
  const suspended = (group.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? [])
  const change = useTask(async (call, wanted: readonly string[]) => {
    const AutoScalingGroupName = nameOfGroup(group)
    const added = wanted.filter((one) => !suspended.includes(one))
    const gone = suspended.filter((one) => !wanted.includes(one))
    if (added.length > 0) {
      await call('auto-scaling', 'SuspendProcesses', {
        AutoScalingGroupName,
        ScalingProcesses: added,
      })
    }
    if (gone.length > 0) {
      await call('auto-scaling', 'ResumeProcesses', {
        AutoScalingGroupName,
        ScalingProcesses: gone,
      })
    }
  })
  const options = processes.map((value) => ({ value, label: value }))
  return (
    <SpaceBetween size="xs">
      <Header variant="h3" description={t('asg.suspendedText')}>
        {t('asg.suspended')}
      </Header>
      {change.error ? (
        <Alert type="error">{describeError(asApiError(change.error), t)}</Alert>
      ) : null}
      <Multiselect
        ariaLabel={t('asg.suspended')}
        disabled={readOnly || change.isPending}
        selectedOptions={options.filter(({ value }) => suspended.includes(value))}
        options={options}
        placeholder={t('common.none')}
        deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
        onChange={({ detail }) =>
          change.mutate(detail.selectedOptions.flatMap(({ value }) => value ?? []))
        }
      />
    </SpaceBetween>
  )
}
