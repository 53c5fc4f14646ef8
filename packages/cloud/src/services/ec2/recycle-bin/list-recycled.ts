import type { Context } from '../../../engine/context.ts'
import { paginate, type Page, type PageInput } from '../paging.ts'
import { recycledOf, type RecycledKind, type RecycledRecord } from './recycle-bin.ts'

/** One page of what the bin holds of a kind. Ids that are not in it are just not listed. */
export function listRecycled<K extends RecycledKind>(
  ctx: Context,
  operation: string,
  kind: K,
  ids: readonly string[] | undefined,
  input: PageInput,
): Page<Extract<RecycledRecord, { kind: K }>> {
  const found = recycledOf(ctx, kind).filter(({ id }) => !ids?.length || ids.includes(id))
  return paginate(ctx, operation, found, input, { keyOf: ({ id }) => id, min: 1 })
}

/** When it came into the bin and when it leaves it, in the SDK's shape. */
export function binTimes({ enteredAt, exitsAt }: RecycledRecord) {
  return { RecycleBinEnterTime: new Date(enteredAt), RecycleBinExitTime: new Date(exitsAt) }
}
