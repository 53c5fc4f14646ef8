import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import type { SectionProps } from './section-props.ts'

/** Name, scheme, address type. */
export function BasicSection({ draft, problems, tried, change }: SectionProps) {
  const t = useT()
  const nameProblem = tried || draft.name !== '' ? problems.name : undefined
  return (
    <Container header={<Header variant="h2">{t('balancing.basic')}</Header>}>
      <SpaceBetween size="m">
        <FormField
          label={t('loadBalancers.name')}
          constraintText={t('balancing.nameText')}
          errorText={nameProblem && t(nameProblem)}
        >
          <Input value={draft.name} onChange={({ detail }) => change({ name: detail.value })} />
        </FormField>
        <FormField label={t('loadBalancers.scheme')} description={t('loadBalancers.schemeText')}>
          <RadioGroup
            value={draft.scheme}
            ariaLabel={t('loadBalancers.scheme')}
            items={[
              {
                value: 'internet-facing',
                label: t('loadBalancers.internetFacing'),
                description: t('loadBalancers.internetFacingText'),
              },
              {
                value: 'internal',
                label: t('loadBalancers.internal'),
                description: t('loadBalancers.internalText'),
              },
            ]}
            onChange={({ detail }) =>
              change({
                scheme: detail.value === 'internal' ? 'internal' : 'internet-facing',
                addresses: {},
              })
            }
          />
        </FormField>
        <FormField label={t('loadBalancers.ipType')}>
          <RadioGroup
            value={draft.ipType}
            ariaLabel={t('loadBalancers.ipType')}
            items={[
              { value: 'ipv4', label: 'IPv4' },
              {
                value: 'dualstack',
                label: t('loadBalancers.dualstack'),
                description: t('loadBalancers.dualstackText'),
              },
            ]}
            onChange={({ detail }) =>
              change({ ipType: detail.value === 'dualstack' ? 'dualstack' : 'ipv4' })
            }
          />
        </FormField>
      </SpaceBetween>
    </Container>
  )
}
