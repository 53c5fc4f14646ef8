import type { Output } from '@brume/console-api'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'
import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { RefreshDialog } from '../dialogs/RefreshDialog.tsx'
import { nameOfGroup, type Group } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'
import { PartTable } from './PartTable.tsx'

type Refresh = NonNullable<
  Output<'auto-scaling', 'DescribeInstanceRefreshes'>['InstanceRefreshes']
>[number]

const running: readonly (string | undefined)[] = ['Pending', 'InProgress', 'Baking']
const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  Successful: 'success',
  Failed: 'error',
  Cancelled: 'stopped',
  RollbackSuccessful: 'warning',
  RollbackFailed: 'error',
}

/** The refreshes of a group, newest first, with how far they are. */
export default function RefreshTab({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const found = useGroupLook('DescribeInstanceRefreshes', {
    AutoScalingGroupName: nameOfGroup(group),
  })
  const AutoScalingGroupName = nameOfGroup(group)
  const refuseOver = ({ Status }: Refresh) =>
    running.includes(Status) ? undefined : t('asg.refreshOver')
  return (
    <PartTable<Refresh>
      title={t('asg.refreshes')}
      description={t('asg.refreshText')}
      items={found.data?.InstanceRefreshes ?? []}
      idOf={({ InstanceRefreshId = '' }) => InstanceRefreshId}
      pending={found.isPending}
      error={found.error}
      empty={t('asg.noRefresh')}
      emptyText={t('asg.refreshText')}
      selectOne={t('asg.selectRefresh')}
      create={{
        text: t('asg.startRefresh'),
        dialog: (onClose) => <RefreshDialog group={group} onClose={onClose} />,
      }}
      actions={[
        {
          id: 'cancel',
          text: t('asg.cancelRefresh'),
          refuse: refuseOver,
          dialog: (_refresh, onClose) => (
            <ConfirmCall
              title={t('asg.cancelRefresh')}
              text={t('asg.cancelRefreshText')}
              run={(call) =>
                call('auto-scaling', 'CancelInstanceRefresh', { AutoScalingGroupName })
              }
              onClose={onClose}
            />
          ),
        },
        {
          id: 'rollback',
          text: t('asg.rollback'),
          refuse: refuseOver,
          dialog: (_refresh, onClose) => (
            <ConfirmCall
              title={t('asg.rollback')}
              text={t('asg.rollbackText')}
              run={(call) =>
                call('auto-scaling', 'RollbackInstanceRefresh', { AutoScalingGroupName })
              }
              onClose={onClose}
            />
          ),
        },
      ]}
      columns={[
        {
          id: 'status',
          header: t('asg.status'),
          cell: ({ Status, StatusReason }) => (
            <>
              <StatusIndicator type={types[Status ?? ''] ?? 'in-progress'}>
                {Status}
              </StatusIndicator>
              {StatusReason ? <div>{StatusReason}</div> : null}
            </>
          ),
        },
        {
          id: 'progress',
          header: t('asg.progress'),
          minWidth: 180,
          cell: ({ PercentageComplete = 0, InstancesToUpdate = 0 }) => (
            <ProgressBar
              ariaLabel={t('asg.progress')}
              value={PercentageComplete}
              additionalInfo={t('asg.toUpdate', { count: InstancesToUpdate })}
            />
          ),
        },
        {
          id: 'start',
          header: t('asg.start'),
          cell: ({ StartTime }) => formatTime(StartTime, locale) || '-',
        },
        {
          id: 'end',
          header: t('asg.end'),
          cell: ({ EndTime }) => formatTime(EndTime, locale) || '-',
        },
        {
          id: 'healthy',
          header: t('asg.minHealthy'),
          cell: ({ Preferences }) => `${Preferences?.MinHealthyPercentage ?? 90} %`,
        },
        {
          id: 'id',
          header: t('asg.refreshId'),
          cell: ({ InstanceRefreshId }) => InstanceRefreshId,
        },
      ]}
    />
  )
}
