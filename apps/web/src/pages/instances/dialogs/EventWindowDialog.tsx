import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

const none = 'none'
const another = 'new'

/** In which hours of the week AWS may reboot, stop or terminate the instance for maintenance. */
export function EventWindowDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const InstanceId = idOf(instance)
  const { data } = useOperation('ec2', 'DescribeInstanceEventWindows', {}, { staleMs: 0 })
  if (data === undefined) return null
  const windows = data.InstanceEventWindows ?? []
  const present = windows.find(({ AssociationTarget }) =>
    AssociationTarget?.InstanceIds?.includes(InstanceId),
  )?.InstanceEventWindowId
  const target = { InstanceIds: [InstanceId] }
  return (
    <FieldsDialog
      title={t('dialog.eventWindowTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      note={t('dialog.eventWindowText')}
      fields={[
        {
          id: 'window',
          label: t('dialog.eventWindow'),
          kind: 'choice',
          initial: present ?? none,
          options: [
            { value: none, label: t('common.none') },
            ...windows.map(({ InstanceEventWindowId = '', Name, CronExpression, TimeRanges }) => ({
              value: InstanceEventWindowId,
              label: [InstanceEventWindowId, Name].filter(Boolean).join(' · '),
              description:
                CronExpression ??
                (TimeRanges ?? [])
                  .map(
                    (one) =>
                      `${one.StartWeekDay} ${one.StartHour}:00 – ${one.EndWeekDay} ${one.EndHour}:00`,
                  )
                  .join(', '),
            })),
            { value: another, label: t('dialog.newEventWindow') },
          ],
        },
        {
          id: 'name',
          label: t('instances.name'),
          optional: true,
          when: ({ window }) => window === another,
        },
        {
          id: 'cron',
          label: t('dialog.cron'),
          description: t('dialog.cronText'),
          initial: '* 18-21 * * SUN',
          when: ({ window }) => window === another,
          problem: (value) =>
            /^\* [\d,-]+ \* \* \S+$/.test(value) ? undefined : t('dialog.cronProblem'),
        },
      ]}
      run={async (call, { window, name, cron }) => {
        if (window === present) return
        if (present !== undefined) {
          await call('ec2', 'DisassociateInstanceEventWindow', {
            InstanceEventWindowId: present,
            AssociationTarget: target,
          })
        }
        if (window === none) return
        const InstanceEventWindowId =
          window === another
            ? (
                await call('ec2', 'CreateInstanceEventWindow', {
                  CronExpression: cron,
                  ...(name && { Name: name }),
                })
              ).InstanceEventWindow?.InstanceEventWindowId
            : window
        await call('ec2', 'AssociateInstanceEventWindow', {
          InstanceEventWindowId,
          AssociationTarget: target,
        })
      }}
      onClose={onClose}
    />
  )
}
