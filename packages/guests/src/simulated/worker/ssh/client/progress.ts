import type { Call } from '../../commands/call.ts'

/** The line that `scp` and `sftp` show of a file on its way; nothing where nobody looks on. */
export class Progress {
  readonly #call: Call
  readonly #name: string
  readonly #size: number
  readonly #shown: boolean
  readonly #since: number
  #done = 0
  #percent = -1

  constructor(call: Call, name: string, size: number, quiet: boolean) {
    this.#call = call
    this.#name = name
    this.#size = size
    this.#shown = !quiet && call.tty !== undefined
    this.#since = call.machine.outside.now()
  }

  async add(bytes: number): Promise<void> {
    this.#done += bytes
    const percent = Math.floor((this.#done / Math.max(1, this.#size)) * 20) * 5
    if (percent === this.#percent || percent >= 100) return
    this.#percent = percent
    await this.#show(percent, '--:-- ETA')
  }

  async end(): Promise<void> {
    if (!this.#shown) return
    const seconds = Math.floor((this.#call.machine.outside.now() - this.#since) / 1000)
    const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}    `
    await this.#show(100, clock)
    await this.#call.out('\n')
  }

  async #show(percent: number, clock: string): Promise<void> {
    if (!this.#shown) return
    const cols = Math.max(40, this.#call.tty?.cols ?? 80)
    const seconds = Math.max(0.001, (this.#call.machine.outside.now() - this.#since) / 1000)
    const rate = seconds < 0.01 ? this.#done : this.#done / seconds
    const right = `${String(percent).padStart(4)}% ${amount(this.#done)} ${amount(rate)}/s   ${clock}`
    const width = Math.max(8, cols - right.length - 2)
    await this.#call.out(`\r${this.#name.slice(0, width).padEnd(width)} ${right}`)
  }
}

function amount(bytes: number): string {
  const units = ['  ', 'KB', 'MB', 'GB', 'TB']
  let at = 0
  let value = bytes
  while (value >= 10_000 && at < units.length - 1) {
    value /= 1024
    at++
  }
  return `${String(Math.floor(value)).padStart(4)}${units[at]}`
}
