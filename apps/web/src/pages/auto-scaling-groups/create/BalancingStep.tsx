import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useConnection, useFeed, useScopedPath } from '../../../api/index.ts'
import { RouteLink } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { CreateTargetGroup } from '../../../resources/load-balancing/CreateTargetGroup.tsx'
import type { StepProps } from './CreateGroupPage.tsx'

/** Behind which balancers the instances stand, and how their health is judged. */
export function BalancingStep({ form, change, faultText }: StepProps) {
  const t = useT()
  const { readOnly } = useConnection()
  const [creating, setCreating] = useState(false)
  const toPath = useScopedPath()
  const options = useFeed('target-groups')
    .list.filter(({ TargetType }) => TargetType === 'instance')
    .map((one) => ({
      value: one.TargetGroupArn ?? '',
      label: one.TargetGroupName ?? '',
      description: `${one.Protocol ?? ''} ${one.Port ?? ''} · ${one.VpcId ?? ''}`,
    }))
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={
              <RouteLink href={toPath('/load-balancers')}>{t('asg.toBalancers')}</RouteLink>
            }
          >
            {t('asg.section.balancing')}
          </Header>
        }
      >
        <FormField
          label={t('asg.targetGroups')}
          description={t('asg.targetGroupsText')}
          secondaryControl={
            <Button
              formAction="none"
              disabled={readOnly}
              {...(readOnly ? { disabledReason: t('reason.readOnly') } : {})}
              onClick={() => setCreating(true)}
            >
              {t('targetGroups.create')}
            </Button>
          }
        >
          <Multiselect
            selectedOptions={options.filter(({ value }) => form.targetGroupArns.includes(value))}
            options={options}
            placeholder={t('fields.choose')}
            empty={t('asg.noTargetGroups')}
            deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
            onChange={({ detail }) => {
              const targetGroupArns = detail.selectedOptions.flatMap(({ value }) => value ?? [])
              change({ targetGroupArns, ...(targetGroupArns.length === 0 && { elbHealth: false }) })
            }}
          />
        </FormField>
      </Container>
      {creating ? (
        <CreateTargetGroup
          vpcId={form.vpcId}
          protocols={['HTTP', 'HTTPS', 'TCP', 'TLS']}
          onCreated={(arn) => change({ targetGroupArns: [...form.targetGroupArns, arn] })}
          onClose={() => setCreating(false)}
        />
      ) : null}
      <Container header={<Header variant="h2">{t('asg.healthChecks')}</Header>}>
        <SpaceBetween size="m">
          <Checkbox checked disabled description={t('asg.ec2HealthText')}>
            {t('asg.ec2Health')}
          </Checkbox>
          <Checkbox
            checked={form.elbHealth}
            disabled={form.targetGroupArns.length === 0}
            description={t('asg.elbHealthText')}
            onChange={({ detail }) => change({ elbHealth: detail.checked })}
          >
            {t('asg.elbHealth')}
          </Checkbox>
          <FormField
            label={t('asg.graceSeconds')}
            description={t('asg.graceText')}
            errorText={faultText('grace')}
          >
            <Input
              value={form.grace}
              inputMode="numeric"
              onChange={({ detail }) => change({ grace: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
