import type { ListDashboardsInput, ListDashboardsOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { dashboards } from './dashboard.ts'

const pageSize = 1000

/**
 * Lists the account's dashboards, which are the same in all Regions.
 * @limits 1,000 a page.
 */
export const ListDashboards = operation<ListDashboardsInput, ListDashboardsOutput>(
  'ListDashboards',
  (ctx, { DashboardNamePrefix: prefix = '', NextToken }) => {
    const after = NextToken === undefined ? '' : readToken(NextToken)
    const all = ctx.db
      .all(dashboards)
      .filter(({ id }) => id.startsWith(prefix) && id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const page = all.slice(0, pageSize)
    const last = page.at(-1)
    return {
      DashboardEntries: page.map(({ id, arn, body, modifiedAt }) => ({
        DashboardName: id,
        DashboardArn: arn,
        LastModified: new Date(modifiedAt),
        Size: Buffer.byteLength(body),
      })),
      NextToken:
        last && all.length > page.length
          ? Buffer.from(`dashboards:${last.id}`).toString('base64')
          : undefined,
    }
  },
)

function readToken(token: string): string {
  const [, id] = /^dashboards:(.+)$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  if (id !== undefined) return id
  throw new AwsError('InvalidParameterValue', 'Request parameter NextToken is invalid')
}
