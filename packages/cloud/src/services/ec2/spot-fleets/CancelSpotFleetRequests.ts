import type {
  CancelSpotFleetRequestsErrorItem,
  CancelSpotFleetRequestsRequest,
  CancelSpotFleetRequestsResponse,
  CancelSpotFleetRequestsSuccessItem,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { endFleet } from '../fleets/fleet-timers.ts'
import { isSpotFleetId, lookUpSpotFleet, spotFleetState } from './find-spot-fleet.ts'

type Problem = NonNullable<CancelSpotFleetRequestsErrorItem['Error']>

/** Ends Spot Fleets, each for itself, with or without their instances. */
export const CancelSpotFleetRequests = operation<
  CancelSpotFleetRequestsRequest,
  CancelSpotFleetRequestsResponse
>('CancelSpotFleetRequests', (ctx, input) => {
  const { SpotFleetRequestIds: ids = [], TerminateInstances: terminates } = input
  if (ids.length === 0) throw missing('SpotFleetRequestId')
  if (terminates === undefined) throw missing('TerminateInstances')
  const done: CancelSpotFleetRequestsSuccessItem[] = []
  const failed: CancelSpotFleetRequestsErrorItem[] = []
  for (const id of new Set(ids)) {
    const fail = (Code: Problem['Code'], Message: string) =>
      failed.push({ SpotFleetRequestId: id, Error: { Code, Message } })
    const fleet = lookUpSpotFleet(ctx, id)
    if (!fleet) {
      if (isSpotFleetId(id)) {
        fail('fleetRequestIdDoesNotExist', `The spot fleet request '${id}' does not exist.`)
      } else fail('fleetRequestIdMalformed', `The spot fleet request ID '${id}' is malformed.`)
    } else if (fleet.state.startsWith('deleted')) {
      fail(
        'fleetRequestNotInCancellableState',
        `The spot fleet request '${id}' is in the state '${spotFleetState(fleet.state)}'.`,
      )
    } else {
      endFleet(ctx, fleet, terminates)
      done.push({
        SpotFleetRequestId: id,
        PreviousSpotFleetRequestState: spotFleetState(fleet.state),
        CurrentSpotFleetRequestState: terminates ? 'cancelled_terminating' : 'cancelled_running',
      })
    }
  }
  return { SuccessfulFleetRequests: done, UnsuccessfulFleetRequests: failed }
})

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
}
