/** `2026-11-21T10:00:00.000+0000`, as CloudWatch writes times into JSON. */
export function isoOffset(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+0000')
}

/** `21/11/26 10:00:00`, as state reasons name a datapoint. */
export function reasonTime(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`
}

/** A number as Java's Double prints it, as reasons and JSON of CloudWatch do: `75.0`, `1.0E7`. */
export function doubleText(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e')
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`
  }
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}
