import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { lazy, Suspense } from 'react'
import { asApiError, useConnection, useTask } from '../../../api/index.ts'
import { describeError, KeyValue } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { findRefusal } from '../actions/refusals.ts'
import { idOf, type InstanceRow } from '../instance.ts'
import { ChecksCell } from '../StateCell.tsx'

const InstanceCharts = lazy(() => import('./InstanceCharts.tsx'))

/** How closely it is watched, and what was seen. */
export function MonitoringTab(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const t = useT()
  const { readOnly } = useConnection()
  const state = instance.Monitoring?.State
  const detailed = state === 'enabled' || state === 'pending'
  const change = useTask((call) => {
    const InstanceIds = [idOf(instance)]
    return detailed
      ? call('ec2', 'UnmonitorInstances', { InstanceIds })
      : call('ec2', 'MonitorInstances', { InstanceIds })
  })
  const refusal = readOnly ? t('reason.readOnly') : findRefusal('monitor', instance, t)
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={3}
        items={[
          [t('monitoring.title'), detailed ? t('monitoring.detailed') : t('monitoring.basic')],
          [t('instances.statusCheck'), <ChecksCell key="checks" checks={instance.checks} />],
          [t('network.status'), state ? t(`monitoring.${state}`) : undefined],
        ]}
      />
      {change.error ? (
        <Alert type="error">{describeError(asApiError(change.error), t)}</Alert>
      ) : null}
      <Button
        loading={change.isPending}
        disabled={refusal !== undefined}
        {...(refusal === undefined ? {} : { disabledReason: refusal })}
        onClick={() => change.mutate(undefined)}
      >
        {detailed ? t('monitoring.turnOff') : t('monitoring.turnOn')}
      </Button>
      <Suspense fallback={<Spinner size="large" />}>
        <InstanceCharts instanceId={idOf(instance)} instanceType={instance.InstanceType ?? ''} />
      </Suspense>
    </SpaceBetween>
  )
}
