import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useState } from 'react'
import { useOperation } from '../../api/index.ts'
import { ConfirmDialog, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { asTypeName } from '../../lib/instance-type-name.ts'
import { formatPrice } from '../../lib/prices.ts'
import { formatTime } from '../../lib/time.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, type Reserved } from './reserved.ts'

/** Exchanges convertible Reserved Instances: another type, what it would come to, and what is due. */
export function ExchangeReserved(props: {
  readonly reserved: Reserved
  readonly onClose: () => void
}) {
  const { reserved, onClose } = props
  const { t, name } = useLocale()
  const [type, setType] = useState(reserved.InstanceType ?? '')
  const [offering, setOffering] = useState<string>()
  const wanted = useDebounced(type.trim(), 400)
  const years = Math.round((reserved.Duration ?? 0) / 31_536_000) > 1 ? 3 : 1
  const found = useOperation('ec2', 'DescribeReservedInstancesOfferings', {
    InstanceType: asTypeName(wanted),
    OfferingClass: 'convertible',
    MinDuration: years * 31_536_000,
    MaxDuration: years * 31_536_000,
    Filters: [{ Name: 'scope', Values: ['Region'] }],
  })
  const offers = found.data?.ReservedInstancesOfferings ?? []
  const chosen = offers.some(({ ReservedInstancesOfferingId: id }) => id === offering)
    ? offering
    : undefined
  const input =
    chosen === undefined
      ? undefined
      : {
          ReservedInstanceIds: [idOf(reserved)],
          TargetConfigurations: [{ OfferingId: chosen }],
        }
  const quote = useOperation('ec2', 'GetReservedInstancesExchangeQuote', input).data
  const target = quote?.TargetConfigurationValueSet?.[0]?.TargetConfiguration
  const save = useSave(onClose, t('reserved.exchanged'))
  const usd = (text: string | undefined) => formatPrice({ usdPerHour: Number(text), exact: false })
  return (
    <ConfirmDialog
      title={t('reserved.exchangeTitle')}
      submitText={t('reserved.exchange')}
      disabled={quote?.IsValidExchange !== true}
      {...save.dialog((call) =>
        input === undefined
          ? Promise.reject(new Error('No offering is chosen'))
          : call('ec2', 'AcceptReservedInstancesExchangeQuote', input),
      )}
      onClose={onClose}
    >
      <FormField label={t('templates.type')}>
        <Input value={type} onChange={({ detail }) => setType(detail.value)} />
      </FormField>
      <FormField label={t('reserved.offering')}>
        <RadioGroup
          value={chosen ?? null}
          items={offers.map((each) => ({
            value: each.ReservedInstancesOfferingId ?? '',
            label: `${each.ProductDescription ?? ''} · ${each.OfferingType ?? ''}`,
            description: t('reserved.offerPrice', {
              upfront: usd(String(each.FixedPrice ?? 0)),
              hourly: usd(String(each.RecurringCharges?.[0]?.Amount ?? 0)),
            }),
          }))}
          onChange={({ detail }) => setOffering(detail.value)}
        />
      </FormField>
      {quote?.ValidationFailureReason === undefined ? null : (
        <Alert type="error">{quote.ValidationFailureReason}</Alert>
      )}
      {quote?.IsValidExchange ? (
        <KeyValue
          items={[
            [t('reserved.becomes'), `${target?.InstanceCount ?? 0} × ${wanted}`],
            [t('reserved.due'), usd(quote.PaymentDue)],
            [t('reserved.end'), formatTime(quote.OutputReservedInstancesWillExpireAt, name)],
          ]}
        />
      ) : null}
    </ConfirmDialog>
  )
}
