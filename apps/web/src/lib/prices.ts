import type { HourlyPrice } from '@brume/console-api'

/** `US$0.0104`, `≈ US$1.2345`: all digits of a listed price, no false ones of a derived one. */
export function formatPrice({ usdPerHour, exact }: HourlyPrice): string {
  const digits = usdPerHour.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: exact ? 6 : 4,
  })
  return `${exact ? '' : '≈ '}US$${digits}`
}
