import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { nameOfGroup, type Group } from '../group.ts'

/** Makes a lifecycle hook: instances wait before they serve, or before they go. */
export function HookDialog(props: { readonly group: Group; readonly onClose: () => void }) {
  const { group, onClose } = props
  const t = useT()
  return (
    <FieldsDialog
      title={t('asg.createHook')}
      submitText={t('common.confirm')}
      savedText={t('asg.hookSaved')}
      note={t('asg.hookText')}
      fields={[
        { id: 'name', label: t('asg.hookName') },
        {
          id: 'transition',
          label: t('asg.transition'),
          kind: 'choice',
          initial: 'autoscaling:EC2_INSTANCE_LAUNCHING',
          options: [
            { value: 'autoscaling:EC2_INSTANCE_LAUNCHING', label: t('asg.onLaunch') },
            { value: 'autoscaling:EC2_INSTANCE_TERMINATING', label: t('asg.onTerminate') },
          ],
        },
        {
          id: 'timeout',
          label: t('asg.heartbeat'),
          initial: '3600',
          problem: (value) =>
            /^\d+$/.test(value) && Number(value) >= 30 && Number(value) <= 7200
              ? undefined
              : t('asg.between', { from: 30, to: 7200 }),
        },
        {
          id: 'result',
          label: t('asg.defaultResult'),
          kind: 'choice',
          initial: 'ABANDON',
          options: ['ABANDON', 'CONTINUE'].map((value) => ({ value, label: value })),
        },
      ]}
      run={(call, { name, transition, timeout, result }) =>
        call('auto-scaling', 'PutLifecycleHook', {
          AutoScalingGroupName: nameOfGroup(group),
          LifecycleHookName: name,
          LifecycleTransition: transition,
          HeartbeatTimeout: Number(timeout),
          DefaultResult: result,
        })
      }
      onClose={onClose}
    />
  )
}
