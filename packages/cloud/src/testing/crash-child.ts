import { openSync, writeSync } from 'node:fs'
import { systemClock } from '@brume/clock'
import { boxes, labels, openCrashEngine } from './crash-engine.ts'

/** Writes without end, and notes in a file of its own what has been acknowledged: to be killed at any moment. */
const [directory = '', acknowledged = ''] = process.argv.slice(2)
const engine = openCrashEngine(directory, systemClock)
const file = openSync(acknowledged, 'a')
const scope = { account: '111111111111', region: 'us-east-1' }

function writeOne(): void {
  const id = engine.transact(scope, (ctx) => {
    const made = ctx.chance.hex(16)
    ctx.db.put(boxes, { id: made, labelled: false, at: ctx.now })
    ctx.db.put(labels, { id: made })
    ctx.timers.set({ kind: 'grow', id: made, at: ctx.now + 20 })
    return made
  })
  writeSync(file, `${id}\n`)
}

function writeOn(): void {
  for (let i = 0; i < 10; i++) writeOne()
  setImmediate(writeOn)
}
writeOn()
