/** One job of a crontab. */
export interface CronJob {
  readonly when: Schedule | 'reboot'
  readonly user: string
  readonly command: string
  readonly env: ReadonlyMap<string, string>
}

/** The minutes that a line names; `days`: of the month or, if both are restricted, of the week. */
export interface Schedule {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly daysOfMonth: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly daysOfWeek: ReadonlySet<number>
  /** A star in a field of days: only the other one counts. */
  readonly anyDayOfMonth: boolean
  readonly anyDayOfWeek: boolean
}

const nicknames: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

const fields = [
  { name: 'minute', from: 0, to: 59, names: '' },
  { name: 'hour', from: 0, to: 23, names: '' },
  { name: 'day-of-month', from: 1, to: 31, names: '' },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec',
  },
  { name: 'day-of-week', from: 0, to: 7, names: 'sun mon tue wed thu fri sat' },
] as const

/** What is wrong with a crontab: `bad minute` in line 3. */
export class CrontabError extends Error {
  override readonly name = 'CrontabError'
  readonly line: number

  constructor(line: number, text: string) {
    super(text)
    this.line = line
  }
}

/** The jobs of a crontab. `owner`: of a user's own; undefined where a field names the user (`/etc/crontab`). */
export function parseCrontab(text: string, owner: string | undefined): CronJob[] {
  const jobs: CronJob[] = []
  const env = new Map<string, string>()
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const setting = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line)
    if (setting) {
      env.set(setting[1] ?? '', (setting[2] ?? '').replace(/^(['"])(.*)\1$/, '$2'))
      continue
    }
    jobs.push(parseJob(line, index + 1, owner, new Map(env)))
  }
  return jobs
}

function parseJob(
  line: string,
  number: number,
  owner: string | undefined,
  env: ReadonlyMap<string, string>,
): CronJob {
  const words = line.split(/\s+/)
  const nickname = words[0]?.startsWith('@') ? words[0] : undefined
  const expanded = nickname === undefined ? undefined : nicknames[nickname]
  if (nickname !== undefined && expanded === undefined && nickname !== '@reboot')
    throw new CrontabError(number, 'bad time specifier')
  const skip = (nickname === undefined ? 5 : 1) + (owner === undefined ? 1 : 0)
  const rest = new RegExp(`^(?:\\S+\\s+){${skip}}(.*)$`).exec(line)?.[1]
  const when =
    nickname === '@reboot' ? 'reboot' : parseSchedule(expanded?.split(' ') ?? words, number)
  if (rest === undefined || rest === '') throw new CrontabError(number, 'bad command')
  const user = owner ?? words[skip - 1] ?? ''
  return { when, user, command: rest, env }
}

function parseSchedule(words: readonly string[], line: number): Schedule {
  const sets = fields.map((field, index) => {
    const values = parseField(words[index] ?? '', field)
    if (!values) throw new CrontabError(line, `bad ${field.name}`)
    return values
  })
  const [minutes = [], hours = [], daysOfMonth = [], months = [], daysOfWeek = []] = sets
  return {
    minutes,
    hours,
    daysOfMonth: new Set(daysOfMonth),
    months: new Set(months),
    daysOfWeek: new Set(daysOfWeek.map((day) => day % 7)),
    anyDayOfMonth: words[2]?.startsWith('*') === true,
    anyDayOfWeek: words[4]?.startsWith('*') === true,
  }
}

function parseField(
  text: string,
  field: { readonly from: number; readonly to: number; readonly names: string },
): number[] | undefined {
  const names = field.names === '' ? [] : field.names.split(' ')
  const number = (word: string): number | undefined => {
    const at = names.indexOf(word.toLowerCase())
    if (at >= 0) return at + field.from
    return /^\d+$/.test(word) ? Number(word) : undefined
  }
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part)
    if (!match) return undefined
    const step = match[3] === undefined ? 1 : Number(match[3])
    const from = match[1] === '*' ? field.from : number(match[1] ?? '')
    const to =
      match[2] !== undefined
        ? number(match[2])
        : match[1] === '*' || match[3] !== undefined
          ? field.to
          : from
    if (from === undefined || to === undefined || step < 1) return undefined
    if (from < field.from || to > field.to || from > to) return undefined
    for (let value = from; value <= to; value += step) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** A date that comes once in so many days (29 February) is found; one that never comes is not. */
const searchedDays = 366 * 8

/** The first time after `afterMs` that a schedule names, in a zone so many minutes east of UTC. */
export function nextTime(schedule: Schedule, afterMs: number, east: number): number | undefined {
  const local = afterMs + east * minuteMs
  const firstDay = Math.floor(local / dayMs)
  for (let day = firstDay; day < firstDay + searchedDays; day++) {
    if (!namesDay(schedule, new Date(day * dayMs))) continue
    for (const hour of schedule.hours)
      for (const minute of schedule.minutes) {
        const at = day * dayMs + (hour * 60 + minute) * minuteMs
        if (at > local) return at - east * minuteMs
      }
  }
  return undefined
}

function namesDay(schedule: Schedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false
  const byMonth = schedule.daysOfMonth.has(date.getUTCDate())
  const byWeek = schedule.daysOfWeek.has(date.getUTCDay())
  return schedule.anyDayOfMonth || schedule.anyDayOfWeek ? byMonth && byWeek : byMonth || byWeek
}
