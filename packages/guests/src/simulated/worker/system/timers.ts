import type { TimerRecord } from '../../protocol.ts'
import { timeZone } from '../commands/time-zone.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { nextElapse, parseCalendar } from './calendar.ts'
import type { Machine } from './machine.ts'
import { settingsOf, span } from './unit-file.ts'

/** A `.timer` unit on the disk. */
export interface TimerUnit {
  readonly name: string
  readonly path: string
  readonly enabled: boolean
  readonly description: string
  /** The service that it starts. */
  readonly activates: string
  readonly calendars: readonly string[]
  /** ms after the boot, after the timer's own start, and after its service was last started. */
  readonly onBoot: readonly number[]
  readonly onActive: readonly number[]
  readonly onUnitActive: readonly number[]
}

const wants = '/etc/systemd/system/timers.target.wants'
const directories = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system']

/** Timers: what is enabled stands on the disk; when they last elapsed is kept beside the services' states. */
export class Timers {
  readonly #machine: Machine
  readonly #records = new Map<string, TimerRecord>()
  readonly #kept: readonly TimerRecord[] | undefined
  #waits: AbortController | undefined
  #nextMs: number | undefined
  #elapsing = 0

  constructor(machine: Machine, kept: readonly TimerRecord[] | undefined) {
    this.#machine = machine
    this.#kept = kept
  }

  /** Whether one is due or being dealt with: parking would only be undone at once. */
  get busy(): boolean {
    const isDue = this.#nextMs !== undefined && this.#nextMs <= this.#machine.outside.now()
    return this.#elapsing > 0 || isDue
  }

  get records(): readonly TimerRecord[] {
    return [...this.#records.values()]
  }

  /** After a boot those that are enabled, after a nap those that were active. */
  async begin(): Promise<void> {
    const { vfs, bootedAt, facts } = this.#machine
    if (this.#kept) for (const record of this.#kept) this.#records.set(record.name, record)
    else
      for (const name of vfs.peek(wants, rootCredentials)?.children?.keys() ?? []) {
        const unit = await this.find(name)
        if (unit) this.#note({ name: unit.name, sinceMs: bootedAt + facts.bootMs * 0.8 })
      }
    await this.#arm()
  }

  async find(typed: string): Promise<TimerUnit | undefined> {
    const name = typed.replace(/\.timer$/, '')
    const { vfs } = this.#machine
    for (const directory of directories) {
      const path = `${directory}/${name}.timer`
      if (!vfs.peek(path, rootCredentials)) continue
      const text = await vfs.readText(path, rootCredentials)
      const settings = settingsOf(text)
      const all = (key: string): readonly string[] => settings.get(`Timer.${key}`) ?? []
      const spans = (...keys: readonly string[]): readonly number[] =>
        keys.flatMap(all).map((value) => span(value, 0))
      return {
        name,
        path,
        enabled: vfs.peek(`${wants}/${name}.timer`, rootCredentials, false) !== undefined,
        description: settings.get('Unit.Description')?.at(-1) ?? `${name}.timer`,
        activates: (all('Unit').at(-1) ?? name).replace(/\.service$/, ''),
        calendars: all('OnCalendar'),
        onBoot: spans('OnBootSec', 'OnStartupSec'),
        onActive: spans('OnActiveSec'),
        onUnitActive: spans('OnUnitActiveSec', 'OnUnitInactiveSec'),
      }
    }
    return undefined
  }

  /** The names of all timers on the disk. */
  get names(): readonly string[] {
    const { vfs } = this.#machine
    const names = directories.flatMap((directory) => [
      ...(vfs.peek(directory, rootCredentials)?.children?.keys() ?? []),
    ])
    return [...new Set(names.filter((name) => name.endsWith('.timer')))]
      .map((name) => name.slice(0, -'.timer'.length))
      .sort()
  }

  active(name: string): TimerRecord | undefined {
    return this.#records.get(name)
  }

  async start(unit: TimerUnit): Promise<void> {
    if (this.#records.has(unit.name)) return
    const sinceMs = await this.#machine.outside.freshNow()
    this.#note({ name: unit.name, sinceMs })
    await this.#machine.log('systemd', `Started ${unit.name}.timer - ${unit.description}.`, 1)
    await this.#changed()
  }

  async stop(unit: TimerUnit): Promise<void> {
    if (!this.#records.delete(unit.name)) return
    await this.#machine.log('systemd', `${unit.name}.timer: Deactivated successfully.`, 1)
    await this.#machine.log('systemd', `Stopped ${unit.name}.timer - ${unit.description}.`, 1)
    await this.#changed()
  }

  enable(unit: TimerUnit): string {
    const { vfs } = this.#machine
    if (unit.enabled) return ''
    const link = `${wants}/${unit.name}.timer`
    vfs.makeDirectories(wants, rootCredentials)
    vfs.symlink(unit.path, link, rootCredentials)
    return `Created symlink ${link} → ${unit.path}.\n`
  }

  disable(unit: TimerUnit): string {
    if (!unit.enabled) return ''
    const link = `${wants}/${unit.name}.timer`
    this.#machine.vfs.remove(link, rootCredentials, 'file')
    return `Removed "${link}".\n`
  }

  /** When a timer that is active elapses next. */
  nextOf(unit: TimerUnit, record: TimerRecord): number | undefined {
    const { bootedAt, vfs } = this.#machine
    const [east] = timeZone(vfs, undefined)
    const { sinceMs, lastMs } = record
    const from = lastMs ?? sinceMs
    const times = [
      ...unit.calendars.map((text) => {
        const time = parseCalendar(text)
        return time && nextElapse(time, from, east)
      }),
      ...unit.onUnitActive.map((ms) => (lastMs === undefined ? undefined : lastMs + ms)),
      // One that has elapsed does not come again; one that is past when the timer starts elapses at once.
      ...[
        ...unit.onBoot.map((ms) => bootedAt + ms),
        ...unit.onActive.map((ms) => sinceMs + ms),
      ].map((at) => (lastMs !== undefined && lastMs >= at ? undefined : Math.max(at, sinceMs))),
    ]
    return times.reduce<number | undefined>(
      (first, at) => (at !== undefined && (first === undefined || at < first) ? at : first),
      undefined,
    )
  }

  #note(record: TimerRecord): void {
    this.#records.set(record.name, record)
  }

  async #changed(): Promise<void> {
    await this.#arm()
    this.#machine.units.changed()
  }

  /** Waits for the first that elapses; a parked guest is woken for it. */
  async #arm(): Promise<void> {
    this.#waits?.abort(new Error('changed'))
    const waits = new AbortController()
    this.#waits = waits
    const due: [TimerUnit, TimerRecord, number][] = []
    for (const record of this.records) {
      const unit = await this.find(record.name)
      const at = unit && this.nextOf(unit, record)
      if (unit && at !== undefined) due.push([unit, record, at])
    }
    if (waits.signal.aborted) return
    const [first] = due.toSorted((a, b) => a[2] - b[2])
    this.#nextMs = first?.[2]
    this.#machine.wakeAt('timers', this.#nextMs)
    if (first) this.#machine.detach(this.#elapse(...first, waits.signal).catch(() => {}))
  }

  async #elapse(
    unit: TimerUnit,
    record: TimerRecord,
    atMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { outside, units } = this.#machine
    await outside.sleepUntil(atMs, signal)
    if (signal.aborted) return
    this.#elapsing += 1
    try {
      this.#note({ ...record, lastMs: await outside.freshNow() })
      await this.#changed()
      const service = units.find(unit.activates)
      if (service) await units.start(service)
      else
        await this.#machine.log(
          'systemd',
          `${unit.name}.timer: Refusing to start, unit ${unit.activates}.service to trigger not loaded.`,
          1,
        )
    } finally {
      this.#elapsing -= 1
      this.#machine.onRest()
    }
  }
}
