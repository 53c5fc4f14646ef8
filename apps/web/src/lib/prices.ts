import type { HourlyPrice } from '@brume/console-api'

/** Money as the cloud counts it, millionths of a dollar, as a person reads it: `US$12.34`, small amounts with their digits. */
export function formatMicros(micros: number, exact = true): string {
  const usd = micros / 1_000_000
  const small = usd !== 0 && Math.abs(usd) < 1
  const text = usd.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: small ? 4 : 2,
  })
  return `${exact ? '' : '≈ '}US$${text}`
}

/** `US$0.0104`, `≈ US$1.2345`: all digits of a listed price, no false ones of a derived one. */
export function formatPrice({ usdPerHour, exact }: HourlyPrice): string {
  const digits = usdPerHour.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: exact ? 6 : 4,
  })
  return `${exact ? '' : '≈ '}US$${digits}`
}
