import type { Output } from '@brume/console-api'
import { useLocale } from '../../../i18n/index.ts'
import { formatDuration } from '../../../lib/time.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { HookDialog } from '../dialogs/HookDialog.tsx'
import { nameOfGroup, type Group } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'
import { PartTable } from './PartTable.tsx'

type Hook = NonNullable<Output<'auto-scaling', 'DescribeLifecycleHooks'>['LifecycleHooks']>[number]

/** Where instances wait on their way in and out, and the word that lets them go on. */
export function Hooks({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const found = useGroupLook('DescribeLifecycleHooks', { AutoScalingGroupName: nameOfGroup(group) })
  const AutoScalingGroupName = nameOfGroup(group)
  const waiting = (hook: Hook) =>
    (group.Instances ?? []).filter(({ LifecycleState = '' }) =>
      hook.LifecycleTransition === 'autoscaling:EC2_INSTANCE_LAUNCHING'
        ? LifecycleState === 'Pending:Wait'
        : LifecycleState === 'Terminating:Wait',
    )
  return (
    <PartTable<Hook>
      title={t('asg.hooks')}
      description={t('asg.hooksText')}
      items={found.data?.LifecycleHooks ?? []}
      idOf={({ LifecycleHookName = '' }) => LifecycleHookName}
      pending={found.isPending}
      error={found.error}
      empty={t('asg.noHooks')}
      emptyText={t('asg.noHooksText')}
      selectOne={t('asg.selectHook')}
      create={{
        text: t('asg.createHook'),
        dialog: (onClose) => <HookDialog group={group} onClose={onClose} />,
      }}
      actions={[
        {
          id: 'complete',
          text: t('asg.complete'),
          refuse: (hook) => (waiting(hook).length > 0 ? undefined : t('asg.nobodyWaits')),
          dialog: (hook, onClose) => (
            <FieldsDialog
              title={t('asg.complete')}
              submitText={t('asg.complete')}
              savedText={t('asg.completed')}
              fields={[
                {
                  id: 'instance',
                  label: t('instances.id'),
                  kind: 'choice',
                  initial: waiting(hook)[0]?.InstanceId ?? '',
                  options: waiting(hook).map(({ InstanceId = '' }) => ({
                    value: InstanceId,
                    label: InstanceId,
                  })),
                },
                {
                  id: 'result',
                  label: t('asg.result'),
                  kind: 'choice',
                  initial: 'CONTINUE',
                  options: ['CONTINUE', 'ABANDON'].map((value) => ({ value, label: value })),
                },
              ]}
              run={(call, { instance, result }) =>
                call('auto-scaling', 'CompleteLifecycleAction', {
                  AutoScalingGroupName,
                  LifecycleHookName: hook.LifecycleHookName,
                  InstanceId: instance,
                  LifecycleActionResult: result,
                })
              }
              onClose={onClose}
            />
          ),
        },
        {
          id: 'delete',
          text: t('common.delete'),
          dialog: ({ LifecycleHookName = '' }, onClose) => (
            <ConfirmCall
              title={t('asg.deleteHook', { name: LifecycleHookName })}
              text={t('asg.deleteHookText')}
              run={(call) =>
                call('auto-scaling', 'DeleteLifecycleHook', {
                  AutoScalingGroupName,
                  LifecycleHookName,
                })
              }
              onClose={onClose}
            />
          ),
        },
      ]}
      columns={[
        {
          id: 'name',
          header: t('asg.hookName'),
          cell: ({ LifecycleHookName }) => LifecycleHookName,
        },
        {
          id: 'transition',
          header: t('asg.transition'),
          cell: ({ LifecycleTransition }) =>
            LifecycleTransition === 'autoscaling:EC2_INSTANCE_LAUNCHING'
              ? t('asg.onLaunch')
              : t('asg.onTerminate'),
        },
        {
          id: 'heartbeat',
          header: t('asg.heartbeat'),
          cell: ({ HeartbeatTimeout = 0 }) => formatDuration(HeartbeatTimeout * 1000, locale),
        },
        {
          id: 'result',
          header: t('asg.defaultResult'),
          cell: ({ DefaultResult }) => DefaultResult,
        },
        { id: 'waiting', header: t('asg.waiting'), cell: (hook) => waiting(hook).length },
      ]}
    />
  )
}
