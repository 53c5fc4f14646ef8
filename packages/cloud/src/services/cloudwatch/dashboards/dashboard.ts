import type { Context } from '../../../engine/context.ts'
import { collection } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'

/** A dashboard: of the account, in all Regions. */
export interface DashboardRecord {
  /** Its name. */
  readonly id: string
  readonly arn: string
  /** JSON, as it was given. */
  readonly body: string
  readonly modifiedAt: number
  readonly tags: readonly DashboardTag[]
}

export interface DashboardTag {
  readonly Key: string
  readonly Value: string
}

export const dashboards = collection<DashboardRecord>({
  name: 'cloudwatch/dashboard',
  scope: 'account',
})

export function dashboardArn(ctx: Pick<Context, 'account'>, name: string): string {
  return `arn:aws:cloudwatch::${ctx.account}:dashboard/${name}`
}

/** The tags of the dashboard that an ARN names; undefined where it is none of this account. */
export function taggableDashboard(
  ctx: Context,
  arn: string,
):
  | { readonly tags: readonly DashboardTag[]; put(tags: readonly DashboardTag[]): void }
  | undefined {
  const dashboard = ctx.db.get(dashboards, arn.slice(arn.indexOf('/') + 1))
  if (dashboard?.arn !== arn) return undefined
  return { tags: dashboard.tags, put: (tags) => ctx.db.put(dashboards, { ...dashboard, tags }) }
}

/** Throws for what cannot be the name of one. */
export function checkName(name: string): void {
  if (/^[A-Za-z0-9_-]{1,255}$/.test(name)) return
  throw new AwsError(
    'InvalidParameterValue',
    `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
  )
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFound', message, 404)
}
