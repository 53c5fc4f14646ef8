import type { ArgumentNames } from './arguments.ts'
import { activity } from './en/activity.ts'
import { alarms } from './en/alarms.ts'
import { autoScaling } from './en/auto-scaling.ts'
import { traffic } from './en/traffic.ts'
import { faults } from './en/faults.ts'
import { charts } from './en/charts.ts'
import { clock } from './en/clock.ts'
import { compute } from './en/compute.ts'
import { connect } from './en/connect.ts'
import { dashboard } from './en/dashboard.ts'
import { dashboards } from './en/dashboards.ts'
import { endpoints } from './en/endpoints.ts'
import { errors } from './en/errors.ts'
import { groups } from './en/groups.ts'
import { images } from './en/images.ts'
import { instances } from './en/instances.ts'
import { instanceActions } from './en/instance-actions.ts'
import { keys } from './en/keys.ts'
import { launch } from './en/launch.ts'
import { lists } from './en/lists.ts'
import { network } from './en/network.ts'
import { parameters } from './en/parameters.ts'
import { reachability } from './en/reachability.ts'
import { regions } from './en/regions.ts'
import { shell } from './en/shell.ts'
import { roles } from './en/roles.ts'
import { settings } from './en/settings.ts'
import { snapshots } from './en/snapshots.ts'
import { systemsManager } from './en/systems-manager.ts'
import { templates } from './en/templates.ts'
import { transit } from './en/transit.ts'
import type { later } from './later-en.ts'
import { volumes } from './en/volumes.ts'
import { vpcParts } from './en/vpc-parts.ts'

/** What every page may say, in English: the list of keys that all languages must have; some pages bring more (`later-en.ts`). */
export const en = {
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
} as const

export type FirstKey = keyof typeof en
export type LaterKey = keyof typeof later
export type Messages = typeof en & typeof later
export type Key = keyof Messages

/** A message without arguments: what tables of data may name. */
export type PlainKey = {
  [K in Key]: [ArgumentNames<Messages[K]>] extends [never] ? K : never
}[Key]
