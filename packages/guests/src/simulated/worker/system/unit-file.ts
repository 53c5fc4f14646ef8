/** A service's unit file as systemd reads it: the last value of a setting counts, commands add up. */
export interface UnitFile {
  readonly description: string
  readonly type: 'simple' | 'exec' | 'notify' | 'forking' | 'oneshot' | 'idle'
  readonly start: readonly string[]
  readonly startPre: readonly string[]
  readonly startPost: readonly string[]
  readonly reload: readonly string[]
  readonly stop: readonly string[]
  readonly restart: string
  readonly restartMs: number
  readonly stopMs: number
  readonly killSignal: string
  readonly user: string | undefined
  readonly workingDirectory: string | undefined
  readonly environment: readonly string[]
  readonly environmentFiles: readonly string[]
  readonly remainAfterExit: boolean
  readonly startLimitBurst: number
  readonly startLimitMs: number
  readonly wantedBy: readonly string[]
  /** Services that are started with it. */
  readonly wants: readonly string[]
  /** Where the output goes when not to the journal: `file:…`, `append:…`, `null`. */
  readonly standardOutput: string
  readonly standardError: string
}

type Settings = Map<string, string[]>

/** Sections and settings; an empty value takes back what was set before. */
export function settingsOf(text: string): Settings {
  const settings: Settings = new Map()
  let section = ''
  for (const raw of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    const heading = /^\[(.+)\]$/.exec(line)
    if (heading) section = heading[1] ?? ''
    const at = line.indexOf('=')
    if (heading || at < 1) continue
    const key = `${section}.${line.slice(0, at).trim()}`
    const value = line.slice(at + 1).trim()
    settings.set(key, value === '' ? [] : [...(settings.get(key) ?? []), value])
  }
  return settings
}

const types = ['simple', 'exec', 'notify', 'forking', 'oneshot', 'idle'] as const

/** Reads a unit file with its drop-ins, in their order. */
export function parseUnit(texts: readonly string[]): UnitFile {
  const settings = settingsOf(texts.join('\n'))
  const all = (key: string): readonly string[] => settings.get(key) ?? []
  const last = (key: string): string | undefined => all(key).at(-1)
  const start = all('Service.ExecStart')
  const typed = last('Service.Type') ?? (start.length === 0 ? 'oneshot' : 'simple')
  const bus = typed === 'dbus' || typed === 'notify-reload' ? 'notify' : typed
  const yes = (key: string): boolean => /^(?:yes|true|1|on)$/i.test(last(key) ?? '')
  return {
    description: last('Unit.Description') ?? '',
    type: types.find((type) => type === bus) ?? 'simple',
    start,
    startPre: all('Service.ExecStartPre'),
    startPost: all('Service.ExecStartPost'),
    reload: all('Service.ExecReload'),
    stop: all('Service.ExecStop'),
    restart: last('Service.Restart') ?? 'no',
    restartMs: span(last('Service.RestartSec'), 100),
    stopMs: span(last('Service.TimeoutStopSec') ?? last('Service.TimeoutSec'), 90_000),
    killSignal: (last('Service.KillSignal') ?? 'SIGTERM').replace(/^SIG/, ''),
    user: last('Service.User'),
    workingDirectory: last('Service.WorkingDirectory'),
    environment: all('Service.Environment').flatMap(words),
    environmentFiles: all('Service.EnvironmentFile'),
    remainAfterExit: yes('Service.RemainAfterExit'),
    startLimitBurst: Number(last('Unit.StartLimitBurst') ?? last('Service.StartLimitBurst') ?? '5'),
    startLimitMs: span(
      last('Unit.StartLimitIntervalSec') ?? last('Service.StartLimitInterval'),
      10_000,
    ),
    wantedBy: all('Install.WantedBy').flatMap((value) => value.split(/\s+/)),
    wants: [...all('Unit.Wants'), ...all('Unit.Requires')]
      .flatMap((value) => value.split(/\s+/))
      .filter((name) => name.endsWith('.service'))
      .map((name) => name.slice(0, -'.service'.length)),
    standardOutput: last('Service.StandardOutput') ?? 'journal',
    standardError: last('Service.StandardError') ?? 'inherit',
  }
}

/** `5`, `5s`, `2min 3s`, `infinity`: in ms. */
export function span(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (text === 'infinity') return Infinity
  const units: Readonly<Record<string, number>> = {
    ms: 1,
    s: 1000,
    sec: 1000,
    min: 60_000,
    m: 60_000,
    h: 3_600_000,
    hr: 3_600_000,
    hour: 3_600_000,
    d: 86_400_000,
    day: 86_400_000,
    w: 604_800_000,
    week: 604_800_000,
    second: 1000,
    minute: 60_000,
    us: 0.001,
  }
  let total = 0
  for (const [, amount, unit = 's'] of text.matchAll(/([\d.]+)\s*([a-z]+)?/g))
    total += Number(amount) * (units[unit] ?? units[unit.replace(/s$/, '')] ?? 1000)
  return total
}

/** Splits a setting into words by systemd's quoting rules. */
export function words(text: string): string[] {
  const found = text.matchAll(/(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^\s"'\\]|\\.)+))+/g)
  return [...found].map(([whole]) =>
    whole
      .replaceAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_, double, single) =>
        String(double ?? single),
      )
      .replaceAll(/\\([\s"'\\])/g, '$1')
      .replaceAll(String.raw`\n`, '\n')
      .replaceAll(String.raw`\t`, '\t'),
  )
}

/** A command of a unit file: its words with variables put in, and whether its failure counts. */
export function commandOf(
  line: string,
  environment: ReadonlyMap<string, string>,
  unit: string,
): { readonly argv: string[]; readonly mayFail: boolean } {
  const prefix = /^[-@:+!]*/.exec(line)?.[0] ?? ''
  const argv: string[] = []
  for (const word of words(line.slice(prefix.length))) {
    const named = /^\$(\w+)$/.exec(word)
    // A variable that stands alone is split into words.
    if (named) argv.push(...(environment.get(named[1] ?? '') ?? '').split(/\s+/).filter(Boolean))
    else
      argv.push(
        word
          .replaceAll(/\$\{(\w+)\}/g, (_, name: string) => environment.get(name) ?? '')
          .replaceAll('$$', '$')
          .replaceAll(/%([nNpi%])/g, (_, letter: string) =>
            letter === '%' ? '%' : letter === 'n' ? `${unit}.service` : letter === 'i' ? '' : unit,
          ),
      )
  }
  return { argv, mayFail: prefix.includes('-') }
}
