import type { GuestSpec } from '../../driver.ts'
import { distributions } from '../distributions.ts'
import { bootLog, stamp } from './boot-log.ts'

interface Boot {
  readonly bootedAt: number
  readonly firstBoot: boolean
  /** What was written besides the boot's own lines. */
  readonly said: { readonly atMs: number; readonly text: string }[]
  saidBytes: number
  endedAt: number | undefined
}

const keptBytes = 64 * 1024
const keptBoots = 3

/** The serial console of one guest. Boot lines are computed when somebody reads; only what programs wrote is stored. */
export class ConsoleRecord {
  #boots: Boot[] = []

  begin(bootedAt: number, firstBoot: boolean): void {
    this.#boots.push({ bootedAt, firstBoot, said: [], saidBytes: 0, endedAt: undefined })
    if (this.#boots.length > keptBoots) this.#boots.shift()
  }

  say(atMs: number, text: string): void {
    const boot = this.#boots.at(-1)
    if (!boot) return
    boot.said.push({ atMs, text })
    boot.saidBytes += text.length
    while (boot.saidBytes > keptBytes && boot.said.length > 1)
      boot.saidBytes -= boot.said.shift()?.text.length ?? 0
  }

  /** Answers what the end of the boot says. */
  end(atMs: number, spec: GuestSpec, orderly: boolean): string {
    const boot = this.#boots.at(-1)
    if (!boot || boot.endedAt !== undefined) return ''
    boot.endedAt = atMs
    if (!orderly || distributions[spec.distribution].family === 'windows') return ''
    const before = boot.said.length
    const up = atMs - boot.bootedAt
    const lines = [
      'Stopping session slices...',
      'Reached target shutdown.target - System Shutdown.',
      'Reached target final.target - Late Shutdown Services.',
    ]
    for (const line of lines)
      boot.said.push({ atMs, text: `[\u001b[0;32m  OK  \u001b[0m] ${line}\r\n` })
    boot.said.push({ atMs, text: `${stamp(up, 417)} reboot: Power down\r\n` })
    return boot.said
      .slice(before)
      .map(({ text }) => text)
      .join('')
  }

  /** All text up to `nowMs`, the newest 64 KiB. */
  read(spec: GuestSpec, nowMs: number): Uint8Array {
    const text = this.#boots.map((boot) => bootText(spec, boot, nowMs)).join('')
    const bytes = Buffer.from(text)
    return new Uint8Array(bytes.subarray(Math.max(0, bytes.length - keptBytes)))
  }
}

function bootText(spec: GuestSpec, boot: Boot, nowMs: number): string {
  const until = Math.min(nowMs, boot.endedAt ?? Infinity)
  const lines = bootLog({ ...spec, bootedAt: boot.bootedAt }, boot.firstBoot)
    .map(([afterMs, text]) => ({ atMs: boot.bootedAt + afterMs, text }))
    .filter((line) => line.atMs <= until)
  return [...lines, ...boot.said]
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((line) => line.text)
    .join('')
}
