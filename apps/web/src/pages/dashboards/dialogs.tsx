import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useScope } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { statisticName } from '../../resources/charts/ChartToolbar.tsx'
import { MetricPicker, type ChosenMetric } from '../../resources/charts/MetricPicker.tsx'
import { statistics } from '../../resources/charts/range.ts'
import { ConfirmCall } from '../../resources/ConfirmCall.tsx'
import { isJsonObject, JsonField } from '../../resources/JsonField.tsx'
import { useSave } from '../../resources/use-save.tsx'
import { withChart } from './dashboard-body.ts'

interface DialogProps {
  readonly name: string
  /** The dashboard's body, JSON. */
  readonly body: string
  readonly onClose: () => void
}

/** Puts a metric below what is there. */
export function AddChart({ name, body, onClose }: DialogProps) {
  const t = useT()
  const { region } = useScope()
  const [chosen, setChosen] = useState<ChosenMetric>({
    namespace: 'AWS/EC2',
    metricName: 'CPUUtilization',
    dimensions: undefined,
  })
  const [statistic, setStatistic] = useState<string>('Average')
  const [title, setTitle] = useState('')
  const [tried, setTried] = useState(false)
  const save = useSave(onClose, t('dashboards.saved'))
  const { namespace, metricName, dimensions } = chosen
  const options = statistics.map((value) => ({ value, label: statisticName(value, t) }))
  return (
    <ConfirmDialog
      title={t('dashboards.addWidget')}
      submitText={t('dashboards.addWidget')}
      size="large"
      {...save.dialog(
        (call) =>
          call('cloudwatch', 'PutDashboard', {
            DashboardName: name,
            DashboardBody: withChart(body, {
              namespace,
              name: metricName,
              dimensions: dimensions ?? {},
              statistic,
              region,
              title: title.trim() || metricName,
            }),
          }),
        () => {
          setTried(true)
          return metricName !== '' && dimensions !== undefined
        },
      )}
      onClose={onClose}
    >
      <MetricPicker
        chosen={chosen}
        errorText={tried && dimensions === undefined ? t('alarms.fault.metric') : undefined}
        onChoose={setChosen}
      />
      <FormField label={t('charts.statistic')}>
        <Select
          selectedOption={options.find(({ value }) => value === statistic) ?? null}
          options={options}
          onChange={({ detail }) => setStatistic(detail.selectedOption.value ?? 'Average')}
        />
      </FormField>
      <FormField label={t('fields.optional', { label: t('dashboards.widgetTitle') })}>
        <Input value={title} onChange={({ detail }) => setTitle(detail.value)} />
      </FormField>
    </ConfirmDialog>
  )
}

/** The body as it is written. */
export function EditSource({ name, body, onClose }: DialogProps) {
  const t = useT()
  const [text, setText] = useState(() => JSON.stringify(JSON.parse(body), undefined, 2))
  const save = useSave(onClose, t('dashboards.saved'))
  return (
    <ConfirmDialog
      title={t('dashboards.source')}
      submitText={t('common.save')}
      size="large"
      disabled={!isJsonObject(text)}
      {...save.dialog((call) =>
        call('cloudwatch', 'PutDashboard', { DashboardName: name, DashboardBody: text }),
      )}
      onClose={onClose}
    >
      <JsonField label={t('dashboards.body')} value={text} rows={22} onChange={setText} />
    </ConfirmDialog>
  )
}

/** Takes a widget out: the body is as it will be. */
export function RemoveWidget({ name, body, onClose }: DialogProps) {
  const t = useT()
  return (
    <ConfirmCall
      title={t('dashboards.remove')}
      text={t('dashboards.removeText')}
      done={t('dashboards.saved')}
      run={(call) =>
        call('cloudwatch', 'PutDashboard', { DashboardName: name, DashboardBody: body })
      }
      onClose={onClose}
    />
  )
}
