import type { Filter } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { compileFilters, documentedFilters } from '../filters.ts'

/** How AWS refuses an id of a kind. */
interface Missing {
  readonly code: string
  /** `{id}` is the id asked for. */
  readonly message: string
}

/**
 * What a Describe operation answers of which an account here can have nothing, because AWS retired it or this cloud has no way to
 * make one: an empty list. An id that is named does not exist, and a filter that AWS does not have is refused.
 */
export function listNothing(
  operation: string,
  asked: {
    readonly ids?: readonly string[]
    readonly missing?: Missing
    readonly filters?: readonly Filter[]
  } = {},
): [] {
  const [id] = asked.ids ?? []
  if (id !== undefined && asked.missing) {
    throw new AwsError(asked.missing.code, asked.missing.message.replace('{id}', id))
  }
  const names = [...documentedFilters(operation)].map((name) => [name, () => undefined] as const)
  compileFilters(operation, asked.filters, { fields: Object.fromEntries(names), tags: () => [] })
  return []
}
