import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { formatPrice } from '../../lib/prices.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, type Host } from './host.ts'

/** Reserves a host for years: the offerings of its family, with what each costs. */
export function ReserveHost(props: { readonly host: Host; readonly onClose: () => void }) {
  const { host, onClose } = props
  const t = useT()
  const { data } = useOperation('ec2', 'DescribeHostReservationOfferings', {
    Filter: [{ Name: 'instance-family', Values: [host.HostProperties?.InstanceFamily ?? ''] }],
  })
  const usd = (text: string | undefined) => formatPrice({ usdPerHour: Number(text), exact: false })
  const options = (data?.OfferingSet ?? []).map((each) => ({
    value: each.OfferingId ?? '',
    label: `${t((each.Duration ?? 0) > 31_536_000 ? 'reserved.threeYears' : 'reserved.oneYear')} · ${each.PaymentOption ?? ''}`,
    description: t('reserved.offerPrice', {
      upfront: usd(each.UpfrontPrice),
      hourly: usd(each.HourlyPrice),
    }),
  }))
  return (
    <FieldsDialog
      title={t('dedicatedHosts.reserveTitle', { id: idOf(host) })}
      submitText={t('dedicatedHosts.reserve')}
      savedText={t('dedicatedHosts.reservedDone')}
      note={t('reserved.binding')}
      tagType="host-reservation"
      fields={[{ id: 'offering', label: t('reserved.offering'), kind: 'choice', options }]}
      run={(call, values, tags) =>
        call('ec2', 'PurchaseHostReservation', {
          HostIdSet: [idOf(host)],
          OfferingId: values['offering'],
          ...tags,
        })
      }
      onClose={onClose}
    />
  )
}
