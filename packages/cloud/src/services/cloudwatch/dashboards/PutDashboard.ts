import type { PutDashboardInput, PutDashboardOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { checkBody } from './check-body.ts'
import { checkName, dashboardArn, dashboards } from './dashboard.ts'

/**
 * Makes a dashboard, or replaces what one shows.
 * @differs The body's structure is checked, not every property of every widget; there are no warnings.
 */
export const PutDashboard = operation<PutDashboardInput, PutDashboardOutput>(
  'PutDashboard',
  (ctx, { DashboardName: id = '', DashboardBody: body = '', Tags = [] }) => {
    checkName(id)
    checkBody(body)
    const known = ctx.db.get(dashboards, id)
    // Those of a dashboard that is there already are changed by TagResource alone.
    const tags = known?.tags ?? Tags.map(({ Key = '', Value = '' }) => ({ Key, Value }))
    ctx.db.put(dashboards, { id, arn: dashboardArn(ctx, id), body, modifiedAt: ctx.now, tags })
    return { DashboardValidationMessages: [] }
  },
)
