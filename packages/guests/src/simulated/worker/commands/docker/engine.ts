import type { Machine } from '../../system/machine.ts'
import { NullFile, type OpenFile } from '../../system/open-file.ts'
import type { Process } from '../../system/process.ts'
import { rootCredentials as root } from '../../vfs/inode.ts'
import { DockerError, type Container } from './container.ts'
import { bridgeAddress, containerMachine } from './container-machine.ts'
import { containerShell, runToEnd } from './container-shell.ts'
import { registryImages, unpackImage, type ImageFacts } from './images.ts'
import { publishPorts } from './publish-ports.ts'
import { removeTree } from './remove-tree.ts'
import * as kept from './state.ts'
import type { ContainerState, LocalImage } from './state.ts'
import { TeeFile } from './tee-file.ts'

const engines = new WeakMap<Machine, Engine>()

/** The daemon's engine, while the daemon runs. */
export function engineOf(machine: Machine): Engine | undefined {
  return engines.get(machine)
}

export class Engine {
  readonly machine: Machine
  readonly #daemon: Process
  readonly containers: Container[] = []
  images: LocalImage[] = []

  constructor(machine: Machine, daemon: Process) {
    this.machine = machine
    this.#daemon = daemon
    engines.set(machine, this)
    daemon.onEnd.add(() => engines.delete(machine))
    for (const address of [bridgeAddress, ...machine.network.addresses])
      machine.network.bridge.set(address, machine.network)
  }

  /** Takes up what stands on the disk: after a nap what ran, after a boot what is to be restarted. */
  async load(resumed: boolean): Promise<void> {
    const { vfs } = this.machine
    this.images = await kept.loadImages(vfs)
    for (const state of await kept.loadContainers(vfs))
      this.containers.push({
        state,
        machine: undefined,
        process: undefined,
        ended: Promise.resolve(state.exitCode),
      })
    for (const container of this.containers) {
      const { state } = container
      const ran = state.status === 'running'
      if (ran && !resumed) this.note(container, { status: 'exited', exitCode: 255, pid: 0 })
      const again =
        state.restart === 'always' || (state.restart === 'unless-stopped' && !state.stoppedByHand)
      if (resumed ? ran : again)
        await this.start(container, { resumed }).catch(() =>
          this.note(container, { status: 'exited', exitCode: 128, pid: 0 }),
        )
    }
  }

  /** By name, or the beginning of its id. */
  find(typed: string): Container {
    const found =
      this.containers.find(({ state }) => state.name === typed) ??
      this.containers.find(({ state }) => typed !== '' && state.id.startsWith(typed))
    if (!found) throw new DockerError(`No such container: ${typed}`, 1)
    return found
  }

  imageOf(container: Container): ImageFacts {
    const name = container.state.image.split(':')[0]
    const image = registryImages.find((one) => one.name === name)
    if (!image) throw new DockerError(`No such image: ${container.state.image}`, 1)
    return image
  }

  note(container: Container, change: Partial<ContainerState>): void {
    container.state = { ...container.state, ...change }
    kept.saveContainer(this.machine.vfs, container.state)
  }

  create(state: ContainerState, image: ImageFacts): Container {
    const taken = this.containers.find((one) => one.state.name === state.name)
    if (taken)
      throw new DockerError(
        `Conflict. The container name "/${state.name}" is already in use by container "${taken.state.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      )
    const { vfs } = this.machine
    const at = kept.containerRoot(state.id)
    unpackImage(vfs, at, image)
    if (image.base !== 'scratch') vfs.writeFile(`${at}/etc/hostname`, `${state.hostname}\n`, root)
    for (const { source, volume } of state.mounts)
      if (volume !== undefined || !vfs.peek(source, root)) vfs.makeDirectories(source, root)
    const ended = Promise.resolve(0)
    const container: Container = { state, machine: undefined, process: undefined, ended }
    this.containers.push(container)
    kept.saveContainer(vfs, state)
    return container
  }

  #freeAddress(): string {
    let last = 2
    while (this.machine.network.bridge.has(`172.17.0.${last}`)) last++
    return `172.17.0.${last}`
  }

  async #nameFiles(container: Container, image: ImageFacts, address: string): Promise<void> {
    if (image.base === 'scratch') return
    const { vfs } = this.machine
    const { id, hostname } = container.state
    const at = kept.containerRoot(id)
    const servers = await vfs.readText('/etc/resolv.conf', root).catch(() => '')
    vfs.writeFile(`${at}/etc/resolv.conf`, servers, root)
    vfs.writeFile(`${at}/etc/hosts`, `127.0.0.1\tlocalhost\n${address}\t${hostname}\n`, root)
  }

  /** Starts a container; with `watcher` its output goes there too, and it is that process's child. */
  async start(
    container: Container,
    how: {
      readonly resumed?: boolean
      readonly watcher?: {
        readonly process: Process
        readonly files: ReadonlyMap<number, OpenFile>
        readonly input: boolean
      }
    } = {},
  ): Promise<void> {
    const { machine } = this
    const { state } = container
    const image = this.imageOf(container)
    const address = this.#freeAddress()
    await this.#nameFiles(container, image, address)
    const view = containerMachine(machine, state, image, address)
    await view.users.refresh()
    const proxies = publishPorts(machine, this.#daemon, container, view, address)
    machine.network.bridge.set(address, view.network)
    const { watcher } = how
    const process = watcher
      ? machine.processes.spawn(watcher.process, state.command)
      : machine.processes.serving(state.command, root, this.#daemon.pid)
    process.cred = root
    process.kept = undefined
    process.unit = `docker-${state.id}`
    process.resumed = how.resumed ?? false
    const log = machine.open(kept.containerLog(state.id), 'append', root, new Map())
    const output = (fd: number): OpenFile => new TeeFile(log.share(), watcher?.files.get(fd))
    const stdin = (watcher?.input && watcher.files.get(0)?.share()) || new NullFile()
    const shell = containerShell(view, process, state, [stdin, output(1), output(2)])
    log.release()
    const over = (): void => {
      machine.network.bridge.delete(address)
      for (const proxy of proxies) machine.processes.end(proxy, 0)
      container.machine = undefined
      container.process = undefined
    }
    const program = machine.findProgram(shell, state.command[0] ?? '')
    if (program === undefined) {
      machine.processes.end(process, 127)
      shell.close()
      over()
      throw new DockerError(
        `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${state.command[0]}": ${state.command[0]?.includes('/') ? `stat ${state.command[0]}: no such file or directory` : 'executable file not found in $PATH'}: unknown`,
        127,
      )
    }
    container.machine = view
    container.process = process
    const startedMs = how.resumed ? state.startedMs : await machine.outside.freshNow()
    this.note(container, {
      status: 'running',
      startedMs,
      pid: process.pid,
      stoppedByHand: false,
      exitCode: 0,
    })
    shell.replaced = true
    const run = async (): Promise<number> => {
      const code = await runToEnd(shell, [program, ...state.command.slice(1)])
      machine.processes.end(process, code)
      shell.close()
      for (const other of machine.processes.ofUnit(process.unit ?? '')) other.deliver(9)
      over()
      const finishedMs = await machine.outside.freshNow()
      this.note(container, { status: 'exited', exitCode: code, finishedMs, pid: 0 })
      if (state.autoRemove) this.remove(container)
      else if (container.state.restart === 'always' && !container.state.stoppedByHand && code !== 0)
        machine.detach(this.#again(container))
      machine.units.changed()
      return code
    }
    container.ended = run()
    machine.detach(container.ended)
  }

  async #again(container: Container): Promise<void> {
    await this.machine.outside.sleep(1_000, this.#daemon.signal)
    if (container.state.status === 'exited' && this.containers.includes(container))
      await this.start(container)
  }

  /** Another program in a running container; answers its exit code. */
  async execute(
    container: Container,
    words: readonly string[],
    how: {
      readonly parent: Process
      readonly files: readonly OpenFile[]
      readonly env: readonly string[]
      readonly cwd?: string
    },
  ): Promise<number> {
    const { machine } = container
    if (!machine) throw new DockerError(`container ${container.state.id} is not running`, 1)
    const process = this.machine.processes.spawn(how.parent, words)
    process.cred = root
    process.unit = `docker-${container.state.id}`
    const as: ContainerState = {
      ...container.state,
      env: [...container.state.env, ...how.env],
      workingDirectory: how.cwd ?? container.state.workingDirectory,
    }
    const shell = containerShell(machine, process, as, how.files)
    const program = machine.findProgram(shell, words[0] ?? '')
    let code = 127
    if (program !== undefined) {
      shell.replaced = true
      code = await runToEnd(shell, [program, ...words.slice(1)])
    }
    this.machine.processes.end(process, code)
    shell.close()
    if (program === undefined)
      throw new DockerError(
        `OCI runtime exec failed: exec failed: unable to start container process: exec: "${words[0]}": executable file not found in $PATH: unknown`,
        127,
      )
    return code
  }

  /** Ends a container: its stop signal, then a hard one. */
  async stop(container: Container, seconds: number, byHand: boolean, signal = 15): Promise<void> {
    const { process } = container
    if (!process) return
    if (byHand) this.note(container, { stoppedByHand: true })
    const patience = new AbortController()
    const hard = this.machine.outside
      .sleep(seconds * 1000, patience.signal)
      .then(() => process.deliver(9))
      .catch(() => {})
    process.deliver(signal)
    await container.ended
    patience.abort(new Error('over'))
    await hard
  }

  remove(container: Container): void {
    const at = this.containers.indexOf(container)
    if (at >= 0) this.containers.splice(at, 1)
    const { id } = container.state
    const { vfs } = this.machine
    removeTree(vfs, `${kept.dockerRoot}/overlay2/${id}`)
    removeTree(vfs, kept.containerDirectory(id))
  }

  async shutDown(): Promise<void> {
    await Promise.all(this.containers.map((one) => this.stop(one, 10, false)))
  }
}
