import type { ChartUnit } from './metric.ts'

const formats = new Map<string, Intl.NumberFormat>()

function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.NumberFormat(locale, options)))
  return found
}

/** A value as its axis and its popover write it: `73.5%`, `1.2 MB`, `12 ms`, `1.5K`. */
export function formatValue(value: number, unit: ChartUnit, locale: string): string {
  switch (unit) {
    case 'percent':
      return `${format(locale, { maximumFractionDigits: 2 }).format(value)}%`
    case 'bytes':
      return format(locale, {
        notation: 'compact',
        style: 'unit',
        unit: 'byte',
        unitDisplay: 'narrow',
        maximumFractionDigits: 1,
      }).format(value)
    case 'seconds':
      return value !== 0 && Math.abs(value) < 1
        ? `${format(locale, { maximumSignificantDigits: 3 }).format(value * 1000)} ms`
        : `${format(locale, { maximumSignificantDigits: 3 }).format(value)} s`
    case 'price':
      return `US$${format('en-US', { maximumSignificantDigits: 3 }).format(value)}`
    case 'count':
    case 'rate':
      return format(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value)
  }
}
