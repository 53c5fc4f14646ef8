import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createChance, createManualClock } from '@brume/clock'
import { expect, it } from 'vitest'
import { boxes, labels, openCrashEngine } from '../testing/crash-engine.ts'

const child = fileURLToPath(new URL('../testing/crash-child.ts', import.meta.url))
/** `BRUME_CRASH_KILLS=500` for a long look. */
const kills = Number(process.env['BRUME_CRASH_KILLS'] ?? 25)
const scope = { account: '111111111111', region: 'us-east-1' }

it(`loses nothing that it acknowledged, killed ${kills} times under a stream of writes`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'brume-crash-'))
  const file = join(directory, 'acknowledged')
  const chance = createChance('kills')
  let known = 0
  let lastMs = 0
  try {
    for (let kill = 0; kill < kills; kill++) {
      await writeUntilKilled(directory, file, known, chance.below(40))
      const acknowledged = readLines(file)
      expect(acknowledged.length).toBeGreaterThan(known)
      known = acknowledged.length
      expect(new Set(acknowledged).size, 'ids never repeat').toBe(known)

      const wall = createManualClock(0)
      const engine = openCrashEngine(directory, wall)
      const now = engine.world(scope.account).clock.now()
      expect(now, 'time never goes back').toBeGreaterThanOrEqual(lastMs)
      lastMs = now
      engine.transact(scope, ({ db }) => {
        const kept = new Set(db.all(boxes).map(({ id }) => id))
        expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
        expect(db.all(boxes).filter(({ id }) => !db.get(labels, id))).toEqual([])
        expect(db.count(labels)).toBe(kept.size)
      })
      wall.advance(1000)
      engine.transact(scope, ({ db }) => {
        expect(db.all(boxes).filter(({ labelled }) => !labelled)).toEqual([])
      })
      engine.close()
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
})

/** Lets a child write until it has acknowledged something new and `graceMs` more, then kills it. */
async function writeUntilKilled(
  directory: string,
  file: string,
  known: number,
  graceMs: number,
): Promise<void> {
  const writer = spawn(process.execPath, [child, directory, file], { stdio: 'inherit' })
  const ended = new Promise((resolve) => writer.once('exit', resolve))
  while (readLines(file).length <= known && writer.exitCode === null) await wait(2)
  await wait(graceMs)
  writer.kill('SIGKILL')
  await ended
}

function readLines(file: string): readonly string[] {
  if (!existsSync(file)) return []
  // The last line may be cut off by the kill.
  return readFileSync(file, 'utf8').split('\n').slice(0, -1)
}
