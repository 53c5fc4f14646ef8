import { commitmentSteps } from './steps-commitments.ts'
import { computeSteps } from './steps-compute.ts'
import { elsewhereSteps } from './steps-elsewhere.ts'
import { furtherSteps } from './steps-further.ts'
import { insightsSteps } from './steps-insights.ts'
import { ipamSteps } from './steps-ipam.ts'
import { mirroringSteps } from './steps-mirroring.ts'
import { networkSteps } from './steps-network.ts'
import { storageSteps } from './steps-storage.ts'
import { transitSteps } from './steps-transit.ts'
import { vpnSteps } from './steps-vpn.ts'
import type { Step } from './step.ts'

/** In the order in which things need each other. */
export const steps: readonly Step[] = [
  ...networkSteps,
  ...transitSteps,
  ...vpnSteps,
  ...computeSteps,
  ...commitmentSteps,
  ...storageSteps,
  ...furtherSteps,
  ...ipamSteps,
  ...insightsSteps,
  ...mirroringSteps,
  ...elsewhereSteps,
]
