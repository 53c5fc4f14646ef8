import type { Connections, OpenConnection } from '../connections/connection.ts'
import { refuse } from '../fault.ts'
import { loadSdk } from '../sdk/modules.ts'

/** IAM is one in all Regions. */
const region = 'us-east-1'

/** What only Brume has no action of AWS: who may do everything may do this too. */
const control = 'brume:ControlAccount'

/**
 * The clock, faults, a reset, enforcement itself: for the root user, and for whom a policy allows everything. The account's own
 * policies are asked, with the rights of the account and not of who asks.
 */
export async function guardAdministrator(
  connections: Connections,
  connection: OpenConnection,
): Promise<void> {
  const { principal, account } = connection
  if (principal === undefined || account === undefined) return
  const { SimulatePrincipalPolicyCommand } = await loadSdk('iam')
  const iam = await connections.ofAccount(account).clients.client('iam', region)
  const answer = await iam
    .send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn: principal, ActionNames: [control] }),
    )
    .catch(() => undefined)
  if (answer?.EvaluationResults?.[0]?.EvalDecision === 'allowed') return
  throw refuse(
    403,
    'NotAdministrator',
    'Only the root user and administrators of the account may do this.',
    { hint: 'not-authorized' },
  )
}
