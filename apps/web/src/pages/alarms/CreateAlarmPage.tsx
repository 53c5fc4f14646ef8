import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFeed, useScopedPath } from '../../api/index.ts'
import { RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ActionsSection } from './ActionsSection.tsx'
import { isMetricAlarm } from './alarm.ts'
import { AlarmFormPage } from './AlarmFormPage.tsx'
import {
  emptyForm,
  faultsOf,
  formOf,
  toInput,
  type AlarmForm,
  type FormFault,
} from './alarm-form.ts'
import { ConditionSection } from './ConditionSection.tsx'
import { MetricPicker } from '../../resources/charts/MetricPicker.tsx'
import { NameSection } from './NameSection.tsx'
import { PreviewChart } from './PreviewChart.tsx'

/** Makes an alarm, or changes one: `?edit=<name>`; `?namespace=…&metric=…&InstanceId=…` chooses what it watches. */
export default function CreateAlarmPage() {
  const [search] = useSearchParams()
  const edited = search.get('edit')
  const { items, status } = useFeed('alarms')
  const alarm = edited === null ? undefined : items.get(edited)
  if (edited !== null && !alarm && status === 'loading') return <Spinner size="large" />
  return (
    <CreateAlarm
      edited={alarm !== undefined}
      initial={alarm && isMetricAlarm(alarm) ? formOf(alarm) : askedFor(search)}
    />
  )
}

function askedFor(search: URLSearchParams): AlarmForm {
  const { namespace, metric, statistic, edit: _edit, ...dimensions } = Object.fromEntries(search)
  return {
    ...emptyForm,
    ...(namespace !== undefined && { namespace }),
    ...(metric !== undefined && { metricName: metric }),
    ...(statistic !== undefined && { statistic }),
    ...(metric !== undefined && { dimensions }),
  }
}

function CreateAlarm(props: { readonly edited: boolean; readonly initial: AlarmForm }) {
  const { edited, initial } = props
  const t = useT()
  const toPath = useScopedPath()
  const [form, setForm] = useState(initial)
  const [tried, setTried] = useState(false)
  const change = (some: Partial<AlarmForm>) => setForm((old) => ({ ...old, ...some }))
  const faults = faultsOf(form)
  const faultText = (fault: FormFault): string | undefined =>
    tried && faults.includes(fault) ? t(`alarms.fault.${fault}`) : undefined
  const section = { form, change, faultText }
  return (
    <AlarmFormPage
      title={edited ? t('alarms.editTitle', { name: initial.name }) : t('alarms.create')}
      text={
        <>
          {t('alarms.createText')}{' '}
          {edited ? null : (
            <RouteLink href={toPath('/alarms/composite')}>{t('alarms.createComposite')}</RouteLink>
          )}
        </>
      }
      submitText={edited ? t('common.save') : t('alarms.create')}
      name={form.name}
      wrong={faults.length > 0}
      tried={tried}
      onTry={() => setTried(true)}
      send={(call) => call('cloudwatch', 'PutMetricAlarm', toInput(form))}
    >
      <Container header={<Header variant="h2">{t('alarms.sectionMetric')}</Header>}>
        <MetricPicker
          chosen={form}
          errorText={faultText('metric')}
          onChoose={(metric) => change(metric)}
        />
      </Container>
      <Container header={<Header variant="h2">{t('alarms.conditions')}</Header>}>
        <SpaceBetween size="l">
          <ConditionSection {...section} />
          <PreviewChart form={form} />
        </SpaceBetween>
      </Container>
      <ActionsSection {...section} />
      <NameSection form={form} edited={edited} nameFault={faultText('name')} change={change} />
    </AlarmFormPage>
  )
}
