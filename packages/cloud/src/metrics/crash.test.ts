import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createChance } from '@brume/clock'
import { expect, it } from 'vitest'
import { crashMetrics, crashPlace, openCrashMetrics } from '../testing/crash-metrics.ts'

const child = fileURLToPath(new URL('../testing/crash-metrics-child.ts', import.meta.url))
const kills = 8
const startMs = 20 * 86_400_000

it(`loses and repeats no data point, killed ${kills} times under a stream of puts`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'brume-metrics-crash-'))
  const file = join(directory, 'acknowledged')
  const chance = createChance('metric kills')
  let from = startMs
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const known = readLines(file).length
      const writer = spawn(process.execPath, [child, directory, file, String(from)], {
        stdio: 'inherit',
      })
      const ended = new Promise((resolve) => writer.once('exit', resolve))
      while (readLines(file).length <= known && writer.exitCode === null) await wait(2)
      await wait(chance.below(60))
      writer.kill('SIGKILL')
      await ended

      const acknowledged = readLines(file).length
      const store = openCrashMetrics(directory)
      const counts = [60_000, 3_600_000].map((periodMs) =>
        crashMetrics.map((metric) =>
          store
            .read(crashPlace, metric, { fromMs: startMs, untilMs: startMs * 2, periodMs })
            .reduce((sum, { count }) => sum + count, 0),
        ),
      )
      from = store.lastAt(crashPlace, crashMetrics[0] ?? fail()) ?? 0
      store.close()
      const total = counts[0]?.[0] ?? 0
      expect(new Set(counts.flat()), 'a put is whole or not there').toEqual(new Set([total]))
      // The put under way at each kill may have been written before it could be noted.
      expect(total).toBeGreaterThanOrEqual(acknowledged)
      expect(total).toBeLessThanOrEqual(acknowledged + kill)
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
})

function fail(): never {
  throw new Error('There are metrics')
}

function readLines(file: string): readonly string[] {
  if (!existsSync(file)) return []
  // The last line may be cut off by the kill.
  return readFileSync(file, 'utf8').split('\n').slice(0, -1)
}
