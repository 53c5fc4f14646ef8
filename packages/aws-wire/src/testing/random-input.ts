import { NormalizedSchema } from '@smithy/core/schema'
import { loadService } from '../service-model.ts'
import type { ServiceName } from '../types.ts'
import { randomValue, seeded } from './random.ts'

/** Random inputs for the operations of a service, as its model shapes them; `word` knows what a member may be called. */
export async function randomInputs(
  service: ServiceName,
  seed: number,
  word: (member: string, random: () => number) => string | undefined,
): Promise<(operation: string) => object> {
  const { schemas } = await loadService(service)
  const random = seeded(seed)
  return (operation) => {
    const schema = schemas.get(operation)
    if (!schema) throw new Error(`${service} has no ${operation}`)
    const shapes = { canBeEmpty: false, random, word: (member: string) => word(member, random) }
    const input = randomValue(NormalizedSchema.of(schema[4]), shapes)
    return typeof input === 'object' && input !== null ? input : {}
  }
}
