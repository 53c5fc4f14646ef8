import type { Context } from './context.ts'

/**
 * What an account finds in a Region before its first call there (default VPC and the like). Runs once per account and Region,
 * in a transaction, with a chance of its own: the ids depend on the seed, the account and the Region alone.
 */
export type RegionSeed = (ctx: Context) => void
