import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useT, type Translate } from '../../../i18n/index.ts'
import type { TypeFacts } from '../model/facts.ts'
import { priceLine, typeLine } from '../model/facts-text.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'
import { compareTypes } from '../types/filter-types.ts'
import { PriceNote } from '../types/PriceNote.tsx'
import { PriceText } from '../types/PriceText.tsx'
import { TypeTable } from '../types/TypeTable.tsx'
import { useTypePrices, type TypePrices } from '../use-type-prices.ts'

export function TypeSection(props: SectionProps) {
  const { form, change, errorOf, types } = props
  const t = useT()
  const [comparing, setComparing] = useState(false)
  const architecture = form.image?.architecture
  const prices = useTypePrices(form.image)
  const options = useMemo(
    () => toOptions(types ?? [], architecture, prices, t),
    [types, architecture, prices, t],
  )
  const chosen = types?.find(({ name }) => name === form.instanceType)
  const price = prices.priceOf(form.instanceType)
  const choose = (instanceType: string) => change((old) => ({ ...old, instanceType }))
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button disabled={types === undefined} onClick={() => setComparing(true)}>
              {t('launch.type.compare')}
            </Button>
          }
        >
          {t('launch.type.header')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <FormField
          label={t('launch.type.label')}
          errorText={errorOf('instanceType')}
          constraintText={chosen ? typeLine(chosen, t) : undefined}
          stretch
        >
          <Select
            controlId={fieldElementId('instanceType')}
            selectedOption={
              form.instanceType === ''
                ? null
                : { value: form.instanceType, label: form.instanceType }
            }
            options={options}
            filteringType="auto"
            virtualScroll
            placeholder={t('launch.type.placeholder')}
            statusType={types === undefined ? 'loading' : 'finished'}
            loadingText={t('common.loading')}
            empty={t('table.noMatch')}
            expandToViewport
            onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
          />
        </FormField>
        {price ? (
          <Box>
            {t('launch.price.onDemand')}: <PriceText price={price} />
          </Box>
        ) : null}
        <PriceNote prices={prices} />
        {chosen?.freeTier || chosen?.currentGeneration === false ? (
          <SpaceBetween direction="horizontal" size="xs">
            {chosen.freeTier ? <Badge color="green">{t('launch.type.free')}</Badge> : null}
            {chosen.currentGeneration ? null : <Badge>{t('launch.type.previousBadge')}</Badge>}
          </SpaceBetween>
        ) : null}
      </SpaceBetween>
      {comparing && types ? (
        <TypeTable
          types={types}
          chosen={form.instanceType}
          architecture={architecture}
          prices={prices}
          onChoose={(name) => {
            choose(name)
            setComparing(false)
          }}
          onClose={() => setComparing(false)}
        />
      ) : null}
    </Container>
  )
}

/** Free types first, then all in order; what the image cannot run on is shown, disabled, with the reason. */
function toOptions(
  types: readonly TypeFacts[],
  architecture: string | undefined,
  prices: TypePrices,
  t: Translate,
): SelectProps.Option[] {
  const sorted = [...types].sort(
    (a, b) => Number(b.freeTier) - Number(a.freeTier) || compareTypes(a, b),
  )
  return sorted.map((type) => {
    const fits = architecture === undefined || type.architectures.includes(architecture)
    const price = prices.priceOf(type.name)
    return {
      value: type.name,
      label: type.name,
      description: price ? `${typeLine(type, t)} · ${priceLine(price, t)}` : typeLine(type, t),
      ...(type.freeTier && { labelTag: t('launch.type.free') }),
      ...(!fits && {
        disabled: true,
        disabledReason: t('launch.issue.typeArchitecture', {
          type: type.name,
          architecture: architecture ?? '',
        }),
      }),
    }
  })
}
