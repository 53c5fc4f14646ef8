import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../../i18n/index.ts'
import type { GroupForm } from './group-form.ts'
import type { StepProps } from './CreateGroupPage.tsx'

/** How many instances, and what changes their number. */
export function SizeStep({ form, change, faultText, edited }: StepProps) {
  const t = useT()
  const sizes = [
    ['desired', t('asg.desired')],
    ['min', t('asg.minLong')],
    ['max', t('asg.maxLong')],
  ] as const satisfies readonly (readonly [keyof GroupForm, string])[]
  const fault = faultText('size') ?? faultText('range')
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('asg.size')}</Header>}>
        <ColumnLayout columns={3}>
          {sizes.map(([id, label]) => (
            <FormField key={id} label={label} errorText={id === 'desired' ? fault : undefined}>
              <Input
                value={form[id]}
                inputMode="numeric"
                onChange={({ detail }) => change({ [id]: detail.value })}
              />
            </FormField>
          ))}
        </ColumnLayout>
      </Container>
      {edited ? null : (
        <Container
          header={
            <Header variant="h2" description={t('asg.policiesText')}>
              {t('asg.automatic')}
            </Header>
          }
        >
          <SpaceBetween size="m">
            <RadioGroup
              value={form.tracks ? 'tracks' : 'none'}
              onChange={({ detail }) => change({ tracks: detail.value === 'tracks' })}
              items={[
                { value: 'none', label: t('asg.noTracking'), description: t('asg.noTrackingText') },
                {
                  value: 'tracks',
                  label: t('asg.policy.TargetTrackingScaling'),
                  description: t('asg.policyText.tracking'),
                },
              ]}
            />
            {form.tracks ? (
              <ColumnLayout columns={2}>
                <FormField label={t('asg.targetCpu')} errorText={faultText('target')}>
                  <Input
                    value={form.target}
                    inputMode="decimal"
                    onChange={({ detail }) => change({ target: detail.value })}
                  />
                </FormField>
                <FormField label={t('asg.policyWarmup')}>
                  <Input
                    value={form.warmup}
                    inputMode="numeric"
                    onChange={({ detail }) => change({ warmup: detail.value })}
                  />
                </FormField>
              </ColumnLayout>
            ) : null}
          </SpaceBetween>
        </Container>
      )}
      <Container header={<Header variant="h2">{t('asg.section.advanced')}</Header>}>
        <SpaceBetween size="s">
          <Checkbox
            checked={form.isProtected}
            description={t('asg.protectText')}
            onChange={({ detail }) => change({ isProtected: detail.checked })}
          >
            {t('asg.newProtected')}
          </Checkbox>
          {edited ? null : (
            <Checkbox
              checked={form.collects}
              description={t('asg.collectText')}
              onChange={({ detail }) => change({ collects: detail.checked })}
            >
              {t('asg.collect')}
            </Checkbox>
          )}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
