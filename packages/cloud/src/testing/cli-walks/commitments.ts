import { is, keep, named, refused, tagging, type Walk } from './walk.ts'

/** What is bought for years, hosts of one's own, and Spot. */
export const commitmentWalks: readonly Walk[] = [
  {
    resource: 'Reserved Instances',
    steps: [
      [
        "describe-reserved-instances-offerings --instance-type m5.xlarge --offering-class standard --offering-type 'No Upfront' --no-include-marketplace --max-duration 31536000 --filters Name=scope,Values=Region Name=product-description,Values=Linux/UNIX",
        'ReservedInstancesOfferings[0].ReservedInstancesOfferingId',
        keep('offering'),
      ],
      [
        'purchase-reserved-instances-offering --reserved-instances-offering-id $offering --instance-count 2',
        'ReservedInstancesId',
        keep('reserved'),
      ],
      [
        'describe-reserved-instances --reserved-instances-ids $reserved',
        'ReservedInstances[].[State,InstanceCount,Scope]',
        is([['active', 2, 'Region']]),
      ],
      ...tagging('reserved', 'reserved-instances'),
      [
        'modify-reserved-instances --reserved-instances-ids $reserved --target-configurations InstanceType=m5.large,InstanceCount=4,Scope=Region',
        'ReservedInstancesModificationId',
        keep('modification'),
      ],
      [
        'describe-reserved-instances-modifications --reserved-instances-modification-ids $modification',
        'ReservedInstancesModifications[].Status',
        is(['fulfilled']),
      ],
      [
        'describe-reserved-instances --filters Name=state,Values=active Name=instance-type,Values=m5.large',
        'ReservedInstances[].InstanceCount',
        is([4]),
      ],
      [
        'purchase-reserved-instances-offering --reserved-instances-offering-id nonsense --instance-count 1',
        undefined,
        refused('InvalidReservedInstancesOfferingId'),
      ],
    ],
  },
  {
    resource: 'a Dedicated Host with a reservation',
    steps: [
      [
        `allocate-hosts --instance-family r5 --availability-zone ap-northeast-2a --quantity 1 ${named('dedicated-host')}`,
        'HostIds[0]',
        keep('host'),
      ],
      ...tagging('host', 'dedicated-host'),
      [
        'describe-host-reservation-offerings --filter Name=instance-family,Values=r5 Name=payment-option,Values=NoUpfront --max-duration 31536000',
        'OfferingSet[0].OfferingId',
        keep('offering'),
      ],
      [
        'purchase-host-reservation --host-id-set $host --offering-id $offering',
        'Purchase[0].HostReservationId',
        keep('reservation'),
      ],
      [
        'describe-host-reservations --host-reservation-id-set $reservation',
        'HostReservationSet[].[State,HostIdSet[0]]',
        is([['active', '$host']]),
      ],
      ['release-hosts --host-ids $host', 'Successful', is(['$host'])],
    ],
  },
  {
    resource: 'a Savings Plan',
    service: 'savingsplans',
    steps: [
      [
        "describe-savings-plans-offerings --plan-types Compute --payment-options 'No Upfront' --durations 31536000",
        'searchResults[0].offeringId',
        keep('offering'),
      ],
      [
        'create-savings-plan --savings-plan-offering-id $offering --commitment 0.1 --tags team=web',
        'savingsPlanId',
        keep('plan'),
      ],
      [
        'describe-savings-plans --savings-plan-ids $plan',
        'savingsPlans[].[state,commitment,tags.team]',
        is([['active', '0.10000000', 'web']]),
      ],
      [
        'describe-savings-plan-rates --savings-plan-id $plan --filters name=region,values=us-east-1 name=instanceType,values=m5.large name=tenancy,values=shared name=productDescription,values=Linux/UNIX',
        'searchResults[].rate',
        is(['0.06960000']),
      ],
      [
        'delete-queued-savings-plan --savings-plan-id $plan',
        undefined,
        refused('ValidationException'),
      ],
    ],
  },
]
