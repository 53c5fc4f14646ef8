import { gone, is, keep, named, refused, tagging, type Walk } from './walk.ts'

const volume = `create-volume --availability-zone ap-northeast-2a --size 8 --volume-type gp3 ${named('volume')}`

/** Volumes, and what is made of them. */
export const storageWalks: readonly Walk[] = [
  {
    resource: 'a volume',
    steps: [
      [volume, 'VolumeId', keep('volume')],
      ['wait volume-available --volume-ids $volume'],
      ...tagging('volume', 'volume'),
      [
        'modify-volume --volume-id $volume --size 9 --iops 4000',
        'VolumeModification.TargetIops',
        is(4000),
      ],
      [
        'describe-volumes-modifications --filters Name=volume-id,Values=$volume',
        'VolumesModifications[].[OriginalSize,TargetSize]',
        is([[8, 9]]),
      ],
      [
        'describe-volumes --filters Name=size,Values=9 Name=status,Values=available',
        'Volumes[].[VolumeId,Iops]',
        is([['$volume', 4000]]),
      ],
      ['delete-volume --volume-id $volume'],
      ['wait volume-deleted --volume-ids $volume'],
      ['describe-volumes --volume-ids $volume', undefined, refused('InvalidVolume.NotFound')],
    ],
  },
  {
    resource: 'a snapshot and an image of it',
    steps: [
      [volume, 'VolumeId', keep('volume')],
      ['wait volume-available --volume-ids $volume'],
      [
        `create-snapshot --volume-id $volume --description 'a walk' ${named('snapshot')}`,
        'SnapshotId',
        keep('snapshot'),
      ],
      ['wait snapshot-completed --snapshot-ids $snapshot'],
      ...tagging('snapshot', 'snapshot'),
      [
        'modify-snapshot-attribute --snapshot-id $snapshot --attribute createVolumePermission --operation-type add --user-ids 210987654321',
      ],
      [
        'describe-snapshot-attribute --snapshot-id $snapshot --attribute createVolumePermission',
        'CreateVolumePermissions[].UserId',
        is(['210987654321']),
      ],
      [
        "describe-snapshots --owner-ids self --filters Name=volume-id,Values=$volume 'Name=description,Values=a w*'",
        'Snapshots[].[SnapshotId,State,VolumeSize]',
        is([['$snapshot', 'completed', 8]]),
      ],
      [
        `register-image --name walk --root-device-name /dev/xvda --virtualization-type hvm --architecture x86_64 --block-device-mappings DeviceName=/dev/xvda,Ebs={SnapshotId=$snapshot}`,
        'ImageId',
        keep('image'),
      ],
      ['wait image-available --image-ids $image'],
      ...tagging('image', 'image'),
      ['delete-snapshot --snapshot-id $snapshot', undefined, refused('InvalidSnapshot.InUse')],
      ['modify-image-attribute --image-id $image --description Value=strolling'],
      [
        'describe-images --owners self --filters Name=name,Values=walk Name=block-device-mapping.snapshot-id,Values=$snapshot',
        'Images[].[ImageId,Description,RootDeviceType]',
        is([['$image', 'strolling', 'ebs']]),
      ],
      ['deregister-image --image-id $image'],
      ['describe-images --owners self', 'Images', gone],
      ['delete-snapshot --snapshot-id $snapshot'],
      ['describe-snapshots --owner-ids self', 'Snapshots', gone],
      [
        'describe-snapshots --snapshot-ids $snapshot',
        undefined,
        refused('InvalidSnapshot.NotFound'),
      ],
      ['delete-volume --volume-id $volume'],
    ],
  },
]
