import { gone, is, keep, named, refused, tagging, type Step, type Walk } from './walk.ts'

const image: Step = [
  'describe-images --owners amazon --filters Name=name,Values=al2023-ami-2023*-x86_64 Name=state,Values=available',
  'sort_by(Images, &CreationDate)[-1].ImageId',
  keep('image'),
]
const launch: Step = [
  `run-instances --image-id $image --instance-type t3.micro ${named('instance')}`,
  'Instances[0].InstanceId',
  keep('instance'),
]
const terminate: Step = [
  'terminate-instances --instance-ids $instance',
  'TerminatingInstances[].CurrentState.Name',
  is(['shutting-down']),
]

/** Instances, and what they are launched from and into. */
export const instanceWalks: readonly Walk[] = [
  {
    resource: 'an instance',
    steps: [
      image,
      launch,
      ['wait instance-running --instance-ids $instance'],
      [
        'describe-instances --filters Name=tag:Name,Values=walk Name=instance-state-name,Values=running',
        'Reservations[].Instances[].[InstanceId,InstanceType,State.Name]',
        is([['$instance', 't3.micro', 'running']]),
      ],
      ...tagging('instance', 'instance'),
      [
        'stop-instances --instance-ids $instance',
        'StoppingInstances[].CurrentState.Name',
        is(['stopping']),
      ],
      ['wait instance-stopped --instance-ids $instance'],
      ['modify-instance-attribute --instance-id $instance --instance-type Value=t3.small'],
      ['modify-instance-attribute --instance-id $instance --disable-api-termination'],
      [
        'describe-instance-attribute --instance-id $instance --attribute disableApiTermination',
        'DisableApiTermination.Value',
        is(true),
      ],
      ['terminate-instances --instance-ids $instance', undefined, refused('OperationNotPermitted')],
      ['modify-instance-attribute --instance-id $instance --no-disable-api-termination'],
      [
        'start-instances --instance-ids $instance',
        'StartingInstances[].CurrentState.Name',
        is(['pending']),
      ],
      ['wait instance-running --instance-ids $instance'],
      [
        'describe-instances --instance-ids $instance',
        'Reservations[].Instances[].InstanceType',
        is(['t3.small']),
      ],
      [
        'describe-instance-status --instance-ids $instance',
        'InstanceStatuses[].InstanceState.Name',
        is(['running']),
      ],
      terminate,
      ['wait instance-terminated --instance-ids $instance'],
      [
        'describe-instances --instance-ids $instance',
        'Reservations[].Instances[].State.Name',
        is(['terminated']),
      ],
      ['describe-instance-status --instance-ids $instance', 'InstanceStatuses', gone],
    ],
  },
  {
    resource: 'a key pair',
    steps: [
      [
        `create-key-pair --key-name walk --key-type ed25519 ${named('key-pair')}`,
        'KeyPairId',
        keep('key'),
      ],
      ...tagging('key', 'key-pair'),
      [
        'describe-key-pairs --filters Name=key-name,Values=wal?',
        'KeyPairs[].[KeyPairId,KeyType]',
        is([['$key', 'ed25519']]),
      ],
      ['create-key-pair --key-name walk', undefined, refused('InvalidKeyPair.Duplicate')],
      ['delete-key-pair --key-name walk'],
      ['describe-key-pairs', 'KeyPairs', gone],
      ['describe-key-pairs --key-names walk', undefined, refused('InvalidKeyPair.NotFound')],
    ],
  },
  {
    resource: 'a launch template and its versions',
    steps: [
      [
        `create-launch-template --launch-template-name walk --version-description one --launch-template-data {"InstanceType":"t3.micro"} ${named('launch-template')}`,
        'LaunchTemplate.LaunchTemplateId',
        keep('template'),
      ],
      ...tagging('template', 'launch-template'),
      [
        'create-launch-template-version --launch-template-id $template --source-version 1 --launch-template-data {"EbsOptimized":true}',
        'LaunchTemplateVersion.VersionNumber',
        is(2),
      ],
      [
        'modify-launch-template --launch-template-id $template --default-version 2',
        'LaunchTemplate.DefaultVersionNumber',
        is(2),
      ],
      [
        'describe-launch-template-versions --launch-template-name walk --versions 2',
        'LaunchTemplateVersions[].LaunchTemplateData',
        is([{ InstanceType: 't3.micro', EbsOptimized: true }]),
      ],
      [
        'delete-launch-template-versions --launch-template-id $template --versions 1',
        'SuccessfullyDeletedLaunchTemplateVersions[].VersionNumber',
        is([1]),
      ],
      [
        'describe-launch-templates --filters Name=launch-template-name,Values=walk',
        'LaunchTemplates[].[LaunchTemplateId,LatestVersionNumber]',
        is([['$template', 2]]),
      ],
      ['delete-launch-template --launch-template-id $template'],
      ['describe-launch-templates', 'LaunchTemplates', gone],
      [
        'describe-launch-templates --launch-template-ids $template',
        undefined,
        refused('InvalidLaunchTemplateId.NotFound'),
      ],
    ],
  },
  {
    resource: 'a placement group',
    steps: [
      [
        `create-placement-group --group-name walk --strategy spread ${named('placement-group')}`,
        'PlacementGroup.GroupId',
        keep('group'),
      ],
      ...tagging('group', 'placement-group'),
      [
        'describe-placement-groups --filters Name=strategy,Values=spread Name=state,Values=available',
        'PlacementGroups[].[GroupName,GroupId]',
        is([['walk', '$group']]),
      ],
      ['delete-placement-group --group-name walk'],
      ['describe-placement-groups', 'PlacementGroups', gone],
      [
        'describe-placement-groups --group-names walk',
        undefined,
        refused('InvalidPlacementGroup.Unknown'),
      ],
    ],
  },
  {
    resource: 'a capacity reservation',
    steps: [
      [
        `create-capacity-reservation --instance-type t3.micro --instance-platform Linux/UNIX --availability-zone ap-northeast-2a --instance-count 1 ${named('capacity-reservation')}`,
        'CapacityReservation.CapacityReservationId',
        keep('reservation'),
      ],
      ...tagging('reservation', 'capacity-reservation'),
      [
        'modify-capacity-reservation --capacity-reservation-id $reservation --instance-count 3',
        'Return',
        is(true),
      ],
      [
        'describe-capacity-reservations --filters Name=instance-type,Values=t3.micro Name=state,Values=active',
        'CapacityReservations[].[CapacityReservationId,TotalInstanceCount]',
        is([['$reservation', 3]]),
      ],
      ['cancel-capacity-reservation --capacity-reservation-id $reservation', 'Return', is(true)],
      [
        'describe-capacity-reservations --capacity-reservation-ids $reservation',
        'CapacityReservations[].State',
        is(['cancelled']),
      ],
    ],
  },
  {
    resource: 'a fleet',
    steps: [
      image,
      [
        'create-launch-template --launch-template-name fleet --launch-template-data {"InstanceType":"t3.micro","ImageId":"$image"}',
        'LaunchTemplate.LaunchTemplateId',
        keep('template'),
      ],
      [
        `create-fleet --type maintain --launch-template-configs [{"LaunchTemplateSpecification":{"LaunchTemplateId":"$template","Version":"1"}}] --target-capacity-specification TotalTargetCapacity=1,DefaultTargetCapacityType=on-demand ${named('fleet')}`,
        'FleetId',
        keep('fleet'),
      ],
      ...tagging('fleet', 'fleet'),
      [
        'describe-fleets --filters Name=type,Values=maintain',
        'Fleets[].[FleetId,FleetState]',
        is([['$fleet', 'active']]),
      ],
      [
        'modify-fleet --fleet-id $fleet --target-capacity-specification TotalTargetCapacity=2',
        'Return',
        is(true),
      ],
      [
        'describe-fleets --fleet-ids $fleet',
        'Fleets[].TargetCapacitySpecification.TotalTargetCapacity',
        is([2]),
      ],
      [
        'delete-fleets --fleet-ids $fleet --terminate-instances',
        'SuccessfulFleetDeletions[].FleetId',
        is(['$fleet']),
      ],
      ['describe-fleet-instances --fleet-id $fleet', 'ActiveInstances', gone],
      ['delete-launch-template --launch-template-id $template'],
    ],
  },
  {
    resource: 'an event window',
    steps: [
      [
        `create-instance-event-window --name walk --time-range StartWeekDay=monday,StartHour=2,EndWeekDay=monday,EndHour=8 ${named('instance-event-window')}`,
        'InstanceEventWindow.InstanceEventWindowId',
        keep('window'),
      ],
      ...tagging('window', 'instance-event-window'),
      [
        'modify-instance-event-window --instance-event-window-id $window --name stroll',
        'InstanceEventWindow.Name',
        is('stroll'),
      ],
      [
        'describe-instance-event-windows --filters Name=event-window-name,Values=stroll',
        'InstanceEventWindows[].[InstanceEventWindowId,TimeRanges[0].EndHour]',
        is([['$window', 8]]),
      ],
      ['delete-instance-event-window --instance-event-window-id $window'],
      ['describe-instance-event-windows', 'InstanceEventWindows', gone],
    ],
  },
  {
    resource: 'a dedicated host',
    steps: [
      [
        `allocate-hosts --instance-type m5.large --availability-zone ap-northeast-2a --quantity 1 ${named('dedicated-host')}`,
        'HostIds[0]',
        keep('host'),
      ],
      ...tagging('host', 'dedicated-host'),
      ['modify-hosts --host-ids $host --auto-placement on', 'Successful', is(['$host'])],
      [
        'describe-hosts --filter Name=state,Values=available Name=auto-placement,Values=on',
        'Hosts[].HostId',
        is(['$host']),
      ],
      ['release-hosts --host-ids $host', 'Successful', is(['$host'])],
      ['describe-hosts --host-ids $host', 'Hosts[].State', is(['released'])],
    ],
  },
  {
    resource: 'a Spot request',
    steps: [
      image,
      [
        `request-spot-instances --type one-time --launch-specification {"ImageId":"$image","InstanceType":"t3.micro"} ${named('spot-instances-request')}`,
        'SpotInstanceRequests[0].SpotInstanceRequestId',
        keep('request'),
      ],
      ...tagging('request', 'spot-instances-request'),
      ['wait spot-instance-request-fulfilled --spot-instance-request-ids $request'],
      [
        'describe-spot-instance-requests --filters Name=state,Values=active',
        'SpotInstanceRequests[].InstanceId|[0]',
        keep('instance'),
      ],
      [
        'cancel-spot-instance-requests --spot-instance-request-ids $request',
        'CancelledSpotInstanceRequests[].State',
        is(['cancelled']),
      ],
      [
        'describe-spot-instance-requests --spot-instance-request-ids $request',
        'SpotInstanceRequests[].State',
        is(['cancelled']),
      ],
      terminate,
    ],
  },
]
