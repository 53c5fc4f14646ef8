import Table from '@cloudscape-design/components/table'
import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { PanelTabs } from '../../resources/PanelTabs.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { idOf, imageNameOf, isProtected, stateTypeOf, type Image } from './image.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'

/** One image: facts, disks, who may launch it, tags. */
export function ImagePanel(props: { readonly image: Image; readonly own: boolean }) {
  const { image, own } = props
  const t = useT()
  return (
    <PanelTabs
      tabs={[
        { id: 'details', label: t('tab.details'), content: <Details image={image} /> },
        { id: 'storage', label: t('tab.storage'), content: <Disks image={image} /> },
        ...(own
          ? [
              {
                id: 'permissions',
                label: t('images.permissions'),
                content: <Permissions image={image} />,
              },
            ]
          : []),
        {
          id: 'tags',
          label: t('tab.tags'),
          content: <ResourceTags id={idOf(image)} tags={image.Tags} />,
        },
      ]}
    />
  )
}

function Details({ image }: { readonly image: Image }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('images.id'), <CopyText key="id" text={image.ImageId} />],
        [t('images.name'), imageNameOf(image)],
        [
          t('images.state'),
          <ResourceState key="state" type={stateTypeOf(image)} state={image.State} />,
        ],
        [t('images.stateReason'), image.StateReason?.Message],
        [t('images.platform'), image.PlatformDetails],
        [t('images.architecture'), image.Architecture],
        [t('images.root'), image.RootDeviceType],
        [t('images.rootName'), image.RootDeviceName],
        [t('images.virtualization'), image.VirtualizationType],
        [t('images.bootMode'), image.BootMode],
        [t('images.imds'), image.ImdsSupport],
        [t('images.owner'), image.OwnerId],
        [t('images.source'), image.ImageLocation],
        [t('images.sourceInstance'), image.SourceInstanceId],
        [t('images.created'), formatTime(image.CreationDate, name)],
        [t('images.deprecation'), formatTime(image.DeprecationTime, name)],
        [t('images.protection'), t(isProtected(image) ? 'common.yes' : 'common.no')],
        [t('images.sourceImage'), image.SourceImageId],
        [t('images.lastLaunched'), formatTime(image.LastLaunchedTime, name)],
        [t('images.descriptionColumn'), image.Description],
      ]}
    />
  )
}

function Disks({ image }: { readonly image: Image }) {
  const t = useT()
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={image.BlockDeviceMappings ?? []}
      trackBy="DeviceName"
      ariaLabels={{ tableLabel: t('tab.storage') }}
      columnDefinitions={[
        {
          id: 'device',
          header: t('launch.volume.device'),
          cell: ({ DeviceName }) => DeviceName,
          isRowHeader: true,
        },
        {
          id: 'snapshot',
          header: t('launch.volume.snapshot'),
          cell: ({ Ebs, VirtualName }) =>
            Ebs ? <ResourceLink page="snapshots" id={Ebs.SnapshotId} /> : (VirtualName ?? '-'),
        },
        {
          id: 'size',
          header: t('launch.volume.size'),
          cell: ({ Ebs }) => Ebs?.VolumeSize ?? '-',
        },
        {
          id: 'type',
          header: t('launch.volume.type'),
          cell: ({ Ebs }) => Ebs?.VolumeType ?? '-',
        },
        {
          id: 'delete',
          header: t('launch.volume.deleteOnTermination'),
          cell: ({ Ebs }) => (Ebs ? t(Ebs.DeleteOnTermination ? 'common.yes' : 'common.no') : '-'),
        },
        {
          id: 'encrypted',
          header: t('launch.volume.encrypted'),
          cell: ({ Ebs }) => (Ebs ? t(Ebs.Encrypted ? 'common.yes' : 'common.no') : '-'),
        },
      ]}
      empty={t('launch.volume.none')}
    />
  )
}

function Permissions({ image }: { readonly image: Image }) {
  const t = useT()
  const { data } = useOperation('ec2', 'DescribeImageAttribute', {
    ImageId: idOf(image),
    Attribute: 'launchPermission',
  })
  const accounts = (data?.LaunchPermissions ?? []).flatMap(({ UserId }) => UserId ?? [])
  return (
    <KeyValue
      columns={2}
      items={[
        [t('images.visibility'), t(image.Public ? 'images.public' : 'images.private')],
        [t('images.sharedWith'), accounts.join(', ')],
      ]}
    />
  )
}
