import { OpenFile, type TtyDevice } from '../../system/open-file.ts'

/** What a container writes goes to its log, and to who watches it. */
export class TeeFile extends OpenFile {
  override readonly tty: TtyDevice | undefined
  readonly #log: OpenFile
  readonly #watcher: OpenFile | undefined

  constructor(log: OpenFile, watcher?: OpenFile) {
    super()
    this.#log = log
    this.#watcher = watcher?.share()
    this.tty = watcher?.tty
  }

  read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return this.#watcher?.read(max, signal) ?? Promise.resolve(undefined)
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    await this.#log.write(bytes, signal)
    await this.#watcher?.write(bytes, signal)
  }

  protected override end(): void {
    this.#log.release()
    this.#watcher?.release()
  }
}
