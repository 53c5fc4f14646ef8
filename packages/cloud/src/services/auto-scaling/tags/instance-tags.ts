import type { Context } from '../../../engine/context.ts'
import { instances } from '../../ec2/instances/instance.ts'
import type { Tag } from '../../ec2/tag.ts'

/** Puts on an instance what Auto Scaling says of it by itself. */
export function putInstanceTag(ctx: Context, id: string, tag: Tag): void {
  const instance = ctx.db.get(instances, id)
  if (!instance) return
  const others = instance.tags.filter(({ Key }) => Key !== tag.Key)
  ctx.db.put(instances, { ...instance, tags: [...others, tag] })
}

export function removeInstanceTag(ctx: Context, id: string, key: string): void {
  const instance = ctx.db.get(instances, id)
  if (!instance) return
  ctx.db.put(instances, { ...instance, tags: instance.tags.filter(({ Key }) => Key !== key) })
}
