import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** Whether an account lets its users at serial consoles in a Region; absent until it is set once: not. */
interface SerialConsoleRecord {
  readonly id: 'access'
  readonly enabled: boolean
}

const access = collection<SerialConsoleRecord>({ name: 'ec2/serial-console', scope: 'region' })

export function serialConsoleEnabled(ctx: Pick<Context, 'db'>): boolean {
  return ctx.db.get(access, 'access')?.enabled ?? false
}

export function setSerialConsole(ctx: Context, enabled: boolean): boolean {
  ctx.db.put(access, { id: 'access', enabled })
  return enabled
}
