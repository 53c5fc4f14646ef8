import type { RegionSeed } from '../engine/seeds.ts'

/** In order; each may use what the ones before it made. One line each. */
export const regionSeeds: readonly RegionSeed[] = []
