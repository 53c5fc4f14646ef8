/** Money is whole millionths of a US dollar; sums of them are exact up to nine thousand million dollars. */
export type Micros = number

export const microsPerUsd = 1_000_000

/** The nearest millionth. */
export function micros(usd: number): Micros {
  return Math.round(usd * microsPerUsd)
}

/** As AWS's cost APIs write amounts: `12.3456`. */
export function usdText(amount: Micros): string {
  const sign = amount < 0 ? '-' : ''
  const whole = Math.abs(amount)
  const cents = String(whole % microsPerUsd)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const dollars = Math.floor(whole / microsPerUsd)
  return `${sign}${dollars}${cents === '' ? '' : `.${cents}`}`
}
