import type { HourlyPrice, NoPricesReason } from '@brume/console-api'
import { useMemo } from 'react'
import { usePrices } from '../../api/index.ts'
import { chargedSoftware } from './model/charged-software.ts'
import type { ImageChoice } from './model/form.ts'

/** What a type costs with the chosen image. */
export interface TypePrices {
  /** Undefined where no price is established. */
  readonly priceOf: (type: string) => HourlyPrice | undefined
  /** Some price is not from AWS's own list, hence written with ≈. */
  readonly anyDerived: boolean
  /** Why there are no prices at all. */
  readonly none: NoPricesReason | undefined
  /** Software of the image that costs extra, for which no price is known. */
  readonly software: string | undefined
}

export function useTypePrices(image: ImageChoice | null): TypePrices {
  const prices = usePrices()
  const platform = image?.platform ?? 'linux'
  const software = image ? chargedSoftware(image) : undefined
  return useMemo(
    () => ({
      priceOf: (type) => prices?.onDemand[type]?.[platform],
      anyDerived: Object.values(prices?.onDemand ?? {}).some(
        (price) => price[platform]?.exact === false,
      ),
      none: prices?.reason,
      software,
    }),
    [prices, platform, software],
  )
}
