import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { nameOfGroup, type Group, type Schedule } from '../group.ts'

/** Zones that courses and their neighbours live in come first; any other is typed. */
const timeZones = [
  'Etc/UTC',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
]

const presets = {
  weekdays: '0 9 * * MON-FRI',
  weekends: '0 0 * * SAT',
  daily: '0 9 * * *',
  hourly: '0 * * * *',
} as const

/** Makes a scheduled action, or changes one: from when on the group has which capacity. */
export function ScheduleDialog(props: {
  readonly group: Group
  readonly schedule?: Schedule
  readonly onClose: () => void
}) {
  const { group, schedule, onClose } = props
  const t = useT()
  const size = (value: string) => (/^\d{1,5}$/.test(value) ? undefined : t('asg.wholeNumber'))
  const moment = (value: string) =>
    Number.isNaN(Date.parse(value)) ? t('capacity.badTime') : undefined
  const recurs = ({ repeat }: Readonly<Record<string, string>>) => repeat !== 'once'
  const known = Object.entries(presets).find(([, cron]) => cron === schedule?.Recurrence)?.[0]
  const own = schedule?.Recurrence === undefined ? 'weekdays' : (known ?? 'cron')
  const zones = [...new Set([schedule?.TimeZone ?? 'Etc/UTC', ...timeZones])]
  return (
    <FieldsDialog
      title={schedule ? t('asg.editSchedule') : t('asg.createSchedule')}
      submitText={schedule ? t('common.save') : t('common.confirm')}
      savedText={t('asg.scheduleSaved')}
      fields={[
        { id: 'name', label: t('asg.scheduleName'), initial: schedule?.ScheduledActionName ?? '' },
        {
          id: 'desired',
          label: t('asg.desired'),
          initial: String(schedule?.DesiredCapacity ?? ''),
          optional: true,
          problem: size,
        },
        {
          id: 'min',
          label: t('asg.min'),
          initial: String(schedule?.MinSize ?? ''),
          optional: true,
          problem: size,
        },
        {
          id: 'max',
          label: t('asg.max'),
          initial: String(schedule?.MaxSize ?? ''),
          optional: true,
          problem: size,
        },
        {
          id: 'repeat',
          label: t('asg.recurrence'),
          kind: 'choice',
          initial: schedule && schedule.Recurrence === undefined ? 'once' : own,
          options: [
            { value: 'weekdays', label: t('asg.repeat.weekdays'), description: presets.weekdays },
            { value: 'weekends', label: t('asg.repeat.weekends'), description: presets.weekends },
            { value: 'daily', label: t('asg.repeat.daily'), description: presets.daily },
            { value: 'hourly', label: t('asg.repeat.hourly'), description: presets.hourly },
            { value: 'cron', label: t('asg.repeat.cron') },
            { value: 'once', label: t('asg.repeat.once') },
          ],
        },
        {
          id: 'cron',
          label: t('asg.cron'),
          description: t('asg.cronText'),
          initial: schedule?.Recurrence ?? '0 9 * * MON-FRI',
          when: ({ repeat }) => repeat === 'cron',
          problem: (value) =>
            value.trim().split(/\s+/).length === 5 ? undefined : t('asg.cronFault'),
        },
        {
          id: 'zone',
          label: t('asg.timeZone'),
          kind: 'choice',
          initial: schedule?.TimeZone ?? 'Etc/UTC',
          when: recurs,
          options: zones.map((value) => ({ value, label: value })),
        },
        {
          id: 'start',
          label: t('asg.start'),
          initial: schedule?.StartTime ?? '',
          placeholder: '2027-01-31T09:00Z',
          optional: true,
          problem: moment,
        },
        {
          id: 'end',
          label: t('asg.end'),
          initial: schedule?.EndTime ?? '',
          placeholder: '2027-12-31T09:00Z',
          optional: true,
          when: recurs,
          problem: moment,
        },
      ]}
      note={t('asg.scheduleText')}
      run={(call, { name, desired, min, max, repeat = '', cron, zone, start, end }) =>
        call('auto-scaling', 'PutScheduledUpdateGroupAction', {
          AutoScalingGroupName: nameOfGroup(group),
          ScheduledActionName: name,
          ...(desired && { DesiredCapacity: Number(desired) }),
          ...(min && { MinSize: Number(min) }),
          ...(max && { MaxSize: Number(max) }),
          ...(repeat !== 'once' && {
            Recurrence: isPreset(repeat) ? presets[repeat] : cron,
            TimeZone: zone,
          }),
          ...(start && { StartTime: new Date(start).toISOString() }),
          ...(end && { EndTime: new Date(end).toISOString() }),
        })
      }
      onClose={onClose}
    />
  )
}

function isPreset(word: string): word is keyof typeof presets {
  return Object.hasOwn(presets, word)
}
