import type { DeleteDashboardsInput, DeleteDashboardsOutput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { dashboards, notFound } from './dashboard.ts'

/** Deletes dashboards: all of them, or, where one is not there, none. */
export const DeleteDashboards = operation<DeleteDashboardsInput, DeleteDashboardsOutput>(
  'DeleteDashboards',
  (ctx, { DashboardNames = [] }) => {
    const strange = DashboardNames.filter((name) => !ctx.db.get(dashboards, name))
    if (strange.length > 0) {
      throw notFound(`The specified dashboard does not exist. [${strange.join(', ')}]`)
    }
    for (const name of DashboardNames) ctx.db.delete(dashboards, name)
    return {}
  },
)
