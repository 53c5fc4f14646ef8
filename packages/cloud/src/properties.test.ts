import { startTestCloud, type TestCloud } from '@brume/test-kit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { echoDriver } from './testing/echo-driver.ts'
import { createCaller, type Caller } from './testing/everywhere/caller.ts'
import { idsIn } from './testing/everywhere/inputs.ts'
import { actions, region } from './testing/properties/actions.ts'
import { brokenInvariants } from './testing/properties/invariants.ts'
import { tearDown } from './testing/properties/tear-down.ts'

/** `BRUME_PROPERTY_RUNS=500 vitest run …` looks longer; a failure prints its seed and the shortest sequence. */
const numRuns = Number(process.env['BRUME_PROPERTY_RUNS'] ?? 8)
const account = '570000000000'

let cloud: TestCloud
let caller: Caller
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  caller = createCaller(cloud.config({ account, region }))
})
afterAll(async () => {
  caller.close()
  await cloud.close()
})

type Step = readonly [action: number, choice: number, other: number, n: number]
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.nat(actions.length - 1),
  fc.nat(7),
  fc.nat(7),
  fc.nat(40),
)
/** Something to begin with, so that most steps find what they need. */
const beginning: readonly Step[] = [
  'CreateVpc',
  'CreateSubnet',
  'CreateInternetGateway',
  'AttachInternetGateway',
  'RunInstances',
].map((name) => [actions.findIndex((action) => action(() => '', 0)[0] === name), 0, 0, 0])

interface Played {
  readonly made: ReadonlyMap<string, readonly string[]>
  /** What each call answered. */
  readonly answers: readonly string[]
}

/** Plays a sequence in an account that is as on its first day. */
async function play(steps: readonly Step[]): Promise<Played> {
  cloud.reset(account)
  const made = new Map<string, string[]>()
  const known = idsIn(await caller.call('DescribeVpcs', {}))
  const answers: string[] = []
  for (const [turn, [action, choice, other, n]] of [...beginning, ...steps].entries()) {
    const pick = (prefix: string, at = 0) => {
      const all = made.get(prefix) ?? []
      return all[(at === 0 ? choice : other) % Math.max(all.length, 1)] ?? `${prefix}-0`
    }
    const [operation, input] = actions[action]?.(pick, n) ?? []
    if (operation === undefined || input === undefined) continue
    // The SDK would make one up, by chance, for each operation that takes one.
    const ClientToken = `turn-${turn}`
    const { output, error } = await caller.attempt(operation, { ...input, ClientToken })
    // Some steps find the one before still under way.
    if (n % 3 > 0) await cloud.advance(account, `${10 * n}s`)
    if (error && error.status >= 500) throw new Error(`${operation}: ${error.message}`)
    answers.push(`${operation} ${JSON.stringify(output ?? error)}`)
    for (const id of idsIn(output)) {
      const prefix = id.replace(/-[0-9a-f]+$/, '')
      const all = made.get(prefix) ?? []
      if (!all.includes(id) && !known.has(id)) made.set(prefix, [...all, id])
    }
  }
  return { made, answers }
}

/** Ids of the account's records, by kind. */
function stored(): readonly string[] {
  const found: string[] = []
  for (const partition of cloud.engine.world(account).partitions.values()) {
    for (const [type, { record }] of partition.everything()) {
      if (!type.startsWith('engine/')) found.push(`${type} ${record.id}`)
    }
  }
  return found.toSorted()
}

const sequences = fc.array(step, { minLength: 5, maxLength: 40 })

it('keeps its invariants through any sequence of calls', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      const { answers } = await play(steps)
      const broken = await brokenInvariants(caller)
      expect(broken, answers.join('\n')).toEqual([])
    }),
    { numRuns },
  )
})

it('answers the same sequence with the same bytes', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      const first = await play(steps)
      expect((await play(steps)).answers).toEqual(first.answers)
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  )
})

it('leaves nothing behind when all is deleted', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      cloud.reset(account)
      await caller.call('DescribeVpcs', {})
      const before = stored()
      const { made, answers } = await play(steps)
      // What is still being made, or held by what is going, is deleted the second time.
      for (let time = 0; time < 2; time += 1) {
        await tearDown(caller, made)
        // Terminated instances and deleted gateways stay listed for an hour.
        await cloud.advance(account, '2h')
      }
      expect(stored(), answers.join('\n')).toEqual(before)
    }),
    { numRuns },
  )
})
