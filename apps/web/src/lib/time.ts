/**
 * The time of the account on show. The embedded cloud's clock may run fast, stand still or be wound forward; what a page
 * says of "since" and "ago" must follow it.
 */
interface AccountTime {
  readonly nowMs: number
  readonly wallMs: number
  readonly speed: number
}

let known: AccountTime | undefined

/** Tells what time the account had, and how fast it runs; `undefined`: it keeps the wall's time. */
export function setAccountTime(nowMs: number | undefined, speed = 1): void {
  known = nowMs === undefined ? undefined : { nowMs, wallMs: Date.now(), speed }
}

export function accountNowMs(wallMs = Date.now()): number {
  if (!known) return wallMs
  return known.nowMs + (wallMs - known.wallMs) * known.speed
}

/** Seconds of the account for one of the wall; 0 when its clock stands still. */
export function accountSpeed(): number {
  return known?.speed ?? 1
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** `2d 3h`, `5m`, `12s`: the two largest units, or one below an hour. */
export function formatDuration(durationMs: number, locale: string): string {
  let seconds = Math.max(0, Math.floor(durationMs / 1000))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size)
    if (count === 0 && (parts.length === 0 ? unit !== 'second' : true)) {
      if (parts.length > 0) break
      continue
    }
    seconds -= count * size
    parts.push(unitFormat(locale, unit).format(count))
    if (parts.length === 2 || unit === 'minute') break
  }
  return parts.join(' ')
}

const unitFormats = new Map<string, Intl.NumberFormat>()

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`
  let format = unitFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' })
    unitFormats.set(key, format)
  }
  return format
}

interface TimeFormats {
  readonly moment: Intl.DateTimeFormat
  readonly zone: Intl.DateTimeFormat
}

const timeFormats = new Map<string, TimeFormats>()

/** A moment as people of the language write it, to the second, with the offset: `Nov 21, 2026, 14:05:09 GMT+9`, `2026. 11. 21. 14:05:09 GMT+9`. */
export function formatTime(iso: string | undefined, locale: string): string {
  if (iso === undefined) return ''
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  let formats = timeFormats.get(locale)
  if (!formats) {
    formats = makeTimeFormats(locale)
    timeFormats.set(locale, formats)
  }
  const zone = formats.zone.formatToParts(date).find(({ type }) => type === 'timeZoneName')
  return `${formats.moment.format(date)} ${zone?.value ?? ''}`
}

/** Apart, since Korean spells hours and minutes out, too long for a column, wherever a zone or the month's name stands beside them. */
function makeTimeFormats(locale: string): TimeFormats {
  const moment = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'ko' ? 'numeric' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  return { moment, zone: new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }) }
}

/** The first use of a language's units costs milliseconds: best spent while the page's code is on its way. */
export function prepareDurations(locale: string): void {
  formatDuration(0, locale)
}
