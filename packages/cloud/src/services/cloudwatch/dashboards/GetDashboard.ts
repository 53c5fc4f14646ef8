import type { GetDashboardInput, GetDashboardOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { dashboards, notFound } from './dashboard.ts'

/** Gets what a dashboard shows. */
export const GetDashboard = operation<GetDashboardInput, GetDashboardOutput>(
  'GetDashboard',
  (ctx, { DashboardName = '' }) => {
    const dashboard = ctx.db.get(dashboards, DashboardName)
    if (!dashboard) throw notFound(`Dashboard ${DashboardName} does not exist`)
    return {
      DashboardArn: dashboard.arn,
      DashboardBody: dashboard.body,
      DashboardName: dashboard.id,
    }
  },
)
