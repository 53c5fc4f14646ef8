import { useT } from '../../../i18n/index.ts'
import { FieldsDialog, type FieldValues } from '../../../resources/FieldsDialog.tsx'
import { nameOfGroup, type Group, type Policy } from '../group.ts'
import { adjustments, readSteps, textOfSteps, toPolicy, trackedMetrics } from './policy-form.ts'
import { useResourceLabels } from './use-resource-labels.ts'

/** Makes a dynamic scaling policy, or changes one: tracking a target, in steps, or simple. */
export function PolicyDialog(props: {
  readonly group: Group
  readonly policy?: Policy
  readonly onClose: () => void
}) {
  const { group, policy, onClose } = props
  const t = useT()
  const labels = useResourceLabels(group)
  const tracking = policy?.TargetTrackingConfiguration
  const metric = tracking?.PredefinedMetricSpecification?.PredefinedMetricType
  const isTracking = ({ type }: FieldValues) => type === 'TargetTrackingScaling'
  const isSimple = ({ type }: FieldValues) => type === 'SimpleScaling'
  const isStep = ({ type }: FieldValues) => type === 'StepScaling'
  const number = (value: string) =>
    value.trim() !== '' && Number.isFinite(Number(value)) ? undefined : t('asg.number')
  return (
    <FieldsDialog
      title={policy ? t('asg.editPolicy') : t('asg.createPolicy')}
      submitText={policy ? t('common.save') : t('common.confirm')}
      savedText={t('asg.policySaved')}
      fields={[
        {
          id: 'type',
          label: t('asg.policyType'),
          kind: 'choice',
          initial: policy?.PolicyType ?? 'TargetTrackingScaling',
          options: [
            {
              value: 'TargetTrackingScaling',
              label: t('asg.policy.TargetTrackingScaling'),
              description: t('asg.policyText.tracking'),
            },
            {
              value: 'StepScaling',
              label: t('asg.policy.StepScaling'),
              description: t('asg.policyText.step'),
            },
            {
              value: 'SimpleScaling',
              label: t('asg.policy.SimpleScaling'),
              description: t('asg.policyText.simple'),
            },
          ],
        },
        {
          id: 'name',
          label: t('asg.policyName'),
          initial: policy?.PolicyName ?? t('asg.policyDefaultName'),
          problem: (value) => (value.includes(':') ? t('asg.noColon') : undefined),
        },
        {
          id: 'metric',
          label: t('asg.metricType'),
          kind: 'choice',
          initial: metric ?? 'ASGAverageCPUUtilization',
          when: isTracking,
          options: trackedMetrics
            .filter((one) => one !== 'ALBRequestCountPerTarget' || labels.length > 0)
            .map((value) => ({ value, label: t(`asg.metric.${value}`) })),
        },
        {
          id: 'label',
          label: t('asg.targetGroup'),
          kind: 'choice',
          initial: tracking?.PredefinedMetricSpecification?.ResourceLabel ?? labels[0]?.value ?? '',
          when: (values) => isTracking(values) && values['metric'] === 'ALBRequestCountPerTarget',
          options: labels,
        },
        {
          id: 'target',
          label: t('asg.targetValue'),
          initial: String(tracking?.TargetValue ?? 50),
          when: isTracking,
          problem: number,
        },
        {
          id: 'warmup',
          label: t('asg.policyWarmup'),
          initial: String(policy?.EstimatedInstanceWarmup ?? group.DefaultInstanceWarmup ?? 300),
          when: (values) => !isSimple(values),
          problem: number,
        },
        {
          id: 'noScaleIn',
          label: t('asg.disableScaleIn'),
          kind: 'check',
          initial: tracking?.DisableScaleIn ? 'yes' : '',
          when: isTracking,
        },
        {
          id: 'adjustment',
          label: t('asg.adjustment'),
          kind: 'choice',
          initial: policy?.AdjustmentType ?? 'ChangeInCapacity',
          when: (values) => !isTracking(values),
          options: adjustments.map((value) => ({ value, label: t(`asg.adjustment.${value}`) })),
        },
        {
          id: 'amount',
          label: t('asg.amount'),
          description: t('asg.amountText'),
          initial: String(policy?.ScalingAdjustment ?? 1),
          when: isSimple,
          problem: (value) => (/^-?\d+$/.test(value) ? undefined : t('asg.wholeNumber')),
        },
        {
          id: 'steps',
          label: t('asg.steps'),
          description: t('asg.stepsText'),
          kind: 'area',
          initial: textOfSteps(policy),
          when: isStep,
          problem: (value) => (readSteps(value) ? undefined : t('asg.stepsFault')),
        },
        {
          id: 'cooldown',
          label: t('asg.cooldown'),
          initial: String(policy?.Cooldown ?? group.DefaultCooldown ?? 300),
          when: isSimple,
          problem: number,
        },
      ]}
      note={t('asg.policyNote')}
      run={(call, values) =>
        call('auto-scaling', 'PutScalingPolicy', toPolicy(nameOfGroup(group), values))
      }
      onClose={onClose}
    />
  )
}
