import type { AnyOperation } from '../../engine/operation.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = []
