import type {
  SimulateCustomPolicyCommandInput,
  SimulateCustomPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'

import { simulation } from './simulation.ts'

/**
 * What given policies say to actions on resources.
 * @differs Resource handling options and the owner of resources play no part.
 */
export const SimulateCustomPolicy = operation<
  SimulateCustomPolicyCommandInput,
  Omit<SimulateCustomPolicyCommandOutput, '$metadata'>
>('SimulateCustomPolicy', (ctx, input) => simulation(ctx, input, {}))
