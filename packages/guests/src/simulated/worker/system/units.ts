import type { Runtime, RunningUnit } from '../../protocol.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { unitDescription } from '../base/unit-files.ts'
import type { Machine } from './machine.ts'
import { startUnitProgram, type UnitProgram } from './unit-program.ts'

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
  readonly #programs = new Map<string, UnitProgram>()
  #derive: boolean

  constructor(machine: Machine, runtime: Runtime | undefined) {
    this.#machine = machine
    this.#derive = runtime === undefined
    for (const unit of runtime?.units ?? []) this.#running.set(unit.name, unit)
  }

  /** After a boot everything enabled runs, after a wake what ran. Call when the disks are loaded. */
  async begin(): Promise<void> {
    if (this.#derive) this.#beginBoot()
    this.#derive = false
    for (const running of this.all) {
      const unit = this.find(running.name)
      if (unit) await this.#serve(unit, running)
    }
  }

  #beginBoot(): void {
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

  /** False when its program ended before it served. */
  async start(unit: Unit): Promise<boolean> {
    if (this.running(unit.name)) return true
    const sinceMs = await this.#machine.outside.freshNow()
    const running: RunningUnit = {
      name: unit.name,
      pid: this.#machine.processes.takePid(),
      sinceMs,
    }
    this.#running.set(unit.name, running)
    await this.#machine.log('systemd', `Starting ${unit.name}.service - ${unit.description}...`, 1)
    if (!(await this.#serve(unit, running))) return false
    await this.#machine.log('systemd', `Started ${unit.name}.service - ${unit.description}.`, 1)
    this.changed()
    return true
  }

  /** Has the unit's program, where it is one that serves here, read its configuration again. */
  reload(unit: Unit): void {
    this.#programs.get(unit.name)?.process.deliver(1)
  }

  async stop(unit: Unit): Promise<void> {
    if (!this.#running.delete(unit.name)) return
    const program = this.#programs.get(unit.name)
    this.#programs.delete(unit.name)
    program?.process.deliver(15)
    await program?.end
    await this.#machine.log('systemd', `Stopping ${unit.name}.service - ${unit.description}...`, 1)
    await this.#machine.log('systemd', `Stopped ${unit.name}.service - ${unit.description}.`, 1)
    this.changed()
  }

  async #serve(unit: Unit, running: RunningUnit): Promise<boolean> {
    const program = await startUnitProgram(this.#machine, unit, running.pid)
    if (!program) return true
    this.#programs.set(unit.name, program)
    this.#machine.detach(this.#watch(unit, running, program))
    return program.ready
  }

  /** A program that ends by itself takes its unit with it. */
  async #watch(unit: Unit, running: RunningUnit, program: UnitProgram): Promise<void> {
    const status = await program.end
    if (this.#programs.get(unit.name) !== program) return
    this.#programs.delete(unit.name)
    const log = (text: string): Promise<string> =>
      this.#machine.log('systemd', `${unit.name}.service: ${text}`, 1)
    if (status === 0) this.#running.delete(unit.name)
    else {
      this.#running.set(unit.name, { ...running, failed: true })
      await log(`Main process exited, code=exited, status=${status}/n/a`)
      await log("Failed with result 'exit-code'.")
    }
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
    // What runs is not known before the boot's units are.
    if (this.#derive) return
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
        mounts: machine.mounts.records,
        swaps: machine.mounts.swaps,
      },
    })
  }
}
