import { createChance } from '@brume/clock'
import { collection } from './collection.ts'
import type { Context } from './context.ts'
import type { RegionSeed } from './seeds.ts'
import { partitionOf, type World } from './world.ts'

/** Which Regions of an account have been furnished. */
const furnished = collection<{ readonly id: string }>({ name: 'engine/region', scope: 'region' })

export function isFurnished(of: World, region: string): boolean {
  return partitionOf(of, region).table(furnished).get('furnished') !== undefined
}

/** Gives a Region what an account finds there on its first day. */
export function furnish(of: World, ctx: Context, seeds: readonly RegionSeed[]): void {
  ctx.db.put(furnished, { id: 'furnished' })
  const chance = createChance(`${of.seed}/${of.account}/${ctx.region}`)
  for (const seed of seeds) seed({ ...ctx, chance })
}
