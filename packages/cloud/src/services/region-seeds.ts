import type { RegionSeed } from '../engine/seeds.ts'
import { seedDefaultVpc } from './ec2/vpcs/default-vpc.ts'

/** In order; each may use what the ones before it made. One line each. */
export const regionSeeds: readonly RegionSeed[] = [seedDefaultVpc]
