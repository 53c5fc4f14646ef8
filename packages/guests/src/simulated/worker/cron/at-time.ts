const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const dayNames = 'sun mon tue wed thu fri sat'.split(' ')
const unitMinutes: Readonly<Record<string, number>> = {
  minute: 1,
  min: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
}

/** When `at` means, in words: `now + 5 minutes`, `10:30 tomorrow`, `noon`, `16:00 2026-01-05`; undefined for what it does not know. */
export function parseAtTime(text: string, nowMs: number, east: number): number | undefined {
  const local = new Date(nowMs + east * 60_000)
  // Seconds do not count.
  local.setUTCSeconds(0, 0)
  let words = text
    .toLowerCase()
    .replaceAll(/\+\s*(\d+)\s*/g, ' + $1 ')
    .split(/\s+/)
    .filter(Boolean)
  let offset = 0
  const plus = words.indexOf('+')
  const next = words.indexOf('next')
  if (plus >= 0 || next >= 0) {
    const at = plus >= 0 ? plus : next
    const count = plus >= 0 ? Number(words[at + 1]) : 1
    const unit = (words[at + (plus >= 0 ? 2 : 1)] ?? '').replace(/s$/, '')
    const minutes =
      unitMinutes[unit] ?? (unit === 'month' ? 43_200 : unit === 'year' ? 525_600 : NaN)
    offset = count * minutes
    words = words.slice(0, at)
  }
  if (Number.isNaN(offset)) return undefined
  let hasTime = false
  let hasDate = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const suffix = words[at + 1]
    const half = suffix === 'am' || suffix === 'pm' ? suffix : undefined
    const clock = readClock(half ? word + half : word)
    if (word === 'now' || word === 'today' || word === 'utc') hasDate ||= word === 'today'
    else if (word === 'tomorrow') {
      local.setUTCDate(local.getUTCDate() + 1)
      hasDate = true
    } else if (clock) {
      local.setUTCHours(clock[0], clock[1])
      hasTime = true
      if (half) at++
    } else if (dayNames.includes(word.slice(0, 3)) && /^[a-z]+$/.test(word)) {
      const day = dayNames.indexOf(word.slice(0, 3))
      local.setUTCDate(local.getUTCDate() + ((day - local.getUTCDay() + 7) % 7))
      hasDate = true
    } else {
      const date = readDate(words.slice(at), local.getUTCFullYear())
      if (!date) return undefined
      local.setUTCFullYear(date.year, date.month - 1, date.day)
      at += date.words - 1
      hasDate = true
    }
  }
  let ms = local.getTime() - east * 60_000
  // A time of the day that is over means tomorrow's.
  if (hasTime && !hasDate && ms <= nowMs - 60_000) ms += 86_400_000
  return ms + offset * 60_000
}

function readClock(word: string): readonly [hour: number, minute: number] | undefined {
  const named: Readonly<Record<string, readonly [number, number]>> = {
    midnight: [0, 0],
    noon: [12, 0],
    teatime: [16, 0],
  }
  if (Object.hasOwn(named, word)) return named[word]
  const [, first, minutes = '00', half] = /^(\d{1,2})(?::?(\d{2}))?(am|pm)?$/.exec(word) ?? []
  if (first === undefined || (!half && !/:|^\d{4}$/.test(word))) return undefined
  const typed = Number(first)
  const hour = half ? (typed % 12) + (half === 'pm' ? 12 : 0) : typed
  if (hour > 23 || Number(minutes) > 59 || (half && (typed < 1 || typed > 12))) return undefined
  return [hour, Number(minutes)]
}

/** `2026-01-05`, `01/05/26`, `5.1.2026`, `jan 5`, `jan 5 2026`. */
function readDate(
  words: readonly string[],
  thisYear: number,
): { year: number; month: number; day: number; words: number } | undefined {
  const [word = '', second = '', third = ''] = words
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), words: 1 }
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(word)
  if (american)
    return {
      year: whole(american[3]),
      month: Number(american[1]),
      day: Number(american[2]),
      words: 1,
    }
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{2,4})$/.exec(word)
  if (german)
    return { year: whole(german[3]), month: Number(german[2]), day: Number(german[1]), words: 1 }
  const month = monthNames.indexOf(word.slice(0, 3)) + 1
  const day = Number(second.replace(',', ''))
  if (month === 0 || !/^\d{1,2},?$/.test(second)) return undefined
  const hasYear = /^\d{4}$/.test(third)
  return { year: hasYear ? Number(third) : thisYear, month, day, words: hasYear ? 3 : 2 }
}

function whole(year = ''): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

/** `-t [[CC]YY]MMDDhhmm`. */
export function parseTouchTime(text: string, nowMs: number, east: number): number | undefined {
  const match = /^((?:\d{2})?\d{2})?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d{2})?$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute] = match
  const thisYear = new Date(nowMs + east * 60_000).getUTCFullYear()
  return (
    Date.UTC(
      year === undefined ? thisYear : whole(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
    ) -
    east * 60_000
  )
}
