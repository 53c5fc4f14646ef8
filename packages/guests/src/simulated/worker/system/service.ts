import type { RunningUnit } from '../../protocol.ts'
import { unitCommand } from '../base/unit-files.ts'
import { isFromBoot, serviceSays } from '../base/unit-journal.ts'
import { keepBootLines } from './boot-lines.ts'
import type { Machine } from './machine.ts'
import { signalNumbers } from './process.ts'
import { endText, runService, type ServiceEnd, type ServiceRun } from './service-run.ts'
import type { UnitFile } from './unit-file.ts'
import type { Unit } from './units.ts'

/** What a service asks of the service manager. */
export interface ServiceWires {
  find(): Unit | undefined
  file(unit: Unit): Promise<UnitFile>
  changed(): void
}

/** Signals that end a service well. */
const cleanSignals = new Set([1, 2, 13, 15])

/**
 * One service: its processes, how they began and ended. A program that this guest cannot really run, but whose service its
 * distribution brings (the clock's, the agent's), is only noted as running.
 */
export class Service {
  readonly #machine: Machine
  readonly name: string
  readonly #wires: ServiceWires
  /** Undefined while inactive. */
  record: RunningUnit | undefined
  #file: UnitFile | undefined
  /** Goes up with every start and stop, so that what an older run leads to is recognised. */
  #turn = 0
  #waits: AbortController | undefined
  #starts: number[] = []
  #restarts = 0

  constructor(machine: Machine, name: string, wires: ServiceWires) {
    this.#machine = machine
    this.name = name
    this.#wires = wires
  }

  /** Waits for its next start. */
  get busy(): boolean {
    return this.#waits !== undefined
  }

  async start(): Promise<boolean> {
    if (this.record?.state === 'active') return true
    const unit = this.#wires.find()
    if (!unit || unit.masked) return false
    this.#cancel()
    this.#restarts = 0
    const file = await this.#wires.file(unit)
    const done = await this.#begin(file)
    this.#wires.changed()
    return done
  }

  /** At boot: quietly, unless it fails. */
  async boot(how: { readonly pid: number; readonly sinceMs: number }): Promise<void> {
    const unit = this.#wires.find()
    if (!unit) return
    this.#file = await this.#wires.file(unit)
    if (!(await this.#isReal(this.#file)))
      this.record = { name: this.name, pid: how.pid, sinceMs: how.sinceMs, state: 'active' }
    else await this.#begin(this.#file, { quiet: true, sinceMs: how.sinceMs })
  }

  /** As it was before the guest napped. */
  async resume(kept: RunningUnit): Promise<void> {
    const unit = this.#wires.find()
    this.record = kept
    this.#restarts = kept.restarts ?? 0
    if (!unit || kept.state !== 'active' || kept.exited || kept.pids === undefined) return
    const file = await this.#wires.file(unit)
    this.#file = file
    const [line = ''] = file.start
    // What puts itself into the background becomes the main process again.
    const forks = file.type === 'forking'
    await this.#machine.processes.replay(forks ? kept.pids : kept.pids.slice(1), async () => {
      const run = await runService(this.#machine, this.name, file, line, {
        resumed: true,
        ...(forks ? {} : { pid: kept.pid }),
        ...(kept.kept === undefined ? {} : { kept: kept.kept }),
      })
      if (forks) await run.end
      this.#watch(run, file)
      const main = this.#machine.processes.byPid(this.record?.pid ?? 0)
      if (kept.dormant && main) await Promise.race([main.ready, run.end])
    })
  }

  async stop(): Promise<void> {
    const { record } = this
    this.#cancel()
    if (!record) return
    const unit = this.#wires.find()
    const file = this.#file ?? (unit && (await this.#wires.file(unit)))
    if (record.state !== 'active') {
      this.record = undefined
      return this.#wires.changed()
    }
    if (isFromBoot(this.#machine, record)) await keepBootLines(this.#machine, record)
    this.#turn++
    const description = file?.description ?? this.name
    await this.#log(`Stopping ${this.name}.service - ${description}...`)
    if (file && record.pids) for (const line of file.stop) await this.#run(file, line, record.pid)
    await this.#killAll(file)
    this.record = undefined
    await this.#log(`${this.name}.service: Deactivated successfully.`)
    await this.#log(`Stopped ${this.name}.service - ${description}.`)
    this.#wires.changed()
  }

  /** Answers what went wrong. */
  async reload(): Promise<'not-applicable' | 'failed' | undefined> {
    const unit = this.#wires.find()
    const { record } = this
    if (!unit || !record) return 'failed'
    const file = await this.#wires.file(unit)
    if (record.pids === undefined) return undefined
    if (file.reload.length === 0) return 'not-applicable'
    await this.#log(`Reloading ${this.name}.service - ${file.description}...`)
    for (const line of file.reload)
      if (!(await this.#run(file, line, record.pid))) {
        await this.#log(`Reload failed for ${this.name}.service - ${file.description}.`)
        return 'failed'
      }
    await this.#log(`Reloaded ${this.name}.service - ${file.description}.`)
    return undefined
  }

  async #isReal(file: UnitFile): Promise<boolean> {
    const [line = ''] = file.start
    const known = unitCommand(this.name)
    return !line.startsWith(known.split(' ')[0] ?? '') || (await this.#machine.canRun(known))
  }

  /** Runs the start commands; answers whether the service is up. */
  async #begin(
    file: UnitFile,
    how: { readonly quiet?: boolean; readonly sinceMs?: number } = {},
  ): Promise<boolean> {
    const machine = this.#machine
    this.#file = file
    const turn = ++this.#turn
    const sinceMs = how.sinceMs ?? (await machine.outside.freshNow())
    if (!how.quiet) await this.#log(`Starting ${this.name}.service - ${file.description}...`)
    if (!(await this.#isReal(file))) {
      this.record = { name: this.name, pid: machine.processes.takePid(), sinceMs, state: 'active' }
      await this.#log(`Started ${this.name}.service - ${file.description}.`)
      for (const { identifier, text, pid } of serviceSays(machine, this.record))
        await machine.log(identifier, text, pid)
      return true
    }
    this.#starts = [...this.#starts.filter((at) => at > sinceMs - file.startLimitMs), sinceMs]
    for (const line of file.startPre)
      if (!(await this.#run(file, line))) return this.#fail(file, 'exit-code', sinceMs, true)
    if (file.type === 'oneshot') return this.#oneShot(file, sinceMs)
    const [line = ''] = file.start
    const run = await runService(machine, this.name, file, line)
    const pid = run.process?.pid ?? 0
    this.record = { name: this.name, pid, sinceMs, state: 'activating', pids: [pid] }
    if (file.type === 'notify' || file.type === 'forking') {
      const ready = file.type === 'notify' ? run.process?.ready : undefined
      const end = await (ready ? Promise.race([ready.then(() => 'up' as const), run.end]) : run.end)
      const forked = file.type === 'forking' && end !== 'up' && end.code === 0
      if (turn !== this.#turn) return false
      if (end !== 'up' && !forked) {
        await this.#logEnd(file.type === 'forking' ? 'Control' : 'Main', end)
        return this.#failOrRetry(file, end, sinceMs)
      }
    }
    this.#watch(run, file)
    for (const post of file.startPost) await this.#run(file, post, pid)
    if (turn === this.#turn && this.record?.state !== 'failed') this.#note({ state: 'active' })
    if (!how.quiet) await this.#log(`Started ${this.name}.service - ${file.description}.`)
    return true
  }

  async #oneShot(file: UnitFile, sinceMs: number): Promise<boolean> {
    this.record = { name: this.name, pid: 0, sinceMs, state: 'activating' }
    for (const line of file.start)
      if (!(await this.#run(file, line))) return this.#fail(file, 'exit-code', sinceMs, true)
    if (file.remainAfterExit) this.#note({ state: 'active', exited: true })
    else {
      this.record = undefined
      await this.#log(`${this.name}.service: Deactivated successfully.`)
    }
    await this.#log(`Finished ${this.name}.service - ${file.description}.`)
    return true
  }

  /** Notices the end of the main process, and which processes there are. */
  #watch(run: ServiceRun, file: UnitFile): void {
    const turn = this.#turn
    const { processes } = this.#machine
    const main =
      run.process && processes.byPid(run.process.pid)
        ? run.process
        : processes.ofUnit(this.name).at(0)
    if (main && main !== run.process) {
      // It put itself into the background: its child is the service now.
      const gone = new Promise<ServiceEnd>((resolve) => main.onEnd.add(() => resolve({ code: 0 })))
      this.#machine.detach(gone.then((end) => this.#ended(end, file, turn)))
    } else this.#machine.detach(run.end.then((end) => this.#ended(end, file, turn)))
    if (main) this.#machine.detach(main.ready.then(() => this.#wires.changed()))
    this.#note(main ? { pid: main.pid } : {})
  }

  async #ended(end: ServiceEnd, file: UnitFile, turn: number): Promise<void> {
    if (turn !== this.#turn || !this.record) return
    const clean = end.code === 0 || (end.signal !== undefined && cleanSignals.has(end.signal))
    if (!clean) await this.#logEnd('Main', end)
    for (const line of file.stop) await this.#run(file, line)
    await this.#killAll(file)
    const { sinceMs } = this.record
    if (!clean) await this.#failOrRetry(file, end, sinceMs)
    else {
      await this.#log(`${this.name}.service: Deactivated successfully.`)
      if (file.restart === 'always' || file.restart === 'on-success') this.#retry(file)
      else this.record = file.remainAfterExit ? { ...this.record, exited: true } : undefined
    }
    this.#wires.changed()
  }

  async #failOrRetry(file: UnitFile, end: ServiceEnd, sinceMs: number): Promise<false> {
    const result = end.signal === undefined ? 'exit-code' : 'signal'
    const again =
      file.restart === 'always' ||
      file.restart === 'on-failure' ||
      (end.signal !== undefined && file.restart === 'on-abnormal')
    await this.#fail(file, result, sinceMs, this.record?.state === 'activating', end)
    if (again) this.#retry(file)
    return false
  }

  async #fail(
    file: UnitFile,
    result: string,
    sinceMs: number,
    starting: boolean,
    end?: ServiceEnd,
  ): Promise<false> {
    await this.#log(`${this.name}.service: Failed with result '${result}'.`)
    if (starting) await this.#log(`Failed to start ${this.name}.service - ${file.description}.`)
    this.record = {
      name: this.name,
      pid: this.record?.pid ?? 0,
      sinceMs: starting ? sinceMs : await this.#machine.outside.freshNow(),
      state: 'failed',
      result,
      restarts: this.#restarts,
      ...(end ? { end: endText(end) } : {}),
    }
    this.#wires.changed()
    return false
  }

  /** Starts anew in a while, unless that happened too often. */
  #retry(file: UnitFile): void {
    const waits = new AbortController()
    this.#waits = waits
    if (this.record) this.record = { ...this.record, state: 'activating' }
    const again = async (): Promise<void> => {
      await this.#machine.outside.sleep(file.restartMs, waits.signal)
      if (waits.signal.aborted) return
      const now = this.#machine.outside.now()
      const recent = this.#starts.filter((at) => at > now - file.startLimitMs)
      this.#restarts++
      await this.#log(
        `${this.name}.service: Scheduled restart job, restart counter is at ${this.#restarts}.`,
      )
      if (recent.length >= file.startLimitBurst) {
        await this.#log(`${this.name}.service: Start request repeated too quickly.`)
        await this.#fail(file, 'exit-code', now, true)
      } else await this.#begin(file)
      if (this.#waits === waits) this.#waits = undefined
      this.#wires.changed()
      this.#machine.onRest()
    }
    this.#machine.detach(again().catch(() => {}))
  }

  #cancel(): void {
    this.#waits?.abort(new Error('cancelled'))
    this.#waits = undefined
  }

  /** A command beside the main one; answers whether it went well. */
  async #run(file: UnitFile, line: string, mainPid?: number): Promise<boolean> {
    const run = await runService(
      this.#machine,
      this.name,
      file,
      line,
      mainPid === undefined ? {} : { mainPid },
    )
    const end = await run.end
    if (end.code === 0 || run.mayFail) return true
    await this.#logEnd('Control', end)
    return false
  }

  async #killAll(file: UnitFile | undefined): Promise<void> {
    const { processes, outside } = this.#machine
    const living = processes.ofUnit(this.name)
    if (living.length === 0) return
    const gone = Promise.all(
      living.map((process) => new Promise<void>((resolve) => process.onEnd.add(resolve))),
    )
    const [main, ...rest] = living
    main?.deliver(signalNumbers[file?.killSignal ?? 'TERM'] ?? 15)
    for (const process of rest) process.deliver(15)
    const patience = new AbortController()
    const impatient = async (): Promise<void> => {
      await outside.sleep(Math.min(file?.stopMs ?? 90_000, 86_400_000), patience.signal)
      for (const process of processes.ofUnit(this.name)) process.deliver(9)
      await gone
    }
    await Promise.race([gone, impatient().catch(() => gone)])
    patience.abort(new Error('over'))
  }

  #note(change: Partial<RunningUnit>): void {
    if (this.record) this.record = { ...this.record, ...change }
  }

  /** What is to be known in the next wake. */
  get snapshot(): RunningUnit | undefined {
    const { record } = this
    if (!record || record.pids === undefined) return record
    const living = this.#machine.processes.ofUnit(this.name)
    const main = living.find((process) => process.pid === record.pid)
    return {
      ...record,
      pids: [record.pid, ...living.map(({ pid }) => pid).filter((pid) => pid !== record.pid)],
      dormant: living.length > 0 && living.every((process) => process.dormant),
      ...(main?.kept === undefined ? {} : { kept: main.kept }),
    }
  }

  async #logEnd(which: 'Main' | 'Control', end: ServiceEnd): Promise<void> {
    if (end.step) await this.#log(`${this.name}.service: Failed at step ${end.step}.`)
    await this.#log(`${this.name}.service: ${which} process exited, ${endText(end)}`)
  }

  #log(text: string): Promise<string> {
    return this.#machine.log('systemd', text, 1)
  }
}
