import Box from '@cloudscape-design/components/box'
import { useT } from '../../../i18n/index.ts'
import type { TypePrices } from '../use-type-prices.ts'

const noneTexts = {
  'aws-connection': 'launch.price.noneAws',
  'unknown-region': 'launch.price.noneRegion',
} as const

/** What the prices leave out, or why there are none. */
export function PriceNote({ prices }: { readonly prices: TypePrices }) {
  const t = useT()
  const { none, software } = prices
  if (none === undefined && software === undefined) return null
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {none === undefined
        ? t('launch.price.software', { software: software ?? '' })
        : t(noneTexts[none])}
    </Box>
  )
}
