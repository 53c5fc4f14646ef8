import type { Context } from '../../../engine/context.ts'
import { groupNotFound } from '../errors.ts'
import { groups, type GroupRecord } from './group.ts'

/** The group that a call names. */
export function findGroup(ctx: Context, name: string | undefined): GroupRecord {
  const found = ctx.db.get(groups, name ?? '')
  if (found) return found
  throw groupNotFound(name ?? '')
}
