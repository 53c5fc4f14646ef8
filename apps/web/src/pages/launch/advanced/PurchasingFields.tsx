import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useT } from '../../../i18n/index.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'
import { ChoiceField } from './ChoiceField.tsx'

/** On-Demand or Spot, and what a Spot request may say. */
export function PurchasingFields({ form, set, errorOf }: AdvancedProps) {
  const t = useT()
  const { advanced } = form
  const { spot } = advanced
  const setSpot = (part: Partial<typeof spot>) => set({ spot: { ...spot, ...part } })
  const onlyPersistent =
    spot.requestType === 'one-time' ? t('launch.issue.spotInterruption') : undefined
  return (
    <>
      <ChoiceField
        id={fieldElementId('purchasing')}
        label={t('launch.purchasing.label')}
        value={advanced.purchasing}
        error={errorOf('purchasing')}
        options={[
          ['on-demand', t('launch.purchasing.onDemand')],
          ['spot', t('launch.purchasing.spot')],
        ]}
        onChange={(purchasing) => set({ purchasing })}
      />
      {advanced.purchasing === 'spot' ? (
        <>
          <FormField
            stretch
            label={t('launch.spot.maxPrice')}
            description={t('launch.spot.maxPriceText')}
            errorText={errorOf('spot.maxPrice')}
          >
            <Input
              controlId={fieldElementId('spot.maxPrice')}
              value={spot.maxPrice}
              inputMode="decimal"
              placeholder={t('launch.spot.onDemandPrice')}
              onChange={({ detail }) => setSpot({ maxPrice: detail.value })}
            />
          </FormField>
          <ChoiceField
            id="launch-spot-type"
            label={t('launch.spot.requestType')}
            value={spot.requestType}
            options={[
              ['one-time', t('launch.spot.oneTime')],
              ['persistent', t('launch.spot.persistent')],
            ]}
            onChange={(requestType) =>
              setSpot(
                requestType === 'one-time'
                  ? { requestType, interruption: 'terminate' }
                  : { requestType },
              )
            }
          />
          <ChoiceField
            id={fieldElementId('spot.interruption')}
            label={t('launch.spot.interruption')}
            value={spot.interruption}
            error={errorOf('spot.interruption')}
            options={[
              ['terminate', t('launch.spot.terminate')],
              ['stop', t('launch.spot.stop'), onlyPersistent],
              ['hibernate', t('launch.spot.hibernate'), onlyPersistent],
            ]}
            onChange={(interruption) => setSpot({ interruption })}
          />
          {spot.requestType === 'persistent' ? (
            <FormField
              stretch
              label={t('launch.spot.validUntil')}
              description={t('launch.spot.validUntilText')}
              errorText={errorOf('spot.validUntil')}
            >
              <Input
                controlId={fieldElementId('spot.validUntil')}
                value={spot.validUntil}
                placeholder="2027-01-31T12:00:00Z"
                onChange={({ detail }) => setSpot({ validUntil: detail.value })}
              />
            </FormField>
          ) : null}
        </>
      ) : null}
    </>
  )
}
