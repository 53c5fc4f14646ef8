import { lazy, Suspense } from 'react'
import Spinner from '@cloudscape-design/components/spinner'
import type { ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { AlarmStatus, knownState } from './AlarmStatus.tsx'
import { ConfirmCall } from '../../resources/ConfirmCall.tsx'
import { conditionOf, isMetricAlarm, nameOfAlarm, stateTexts, type Alarm } from './alarm.ts'

const AlarmDetails = lazy(() => import('./AlarmDetails.tsx'))
const AlarmHistory = lazy(() => import('./AlarmHistory.tsx'))

const actions: readonly ResourceAction<Alarm>[] = [
  {
    id: 'edit',
    text: 'alarms.edit',
    refuse: (alarm, { t }) =>
      isMetricAlarm(alarm) && alarm.MetricName === undefined ? t('alarms.editSimple') : undefined,
    page: (alarm) =>
      `/alarms/${isMetricAlarm(alarm) ? 'create' : 'composite'}?edit=${encodeURIComponent(nameOfAlarm(alarm))}`,
  },
  {
    id: 'composite',
    text: 'alarms.createComposite',
    page: (alarm) => `/alarms/composite?of=${encodeURIComponent(nameOfAlarm(alarm))}`,
  },
  {
    id: 'enable',
    text: 'alarms.enable',
    refuse: ({ ActionsEnabled }, { t }) => (ActionsEnabled ? t('alarms.isEnabled') : undefined),
    dialog: (props) => <SwitchActions {...props} on />,
  },
  {
    id: 'disable',
    text: 'alarms.disable',
    refuse: ({ ActionsEnabled }, { t }) => (ActionsEnabled ? undefined : t('alarms.isDisabled')),
    dialog: (props) => <SwitchActions {...props} on={false} />,
  },
  {
    id: 'state',
    text: 'alarms.setState',
    dialog: (props) => <SetState {...props} />,
  },
]

export default function AlarmsPage() {
  return (
    <ResourcePage
      feed="alarms"
      texts="alarms"
      idOf={nameOfAlarm}
      titleOf={() => ''}
      columns={createColumns}
      create="/alarms/create"
      actions={actions}
      remove={(call, name) => call('cloudwatch', 'DeleteAlarms', { AlarmNames: [name] })}
      tabs={(alarm, { t }) => [
        {
          id: 'details',
          label: t('tab.details'),
          content: (
            <Suspense fallback={<Spinner size="large" />}>
              <AlarmDetails alarm={alarm} />
            </Suspense>
          ),
        },
        {
          id: 'history',
          label: t('alarms.history'),
          content: (
            <Suspense fallback={<Spinner size="large" />}>
              <AlarmHistory name={nameOfAlarm(alarm)} since={alarm.StateUpdatedTimestamp ?? ''} />
            </Suspense>
          ),
        },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Alarm>[] {
  return [
    valueColumn('name', t('alarms.name'), nameOfAlarm, { fixed: true, width: 260 }),
    valueColumn('state', t('network.state'), ({ StateValue }) => StateValue, {
      filter: 'choice',
      width: 170,
      cell: (alarm) => <AlarmStatus alarm={alarm} />,
    }),
    valueColumn('updated', t('alarms.updated'), (one) => one.StateUpdatedTimestamp, {
      filter: 'date',
      width: 230,
      cell: (one) => formatTime(one.StateUpdatedTimestamp, name),
    }),
    valueColumn('condition', t('alarms.conditions'), (alarm) => conditionOf(alarm, t), {
      width: 380,
    }),
    valueColumn(
      'actions',
      t('alarms.actions'),
      ({ ActionsEnabled }) => t(ActionsEnabled ? 'alarms.actionsOn' : 'alarms.actionsOff'),
      { filter: 'choice', width: 170 },
    ),
  ]
}

function SwitchActions(props: {
  readonly item: Alarm
  readonly on: boolean
  readonly onClose: () => void
}) {
  const { item, on, onClose } = props
  const t = useT()
  const AlarmNames = [nameOfAlarm(item)]
  return (
    <ConfirmCall
      title={t(on ? 'alarms.enable' : 'alarms.disable')}
      text={t(on ? 'alarms.enableText' : 'alarms.disableText')}
      run={(call) =>
        on
          ? call('cloudwatch', 'EnableAlarmActions', { AlarmNames })
          : call('cloudwatch', 'DisableAlarmActions', { AlarmNames })
      }
      onClose={onClose}
    />
  )
}

/** For trying what an alarm does: it holds until the next evaluation. */
function SetState({ item, onClose }: { readonly item: Alarm; readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('alarms.setState')}
      submitText={t('alarms.setState')}
      savedText={t('alarms.stateSet')}
      note={t('alarms.setStateText')}
      fields={[
        {
          id: 'state',
          label: t('network.state'),
          kind: 'choice',
          initial: 'ALARM',
          options: (['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const).map((value) => ({
            value,
            label: t(stateTexts[value]),
          })),
        },
        { id: 'reason', label: t('alarms.reason'), initial: t('alarms.reasonByHand') },
      ]}
      run={(call, { state, reason }) =>
        call('cloudwatch', 'SetAlarmState', {
          AlarmName: nameOfAlarm(item),
          StateValue: knownState(state),
          StateReason: reason,
        })
      }
      onClose={onClose}
    />
  )
}
