import { alarmWalks } from './alarms.ts'
import { balancingWalks } from './balancing.ts'
import { commitmentWalks } from './commitments.ts'
import { dashboardWalks } from './dashboards.ts'
import { fleetWalks } from './fleets.ts'
import { gatewayWalks } from './gateways.ts'
import { groupWalks } from './groups.ts'
import { identityWalks } from './identity.ts'
import { instanceWalks } from './instances.ts'
import { networkWalks } from './network.ts'
import { scalingWalks } from './scaling.ts'
import { storageWalks } from './storage.ts'
import { systemsManagerWalks } from './systems-manager.ts'
import { transitWalks } from './transit.ts'
import type { Walk } from './walk.ts'

export { filled, filledIn, wordsOf, type Walk } from './walk.ts'

/** Every resource's life, in lines of the AWS CLI. */
export const walks: readonly Walk[] = [
  ...instanceWalks,
  ...fleetWalks,
  ...commitmentWalks,
  ...storageWalks,
  ...networkWalks,
  ...gatewayWalks,
  ...transitWalks,
  ...balancingWalks,
  ...scalingWalks,
  ...groupWalks,
  ...identityWalks,
  ...systemsManagerWalks,
  ...dashboardWalks,
  ...alarmWalks,
]
