import Popover from '@cloudscape-design/components/popover'
import type { HourlyPrice } from '@brume/console-api'
import { useT } from '../../../i18n/index.ts'
import { priceLine } from '../model/facts-text.ts'

/** An hourly price; a derived one says how it came about. */
export function PriceText({ price }: { readonly price: HourlyPrice }) {
  const t = useT()
  const text = priceLine(price, t)
  if (price.exact) return text
  return (
    <Popover
      triggerType="text-inline"
      size="medium"
      header={t('launch.price.derivedHeader')}
      content={t('launch.price.derivedText')}
      dismissAriaLabel={t('common.close')}
    >
      {text}
    </Popover>
  )
}
