import type { FirstKey } from './en.ts'
import { activity } from './ko/activity.ts'
import { alarms } from './ko/alarms.ts'
import { autoScaling } from './ko/auto-scaling.ts'
import { traffic } from './ko/traffic.ts'
import { faults } from './ko/faults.ts'
import { charts } from './ko/charts.ts'
import { clock } from './ko/clock.ts'
import { compute } from './ko/compute.ts'
import { connect } from './ko/connect.ts'
import { dashboard } from './ko/dashboard.ts'
import { dashboards } from './ko/dashboards.ts'
import { endpoints } from './ko/endpoints.ts'
import { errors } from './ko/errors.ts'
import { groups } from './ko/groups.ts'
import { images } from './ko/images.ts'
import { instances } from './ko/instances.ts'
import { instanceActions } from './ko/instance-actions.ts'
import { keys } from './ko/keys.ts'
import { launch } from './ko/launch.ts'
import { lists } from './ko/lists.ts'
import { network } from './ko/network.ts'
import { parameters } from './ko/parameters.ts'
import { reachability } from './ko/reachability.ts'
import { regions } from './ko/regions.ts'
import { shell } from './ko/shell.ts'
import { roles } from './ko/roles.ts'
import { settings } from './ko/settings.ts'
import { snapshots } from './ko/snapshots.ts'
import { systemsManager } from './ko/systems-manager.ts'
import { templates } from './ko/templates.ts'
import { transit } from './ko/transit.ts'
import { volumes } from './ko/volumes.ts'
import { vpcParts } from './ko/vpc-parts.ts'

export const ko: Record<FirstKey, string> = {
  ...shell,
  ...activity,
  ...regions,
  ...errors,
  ...endpoints,
  ...instances,
  ...dashboard,
  ...launch,
  ...connect,
  ...charts,
  ...dashboards,
  ...faults,
  ...traffic,
  ...autoScaling,
  ...alarms,
  ...clock,
  ...images,
  ...keys,
  ...groups,
  ...volumes,
  ...settings,
  ...snapshots,
  ...lists,
  ...network,
  ...vpcParts,
  ...transit,
  ...reachability,
  ...systemsManager,
  ...templates,
  ...compute,
  ...roles,
  ...parameters,
  ...instanceActions,
}
