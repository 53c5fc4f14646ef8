import type {
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { policiesOf } from './policies-of.ts'
import { simulation } from './simulation.ts'

/**
 * What the policies of a user, group or role say to actions on resources.
 * @differs Resource handling options and the owner of resources play no part.
 */
export const SimulatePrincipalPolicy = operation<
  SimulatePrincipalPolicyCommandInput,
  Omit<SimulatePrincipalPolicyCommandOutput, '$metadata'>
>('SimulatePrincipalPolicy', (ctx, input) => {
  const principalArn = input.PolicySourceArn ?? ''
  // Throws for one that is not there.
  policiesOf(ctx.db, principalArn)
  return simulation(ctx, input, { principalArn })
})
