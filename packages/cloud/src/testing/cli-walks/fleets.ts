import { is, keep, named, tagging, type Walk } from './walk.ts'

/** What asks for capacity as a whole. */
export const fleetWalks: readonly Walk[] = [
  {
    resource: 'a capacity reservation fleet',
    steps: [
      [
        `create-capacity-reservation-fleet --total-target-capacity 2 --allocation-strategy prioritized --instance-match-criteria open --tenancy default --instance-type-specifications InstanceType=m5.large,InstancePlatform=Linux/UNIX,Weight=1,AvailabilityZone=ap-northeast-2a,Priority=1 ${named('capacity-reservation-fleet')}`,
        'CapacityReservationFleetId',
        keep('fleet'),
      ],
      ...tagging('fleet', 'capacity-reservation-fleet'),
      [
        'modify-capacity-reservation-fleet --capacity-reservation-fleet-id $fleet --total-target-capacity 3',
        'Return',
        is(true),
      ],
      [
        'describe-capacity-reservation-fleets --filters Name=state,Values=active',
        'CapacityReservationFleets[].[CapacityReservationFleetId,TotalTargetCapacity]',
        is([['$fleet', 3]]),
      ],
      [
        'cancel-capacity-reservation-fleets --capacity-reservation-fleet-ids $fleet',
        'FailedFleetCancellations',
        is([]),
      ],
      [
        'describe-capacity-reservation-fleets --capacity-reservation-fleet-ids $fleet',
        'CapacityReservationFleets[].State',
        is(['cancelled']),
      ],
    ],
  },
  {
    resource: 'a Spot Fleet',
    steps: [
      [
        'describe-images --owners amazon --filters Name=name,Values=al2023-ami-2023*-x86_64',
        'sort_by(Images, &CreationDate)[-1].ImageId',
        keep('image'),
      ],
      [
        'request-spot-fleet --spot-fleet-request-config {"IamFleetRole":"arn:aws:iam::123456789012:role/fleet","TargetCapacity":1,"Type":"maintain","LaunchSpecifications":[{"ImageId":"$image","InstanceType":"t3.micro"}],"TagSpecifications":[{"ResourceType":"spot-fleet-request","Tags":[{"Key":"Name","Value":"walk"}]}]}',
        'SpotFleetRequestId',
        keep('fleet'),
      ],
      ...tagging('fleet', 'spot-fleet-request'),
      [
        'modify-spot-fleet-request --spot-fleet-request-id $fleet --target-capacity 2',
        'Return',
        is(true),
      ],
      [
        'describe-spot-fleet-requests --spot-fleet-request-ids $fleet',
        'SpotFleetRequestConfigs[].[SpotFleetRequestState,SpotFleetRequestConfig.TargetCapacity]',
        is([['active', 2]]),
      ],
      [
        'cancel-spot-fleet-requests --spot-fleet-request-ids $fleet --terminate-instances',
        'SuccessfulFleetRequests[].SpotFleetRequestId',
        is(['$fleet']),
      ],
      ['describe-spot-fleet-instances --spot-fleet-request-id $fleet', 'ActiveInstances', is([])],
    ],
  },
]
