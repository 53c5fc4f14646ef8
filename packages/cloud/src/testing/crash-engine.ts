import type { Clock } from '@brume/clock'
import { collection } from '../engine/collection.ts'
import { openDatabase } from '../engine/database.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import type { CloudHost } from '../host.ts'

export const boxes = collection<{
  readonly id: string
  readonly labelled: boolean
  readonly at: number
}>({ name: 'test/box', scope: 'region' })
export const labels = collection<{ readonly id: string }>({ name: 'test/label', scope: 'account' })

/** An engine with two kinds of records and a timer that changes one. */
export function openCrashEngine(directory: string, wall: Clock): Engine {
  return createEngine({
    database: openDatabase(directory),
    // Nothing here reaches the host; the engine only hands it on.
    host: {} as CloudHost,
    wall,
    seed: 'crash',
    pace: { speed: 1, instant: false },
    timerHandlers: {
      grow: (ctx, { id }) => {
        const box = ctx.db.get(boxes, id)
        if (box) ctx.db.put(boxes, { ...box, labelled: true })
      },
    },
    regionSeeds: [],
    onError: (error) => {
      throw error
    },
  })
}
