import type { HourlyPrice } from '@brume/console-api'
import { formatPrice } from '../../../lib/prices.ts'
import type { Translate } from '../../../i18n/index.ts'
import type { TypeFacts } from './facts.ts'

/** `1 GiB`, `0.5 GiB`, `1,952 GiB`. */
export function memoryText(memoryMiB: number): string {
  const gib = memoryMiB / 1024
  return `${gib.toLocaleString('en-US', { maximumFractionDigits: 2 })} GiB`
}

/** The key facts of a type in one line. */
export function typeLine(type: TypeFacts, t: Translate): string {
  return t('launch.type.line', {
    family: type.family,
    vcpus: type.vcpus,
    memory: memoryText(type.memoryMiB),
    generation: t(type.currentGeneration ? 'launch.type.current' : 'launch.type.previous'),
    architectures: type.architectures.join(', '),
  })
}

/** `≈ US$0.013 per hour` */
export function priceLine(price: HourlyPrice, t: Translate): string {
  return t('launch.price.perHour', { price: formatPrice(price) })
}
