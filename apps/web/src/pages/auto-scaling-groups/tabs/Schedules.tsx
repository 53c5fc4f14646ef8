import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { ScheduleDialog } from '../dialogs/ScheduleDialog.tsx'
import { nameOfGroup, type Group, type Schedule } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'
import { PartTable } from './PartTable.tsx'

/** What changes the capacity by the clock. */
export function Schedules({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const found = useGroupLook('DescribeScheduledActions', {
    AutoScalingGroupName: nameOfGroup(group),
  })
  return (
    <PartTable<Schedule>
      title={t('asg.schedules')}
      description={t('asg.schedulesText')}
      items={found.data?.ScheduledUpdateGroupActions ?? []}
      idOf={({ ScheduledActionName = '' }) => ScheduledActionName}
      pending={found.isPending}
      error={found.error}
      empty={t('asg.noSchedules')}
      emptyText={t('asg.noSchedulesText')}
      selectOne={t('asg.selectSchedule')}
      create={{
        text: t('asg.createSchedule'),
        dialog: (onClose) => <ScheduleDialog group={group} onClose={onClose} />,
      }}
      actions={[
        {
          id: 'edit',
          text: t('asg.edit'),
          dialog: (schedule, onClose) => (
            <ScheduleDialog group={group} schedule={schedule} onClose={onClose} />
          ),
        },
        {
          id: 'delete',
          text: t('common.delete'),
          dialog: ({ ScheduledActionName = '' }, onClose) => (
            <ConfirmCall
              title={t('asg.deleteSchedule', { name: ScheduledActionName })}
              text={t('asg.deleteScheduleText')}
              run={(call) =>
                call('auto-scaling', 'DeleteScheduledAction', {
                  AutoScalingGroupName: nameOfGroup(group),
                  ScheduledActionName,
                })
              }
              onClose={onClose}
            />
          ),
        },
      ]}
      columns={[
        { id: 'name', header: t('asg.scheduleName'), cell: (one) => one.ScheduledActionName },
        {
          id: 'next',
          header: t('asg.next'),
          cell: ({ StartTime }) => formatTime(StartTime, locale) || '-',
        },
        {
          id: 'end',
          header: t('asg.end'),
          cell: ({ EndTime }) => formatTime(EndTime, locale) || '-',
        },
        { id: 'cron', header: t('asg.recurrence'), cell: ({ Recurrence }) => Recurrence ?? '-' },
        { id: 'zone', header: t('asg.timeZone'), cell: ({ TimeZone }) => TimeZone ?? '-' },
        { id: 'desired', header: t('asg.desired'), cell: (one) => one.DesiredCapacity ?? '-' },
        { id: 'min', header: t('asg.min'), cell: ({ MinSize }) => MinSize ?? '-' },
        { id: 'max', header: t('asg.max'), cell: ({ MaxSize }) => MaxSize ?? '-' },
      ]}
    />
  )
}
