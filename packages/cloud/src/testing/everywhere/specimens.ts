import type { Ids } from './world.ts'
import { computeSpecimens } from './specimens-compute.ts'
import { networkSpecimens } from './specimens-network.ts'
import { storageSpecimens } from './specimens-storage.ts'
import { transitSpecimens } from './specimens-transit.ts'

/** For each operation a call that is valid in the furnished world. */
export type Specimens = Readonly<Record<string, (id: Ids) => object>>

export const specimens: Specimens = {
  ...computeSpecimens,
  ...networkSpecimens,
  ...storageSpecimens,
  ...transitSpecimens,
}

/** Where the specimen stands in the Region whose default VPC is gone. */
export const standsElsewhere: ReadonlySet<string> = new Set(['CreateDefaultVpc'])
