import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TokenGroup from '@cloudscape-design/components/token-group'
import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { useSubnetOptions, useVpcOptions } from '../../../resources/vpc-options.ts'
import type { StepProps } from './CreateGroupPage.tsx'

/** In which subnets instances stand, and whether other types may be taken. */
export function NetworkStep({ form, change, faultText }: StepProps) {
  const t = useT()
  const vpcs = useVpcOptions()
  const vpcId = form.vpcId || (vpcs[0]?.value ?? '')
  const subnets = useSubnetOptions((subnet) => subnet.VpcId === vpcId).map(
    ({ value, label, description = '', tag = '' }) => ({
      value,
      label,
      description,
      labelTag: tag,
    }),
  )
  const [type, setType] = useState('')
  const addType = (): void => {
    const added = type.trim()
    if (added !== '' && !form.types.includes(added)) change({ types: [...form.types, added] })
    setType('')
  }
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" description={t('asg.networkText')}>
            {t('asg.section.network')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField label="VPC">
            <Select
              selectedOption={vpcs.find(({ value }) => value === vpcId) ?? null}
              options={vpcs}
              onChange={({ detail }) =>
                change({ vpcId: detail.selectedOption.value ?? '', subnetIds: [] })
              }
            />
          </FormField>
          <FormField label={t('asg.subnets')} errorText={faultText('subnets')}>
            <Multiselect
              selectedOptions={subnets.filter(({ value }) => form.subnetIds.includes(value))}
              options={subnets}
              filteringType="auto"
              placeholder={t('fields.choose')}
              deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
              onChange={({ detail }) =>
                change({ subnetIds: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
              }
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={t('asg.mixedText')}>
            {t('asg.mixed')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField
            label={t('asg.instanceTypes')}
            secondaryControl={
              <Button formAction="none" onClick={addType}>
                {t('asg.addType')}
              </Button>
            }
          >
            <Input
              value={type}
              placeholder="t3.small"
              onChange={({ detail }) => setType(detail.value)}
              onKeyDown={({ detail }) => {
                if (detail.key === 'Enter') addType()
              }}
            />
          </FormField>
          <TokenGroup
            items={form.types.map((label) => ({
              label,
              dismissLabel: t('fields.deselect', { label }),
            }))}
            onDismiss={({ detail }) =>
              change({ types: form.types.filter((_one, index) => index !== detail.itemIndex) })
            }
          />
          {form.types.length === 0 ? null : (
            <ColumnLayout columns={2}>
              <FormField
                label={t('asg.spotShare')}
                description={t('asg.spotShareText')}
                errorText={faultText('spot')}
              >
                <Input
                  value={form.spotShare}
                  inputMode="numeric"
                  onChange={({ detail }) => change({ spotShare: detail.value })}
                />
              </FormField>
              <FormField label={t('asg.onDemandBase')} description={t('asg.onDemandBaseText')}>
                <Input
                  value={form.onDemandBase}
                  inputMode="numeric"
                  onChange={({ detail }) => change({ onDemandBase: detail.value })}
                />
              </FormField>
            </ColumnLayout>
          )}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
