import { expect, test } from 'vitest'
import { formatPrice } from './prices.ts'

test.each([
  [0.0104, true, 'US$0.0104'],
  [0.1, true, 'US$0.10'],
  [0.14408, true, 'US$0.14408'],
  [32.7726, true, 'US$32.7726'],
  [1234.5, true, 'US$1,234.50'],
  [0.013, false, '≈ US$0.013'],
  [0.118083, false, '≈ US$0.1181'],
])('%d (listed: %s) is written %s', (usdPerHour, exact, text) => {
  expect(formatPrice({ usdPerHour, exact })).toBe(text)
})
