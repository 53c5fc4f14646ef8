import type { Runtime, RunningUnit } from '../../protocol.ts'
import { unitDescription } from '../base/unit-files.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'
import { Service } from './service.ts'
import { parseUnit, type UnitFile } from './unit-file.ts'

export interface Unit {
  readonly name: string
  readonly path: string
  readonly enabled: boolean
  readonly masked: boolean
}

const wants = '/etc/systemd/system/multi-user.target.wants'
const directories = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system']

const aliases: Readonly<Record<string, string>> = {
  sshd: 'ssh',
  ssh: 'sshd',
  apache2: 'httpd',
  cron: 'crond',
  chrony: 'chronyd',
}

/** Services: what is enabled stands on the disk, what runs is kept beside it and taken up again in the next wake. */
export class Units {
  readonly #machine: Machine
  readonly #services = new Map<string, Service>()
  readonly #kept: readonly RunningUnit[]
  #derive: boolean

  constructor(machine: Machine, runtime: Runtime | undefined) {
    this.#machine = machine
    this.#derive = runtime === undefined
    this.#kept = runtime?.units ?? []
  }

  /** After a boot everything enabled runs, after a nap what ran. Call when the disks are loaded. */
  async begin(): Promise<void> {
    if (!this.#derive) {
      for (const kept of this.#kept) await this.service(kept.name).resume(kept)
      await this.#machine.background.resume()
      return this.#machine.timers.begin()
    }
    this.#derive = false
    await this.#machine.kernel.boot()
    const { vfs, bootedAt, facts } = this.#machine
    const names = vfs.peek(wants, rootCredentials)?.children?.keys() ?? []
    let pid = 1600
    for (const file of [...names].sort()) {
      const name = file.replace(/\.service$/, '')
      pid += 7 + (name.length % 11)
      const unit = this.find(name)
      if (!unit || unit.masked || unit.name !== name) continue
      for (const wanted of await this.#wantedWith(unit)) await this.service(wanted.name).start()
      if (!this.running(name))
        await this.service(name).boot({ pid, sinceMs: bootedAt + facts.bootMs * 0.8 })
    }
    await this.#machine.timers.begin()
  }

  find(typed: string): Unit | undefined {
    const name = typed.replace(/\.service$/, '')
    const { vfs } = this.#machine
    for (const candidate of [name, aliases[name]]) {
      if (candidate === undefined) continue
      for (const directory of directories) {
        const path = `${directory}/${candidate}.service`
        const itself = vfs.peek(path, rootCredentials, false)
        if (!itself) continue
        return {
          name: candidate,
          path,
          enabled: vfs.peek(`${wants}/${candidate}.service`, rootCredentials, false) !== undefined,
          masked: itself.kind === 'link' && itself.target === '/dev/null',
        }
      }
    }
    return undefined
  }

  /** The unit's file with its drop-ins. */
  async file(unit: Unit): Promise<UnitFile> {
    const { vfs } = this.#machine
    const texts = [await vfs.readText(unit.path, rootCredentials).catch(() => '')]
    for (const directory of directories.toReversed()) {
      const below = `${directory}/${unit.name}.service.d`
      if (vfs.peek(below, rootCredentials)?.kind !== 'directory') continue
      for (const [name] of vfs.list(below, rootCredentials))
        if (name.endsWith('.conf'))
          texts.push(await vfs.readText(`${below}/${name}`, rootCredentials))
    }
    const file = parseUnit(texts)
    return { ...file, description: file.description || unitDescription(unit.name) }
  }

  service(name: string): Service {
    let service = this.#services.get(name)
    if (!service) {
      service = new Service(this.#machine, name, {
        find: () => this.find(name),
        file: (unit) => this.file(unit),
        changed: () => this.changed(),
      })
      this.#services.set(name, service)
    }
    return service
  }

  /** What is known of a unit that runs, ran or failed since the boot. */
  state(name: string): RunningUnit | undefined {
    return this.#services.get(name)?.record
  }

  running(name: string): RunningUnit | undefined {
    const record = this.state(name)
    return record?.state === 'active' ? record : undefined
  }

  get all(): readonly RunningUnit[] {
    return this.states.filter((record) => record.state === 'active')
  }

  get states(): readonly RunningUnit[] {
    return [...this.#services.values()].flatMap((service) => service.record ?? [])
  }

  /** Whether a service waits for something that parking would forget. */
  get busy(): boolean {
    return [...this.#services.values()].some((service) => service.busy)
  }

  /** Answers whether it runs now. What it wants is started before it. */
  async start(unit: Unit): Promise<boolean> {
    for (const wanted of await this.#wantedWith(unit)) await this.service(wanted.name).start()
    return this.service(unit.name).start()
  }

  /** The services that come up with a unit, their own before them; a circle ends where it began. */
  async #wantedWith(unit: Unit, seen = new Set([unit.name])): Promise<readonly Unit[]> {
    const found: Unit[] = []
    for (const name of (await this.file(unit)).wants) {
      const wanted = this.find(name)
      if (!wanted || wanted.masked || seen.has(wanted.name)) continue
      seen.add(wanted.name)
      found.push(...(await this.#wantedWith(wanted, seen)), wanted)
    }
    return found
  }

  stop(unit: Unit): Promise<void> {
    return this.service(unit.name).stop()
  }

  async enable(unit: Unit): Promise<string | undefined> {
    const { vfs } = this.#machine
    const { wantedBy } = await this.file(unit)
    let said = ''
    for (const target of wantedBy) {
      const directory = `/etc/systemd/system/${target}.wants`
      const link = `${directory}/${unit.name}.service`
      if (vfs.peek(link, rootCredentials, false)) continue
      vfs.makeDirectories(directory, rootCredentials)
      vfs.symlink(unit.path, link, rootCredentials)
      said += `Created symlink ${link} → ${unit.path}.\n`
    }
    if (wantedBy.length > 0) return said
    return `The unit files have no installation config (WantedBy=, RequiredBy=, Also=,\nAlias= settings in the [Install] section, and DefaultInstance= for template\nunits). This means they are not meant to be enabled or disabled using systemctl.\n`
  }

  disable(unit: Unit): string | undefined {
    const link = `${wants}/${unit.name}.service`
    if (!this.#machine.vfs.peek(link, rootCredentials, false)) return undefined
    this.#machine.vfs.remove(link, rootCredentials, 'file')
    return `Removed "${link}".\n`
  }

  mask(unit: Unit): string {
    const { vfs } = this.#machine
    const link = `/etc/systemd/system/${unit.name}.service`
    if (unit.masked) return ''
    if (vfs.peek(link, rootCredentials, false))
      return `Failed to mask unit: File ${link} already exists.\n`
    vfs.symlink('/dev/null', link, rootCredentials)
    return `Created symlink ${link} → /dev/null.\n`
  }

  unmask(unit: Unit): string {
    if (!unit.masked) return ''
    this.#machine.vfs.remove(unit.path, rootCredentials, 'file')
    return `Removed "${unit.path}".\n`
  }

  /** Tells the main thread what runs. */
  changed(): void {
    // What runs is not known before the boot's units are.
    if (this.#derive) return
    const machine = this.#machine
    machine.outside.post({
      type: 'runtime',
      runtime: {
        bootedAt: machine.bootedAt,
        units: [...this.#services.values()].flatMap((service) => service.snapshot ?? []),
        agent:
          this.running(machine.facts.agentUnit) !== undefined ||
          this.running('amazon-ssm-agent') !== undefined,
        nextPid: machine.processes.nextPid,
        hostname: machine.hostname,
        ports: machine.network.ports,
        wakeAtMs: machine.nextWakeMs,
        timers: machine.timers.records,
        background: machine.background.records,
        mounts: machine.mounts.records,
        swaps: machine.mounts.swaps,
        kernel: machine.kernel.changed,
      },
    })
  }
}
