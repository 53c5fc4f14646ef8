import { gone, is, keep, refused, type Walk } from './walk.ts'

const service = 'cloudwatch'

/** Alarms, as a person at a shell makes, tries and reads them. */
export const alarmWalks: readonly Walk[] = [
  {
    resource: 'a metric alarm',
    service,
    steps: [
      [
        'put-metric-alarm --alarm-name walk-cpu --alarm-description Busy --namespace AWS/EC2 --metric-name CPUUtilization --dimensions Name=InstanceId,Value=i-0123456789abcdef0 --statistic Average --period 300 --evaluation-periods 2 --threshold 50 --comparison-operator GreaterThanThreshold --tags Key=course,Value=ec2',
      ],
      ['wait alarm-exists --alarm-names walk-cpu'],
      [
        'describe-alarms --alarm-names walk-cpu',
        'MetricAlarms[].[AlarmName,StateValue,StateReason,Threshold,Dimensions[0].Value]',
        is([
          [
            'walk-cpu',
            'INSUFFICIENT_DATA',
            'Unchecked: Initial alarm creation',
            50,
            'i-0123456789abcdef0',
          ],
        ]),
      ],
      [
        'describe-alarms-for-metric --namespace AWS/EC2 --metric-name CPUUtilization --dimensions Name=InstanceId,Value=i-0123456789abcdef0',
        'MetricAlarms[].AlarmName',
        is(['walk-cpu']),
      ],
      ['disable-alarm-actions --alarm-names walk-cpu'],
      ['describe-alarms --alarm-names walk-cpu', 'MetricAlarms[].ActionsEnabled', is([false])],
      ['enable-alarm-actions --alarm-names walk-cpu'],
      ['set-alarm-state --alarm-name walk-cpu --state-value ALARM --state-reason drill'],
      [
        'describe-alarms --state-value ALARM --alarm-name-prefix walk-',
        'MetricAlarms[].[AlarmName,StateReason]',
        is([['walk-cpu', 'drill']]),
      ],
      [
        'describe-alarm-history --alarm-name walk-cpu --history-item-type StateUpdate',
        'AlarmHistoryItems[].HistorySummary',
        is(['Alarm updated from INSUFFICIENT_DATA to ALARM']),
      ],
      [
        'set-alarm-state --alarm-name nobody --state-value OK --state-reason drill',
        undefined,
        refused('ResourceNotFound'),
      ],
      ['delete-alarms --alarm-names walk-cpu'],
      ['describe-alarms --alarm-names walk-cpu', 'MetricAlarms', gone],
    ],
  },
  {
    resource: 'a composite alarm',
    service,
    steps: [
      [
        'put-metric-alarm --alarm-name walk-part --namespace Shop --metric-name Errors --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold --treat-missing-data ignore',
      ],
      [
        'put-composite-alarm --alarm-name walk-whole --alarm-rule ALARM(walk-part) --alarm-actions arn:aws:sns:ap-northeast-2:123456789012:ops',
      ],
      ['wait composite-alarm-exists --alarm-names walk-whole --alarm-types CompositeAlarm'],
      ['set-alarm-state --alarm-name walk-part --state-value ALARM --state-reason drill'],
      [
        'describe-alarms --alarm-types CompositeAlarm --alarm-names walk-whole',
        'CompositeAlarms[0].[AlarmRule,StateValue]',
        is(['ALARM(walk-part)', 'ALARM']),
      ],
      [
        'describe-alarms --children-of-alarm-name walk-whole',
        'MetricAlarms[0].AlarmArn',
        keep('part'),
      ],
      [
        'describe-alarms --parents-of-alarm-name $part',
        'CompositeAlarms[].AlarmName',
        is(['walk-whole']),
      ],
      [
        'put-composite-alarm --alarm-name walk-whole --alarm-rule ALARM(nobody)',
        undefined,
        refused('ValidationError'),
      ],
      ['delete-alarms --alarm-names walk-part', undefined, refused('ValidationError')],
      ['delete-alarms --alarm-names walk-whole walk-part'],
      [
        'describe-alarms --alarm-types CompositeAlarm MetricAlarm --alarm-name-prefix walk',
        '[MetricAlarms,CompositeAlarms][]',
        gone,
      ],
    ],
  },
]
