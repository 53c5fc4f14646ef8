/** When an `OnCalendar=` comes due, in the guest's time. */
export interface CalendarTime {
  readonly weekdays: ReadonlySet<number>
  readonly matchesYear: (year: number) => boolean
  readonly months: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly hours: readonly number[]
  readonly minutes: readonly number[]
  readonly seconds: readonly number[]
  readonly isUtc: boolean
}

const words: Readonly<Record<string, string>> = {
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
  yearly: '*-01-01 00:00:00',
  annually: '*-01-01 00:00:00',
}

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const everyDay: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6])

/** `Mon..Fri *-*-* 09:00`, `*:0/15`, `daily`; undefined for what is none. man 7 systemd.time */
export function parseCalendar(typed: string): CalendarTime | undefined {
  const text = (words[typed.trim().toLowerCase()] ?? typed).trim()
  const parts = text.split(/\s+/)
  const isUtc = parts.at(-1)?.toUpperCase() === 'UTC'
  if (isUtc) parts.pop()
  const weekdays = /^[a-z]/i.test(parts[0] ?? '') ? readWeekdays(parts.shift() ?? '') : everyDay
  const time = parts.find((part) => part.includes(':')) ?? '00:00:00'
  const date = parts.find((part) => !part.includes(':')) ?? '*-*-*'
  if (!weekdays || parts.length > 2) return undefined
  const clock = time.split(':')
  if (clock.length === 2) clock.push('00')
  const fields = date.split('-')
  if (fields.length === 2) fields.unshift('*')
  const [year = '', month = '', day = ''] = fields
  const [hour = '', minute = '', second = ''] = clock
  const months = readField(month, 1, 12)
  const days = readField(day, 1, 31)
  const hours = readField(hour, 0, 23)
  const minutes = readField(minute, 0, 59)
  const seconds = readField(second, 0, 59)
  const years = year === '*' ? undefined : readField(year, 1970, 2199)
  if (fields.length !== 3 || clock.length !== 3 || (year !== '*' && !years)) return undefined
  if (!months || !days || !hours || !minutes || !seconds) return undefined
  return {
    weekdays,
    matchesYear: (value) => years?.includes(value) ?? true,
    months: new Set(months),
    days: new Set(days),
    hours,
    minutes,
    seconds,
    isUtc,
  }
}

function readWeekdays(text: string): ReadonlySet<number> | undefined {
  const found = new Set<number>()
  for (const part of text.split(',').filter(Boolean)) {
    const [from = -1, to = from] = part
      .split('..')
      .map((name) => weekdayNames.indexOf(name.slice(0, 3).toLowerCase()))
    if (from < 0 || to < 0) return undefined
    for (let day = from; ; day = (day + 1) % 7) {
      found.add(day)
      if (day === to) break
    }
  }
  return found
}

/** `*`, `5`, `1..5`, `0/15`, and several of them with commas between. */
function readField(text: string, least: number, most: number): readonly number[] | undefined {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(?:(\*)|(\d+)(?:\.\.(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (!match) return undefined
    const [, any, first, last, step] = match
    const from = any ? least : Number(first)
    const to = last !== undefined ? Number(last) : any || step !== undefined ? most : from
    if (from < least || to > most || Number(step ?? 1) < 1) return undefined
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

const dayMs = 86_400_000
const searchedDays = 366 * 8

/** The first time after `afterMs` that it names, in a zone so many minutes east of UTC. */
export function nextElapse(time: CalendarTime, afterMs: number, east: number): number | undefined {
  const shift = time.isUtc ? 0 : east * 60_000
  const local = afterMs + shift
  const firstDay = Math.floor(local / dayMs)
  for (let day = firstDay; day < firstDay + searchedDays; day++) {
    const date = new Date(day * dayMs)
    const named =
      time.matchesYear(date.getUTCFullYear()) &&
      time.months.has(date.getUTCMonth() + 1) &&
      time.days.has(date.getUTCDate()) &&
      time.weekdays.has(date.getUTCDay())
    if (!named) continue
    for (const hour of time.hours)
      for (const minute of time.minutes) {
        const minuteMs = day * dayMs + (hour * 60 + minute) * 60_000
        if (minuteMs + 59_999 <= local) continue
        const second = time.seconds.find((value) => minuteMs + value * 1000 > local)
        if (second !== undefined) return minuteMs + second * 1000 - shift
      }
  }
  return undefined
}
