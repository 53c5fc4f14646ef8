import type {
  DeleteFleetErrorItem,
  DeleteFleetsRequest,
  DeleteFleetsResult,
  DeleteFleetSuccessItem,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { isFleetId, lookUpFleet } from './find-fleet.ts'
import { endFleet } from './fleet-timers.ts'

/**
 * Ends fleets, each for itself, with or without their instances.
 * @limits Instant fleets only with their instances.
 */
export const DeleteFleets = operation<DeleteFleetsRequest, DeleteFleetsResult>(
  'DeleteFleets',
  (ctx, input) => {
    const { FleetIds: ids = [], TerminateInstances: terminates } = input
    if (ids.length === 0) throw missing('FleetId')
    if (terminates === undefined) throw missing('TerminateInstances')
    const done: DeleteFleetSuccessItem[] = []
    const failed: DeleteFleetErrorItem[] = []
    const fail = (
      FleetId: string,
      Code: NonNullable<DeleteFleetErrorItem['Error']>['Code'],
      Message: string,
    ) => failed.push({ FleetId, Error: { Code, Message } })
    for (const id of new Set(ids)) {
      const fleet = lookUpFleet(ctx, id)
      if (!fleet) {
        if (isFleetId(id)) fail(id, 'fleetIdDoesNotExist', `The fleet '${id}' does not exist.`)
        else fail(id, 'fleetIdMalformed', `The fleet ID '${id}' is malformed.`)
      } else if (fleet.state.startsWith('deleted')) {
        fail(id, 'fleetNotInDeletableState', `The fleet '${id}' is in the state '${fleet.state}'.`)
      } else if (fleet.type === 'instant' && !terminates) {
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteFleets.html
        fail(
          id,
          'unexpectedError',
          'A deleted instant fleet with running instances is not supported: TerminateInstances must be true.',
        )
      } else {
        // The answer tells the step; a fleet without instances is deleted at once.
        endFleet(ctx, fleet, terminates)
        done.push({
          FleetId: id,
          PreviousFleetState: fleet.state,
          CurrentFleetState: terminates ? 'deleted_terminating' : 'deleted_running',
        })
      }
    }
    return { SuccessfulFleetDeletions: done, UnsuccessfulFleetDeletions: failed }
  },
)

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
}
