import type { Runtime, RunningUnit } from '../../protocol.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { unitDescription } from '../base/unit-files.ts'
import type { Machine } from './machine.ts'

export interface Unit {
  readonly name: string
  readonly description: string
  readonly path: string
  readonly enabled: boolean
}

const wants = '/etc/systemd/system/multi-user.target.wants'

/** Services: what is enabled stands on the disk, what runs is kept beside it. */
export class Units {
  readonly #machine: Machine
  readonly #running = new Map<string, RunningUnit>()
  #derive: boolean

  constructor(machine: Machine, runtime: Runtime | undefined) {
    this.#machine = machine
    this.#derive = runtime === undefined
    for (const unit of runtime?.units ?? []) this.#running.set(unit.name, unit)
  }

  /** After a boot: everything enabled runs. Call when the disks are loaded. */
  begin(): void {
    if (!this.#derive) return
    this.#derive = false
    const { vfs, bootedAt, facts } = this.#machine
    const names = vfs.peek(wants, rootCredentials)?.children?.keys() ?? []
    let pid = 1600
    for (const file of [...names].sort()) {
      const name = file.replace(/\.service$/, '')
      pid += 7 + (name.length % 11)
      if (this.find(name))
        this.#running.set(name, { name, pid, sinceMs: bootedAt + facts.bootMs * 0.8 })
    }
  }

  find(typed: string): Unit | undefined {
    const name = typed.replace(/\.service$/, '')
    const { vfs } = this.#machine
    const aliases: Readonly<Record<string, string>> = {
      sshd: 'ssh',
      ssh: 'sshd',
      apache2: 'httpd',
      cron: 'crond',
    }
    for (const candidate of [name, aliases[name]]) {
      if (candidate === undefined) continue
      for (const directory of [
        '/etc/systemd/system',
        '/usr/lib/systemd/system',
        '/run/systemd/system',
      ]) {
        const path = `${directory}/${candidate}.service`
        const inode = vfs.peek(path, rootCredentials)
        if (!inode) continue
        const bytes = inode.content?.pieces[0]?.bytes
        const text = bytes ? Buffer.from(bytes.subarray(0, inode.size)).toString() : ''
        return {
          name: candidate,
          description: /^Description=(.*)$/m.exec(text)?.[1] ?? unitDescription(candidate),
          path,
          enabled: vfs.peek(`${wants}/${candidate}.service`, rootCredentials, false) !== undefined,
        }
      }
    }
    return undefined
  }

  running(name: string): RunningUnit | undefined {
    const unit = this.#running.get(name)
    return unit?.failed ? undefined : unit
  }

  state(name: string): RunningUnit | undefined {
    return this.#running.get(name)
  }

  get all(): readonly RunningUnit[] {
    return [...this.#running.values()].filter((unit) => !unit.failed)
  }

  async start(unit: Unit): Promise<void> {
    if (this.running(unit.name)) return
    const sinceMs = await this.#machine.outside.freshNow()
    const running: RunningUnit = {
      name: unit.name,
      pid: this.#machine.processes.takePid(),
      sinceMs,
    }
    this.#running.set(unit.name, running)
    await this.#machine.log('systemd', `Starting ${unit.name}.service - ${unit.description}...`, 1)
    await this.#machine.log('systemd', `Started ${unit.name}.service - ${unit.description}.`, 1)
    this.changed()
  }

  async stop(unit: Unit): Promise<void> {
    if (!this.#running.delete(unit.name)) return
    await this.#machine.log('systemd', `Stopping ${unit.name}.service - ${unit.description}...`, 1)
    await this.#machine.log('systemd', `Stopped ${unit.name}.service - ${unit.description}.`, 1)
    this.changed()
  }

  enable(unit: Unit): string | undefined {
    const link = `${wants}/${unit.name}.service`
    if (this.#machine.vfs.peek(link, rootCredentials, false)) return undefined
    this.#machine.vfs.makeDirectories(wants, rootCredentials)
    this.#machine.vfs.symlink(unit.path, link, rootCredentials)
    return `Created symlink ${link} → ${unit.path}.\n`
  }

  disable(unit: Unit): string | undefined {
    const link = `${wants}/${unit.name}.service`
    if (!this.#machine.vfs.peek(link, rootCredentials, false)) return undefined
    this.#machine.vfs.remove(link, rootCredentials, 'file')
    return `Removed "${link}".\n`
  }

  /** Tells the main thread what runs. */
  changed(): void {
    const machine = this.#machine
    machine.outside.post({
      type: 'runtime',
      runtime: {
        bootedAt: machine.bootedAt,
        units: [...this.#running.values()],
        agent:
          this.running(machine.facts.agentUnit) !== undefined ||
          this.running('amazon-ssm-agent') !== undefined,
        nextPid: machine.processes.nextPid,
        hostname: machine.hostname,
        ports: machine.network.ports,
      },
    })
  }
}
