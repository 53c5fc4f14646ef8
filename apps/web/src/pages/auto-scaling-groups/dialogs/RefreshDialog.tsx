import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { nameOfGroup, type Group } from '../group.ts'

/** Replaces the instances, some at a time, by such as the group would launch now. */
export function RefreshDialog(props: { readonly group: Group; readonly onClose: () => void }) {
  const { group, onClose } = props
  const t = useT()
  const between = (from: number, to: number) => (value: string) =>
    /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to
      ? undefined
      : t('asg.between', { from, to })
  return (
    <FieldsDialog
      title={t('asg.startRefresh')}
      submitText={t('asg.startRefresh')}
      savedText={t('asg.refreshStarted')}
      note={t('asg.refreshText')}
      fields={[
        {
          id: 'healthy',
          label: t('asg.minHealthy'),
          description: t('asg.minHealthyText'),
          initial: '90',
          problem: between(0, 100),
        },
        {
          id: 'warmup',
          label: t('asg.warmup'),
          description: t('asg.warmupText'),
          initial: String(group.DefaultInstanceWarmup ?? group.HealthCheckGracePeriod ?? 300),
          problem: between(0, 86_400),
        },
        { id: 'skip', label: t('asg.skipMatching'), kind: 'check', initial: '' },
        { id: 'rollback', label: t('asg.autoRollback'), kind: 'check', initial: '' },
        {
          id: 'checkpoints',
          label: t('asg.checkpoints'),
          description: t('asg.checkpointsText'),
          placeholder: '25, 50, 100',
          optional: true,
          problem: (value) =>
            /^\d{1,3}(\s*,\s*\d{1,3})*$/.test(value) ? undefined : t('asg.checkpointsFault'),
        },
      ]}
      run={(call, { healthy, warmup, skip, rollback, checkpoints = '' }) =>
        call('auto-scaling', 'StartInstanceRefresh', {
          AutoScalingGroupName: nameOfGroup(group),
          Strategy: 'Rolling',
          Preferences: {
            MinHealthyPercentage: Number(healthy),
            InstanceWarmup: Number(warmup),
            SkipMatching: skip === 'yes',
            AutoRollback: rollback === 'yes',
            ...(checkpoints !== '' && {
              CheckpointPercentages: checkpoints.split(',').map(Number),
            }),
          },
          // A rollback needs to know whereto the refresh leads.
          ...(rollback === 'yes' &&
            group.LaunchTemplate && {
              DesiredConfiguration: {
                LaunchTemplate: {
                  LaunchTemplateId: group.LaunchTemplate.LaunchTemplateId,
                  Version: group.LaunchTemplate.Version,
                },
              },
            }),
        })
      }
      onClose={onClose}
    />
  )
}
