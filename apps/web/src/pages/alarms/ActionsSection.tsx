import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useOperation, useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { actionText, ec2ActionArn, ec2Actions } from './action-text.ts'
import type { SectionProps } from './ConditionSection.tsx'

const states = [
  ['ALARM', 'alarms.whenAlarm'],
  ['OK', 'alarms.whenOk'],
  ['INSUFFICIENT_DATA', 'alarms.whenInsufficient'],
] as const

/** What happens when the alarm comes into a state: to the instance, or to an Auto Scaling group. */
export function ActionsSection({ form, change }: SectionProps) {
  const t = useT()
  const { region } = useScope()
  const policies = useOperation('auto-scaling', 'DescribePolicies', {})
  const ofInstance = form.dimensions?.['InstanceId'] !== undefined
  const known = [
    ...(ofInstance ? ec2Actions.map((action) => ec2ActionArn(region, action)) : []),
    ...(policies.data?.ScalingPolicies ?? [])
      .filter(({ PolicyType }) => PolicyType === 'SimpleScaling' || PolicyType === 'StepScaling')
      .flatMap(({ PolicyARN }) => PolicyARN ?? []),
  ]
  return (
    <Container
      header={
        <Header variant="h2" description={t('alarms.actionsText')}>
          {t('alarms.actions')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {states.map(([state, label]) => {
          const chosen = form.actions[state]
          const options = [...new Set([...known, ...chosen])].map((value) => ({
            value,
            label: actionText(value, t),
          }))
          return (
            <FormField key={state} label={t(label)}>
              <Multiselect
                selectedOptions={options.filter(({ value }) => chosen.includes(value))}
                options={options}
                placeholder={t('alarms.noAction')}
                empty={t('alarms.noActions')}
                deselectAriaLabel={({ label: text = '' }) => t('fields.deselect', { label: text })}
                onChange={({ detail }) =>
                  change({
                    actions: {
                      ...form.actions,
                      [state]: detail.selectedOptions.flatMap(({ value }) => value ?? []),
                    },
                  })
                }
              />
            </FormField>
          )
        })}
      </SpaceBetween>
    </Container>
  )
}
