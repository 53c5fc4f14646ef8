import type { Context } from '../../engine/context.ts'

/** The guest driver's key of a volume's or snapshot's content: ids alone repeat over seeded accounts. */
export function diskKey(scope: Pick<Context, 'account' | 'region'>, id: string): string {
  return `${scope.account}/${scope.region}/${id}`
}

/** An instance-store root has no volume; its content goes by its instance. */
export function instanceStoreKey(
  scope: Pick<Context, 'account' | 'region'>,
  instanceId: string,
): string {
  return diskKey(scope, `store-${instanceId}`)
}
