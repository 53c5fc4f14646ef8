import Alert from '@cloudscape-design/components/alert'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { RecycledTable } from './RecycledTable.tsx'

/** What was deleted and is kept for a time by a retention rule. */
export default function RecycleBinPage() {
  const t = useT()
  const snapshots = useOperation('ec2', 'ListSnapshotsInRecycleBin', {})
  const images = useOperation('ec2', 'ListImagesInRecycleBin', {})
  const volumes = useOperation('ec2', 'ListVolumesInRecycleBin', {})
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('recycleBin.text')}>
          {t('recycleBin.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Alert type="info">{t('recycleBin.rules')}</Alert>
        <RecycledTable
          title={t('snapshots.title')}
          loading={snapshots.isLoading}
          items={(snapshots.data?.Snapshots ?? []).map((item) => ({
            id: item.SnapshotId ?? '',
            description: item.Description ?? '',
            entered: item.RecycleBinEnterTime,
            exits: item.RecycleBinExitTime,
          }))}
          restore={(call, SnapshotId) =>
            call('ec2', 'RestoreSnapshotFromRecycleBin', { SnapshotId })
          }
        />
        <RecycledTable
          title={t('images.title')}
          loading={images.isLoading}
          items={(images.data?.Images ?? []).map((item) => ({
            id: item.ImageId ?? '',
            description: item.Name ?? '',
            entered: item.RecycleBinEnterTime,
            exits: item.RecycleBinExitTime,
          }))}
          restore={(call, ImageId) => call('ec2', 'RestoreImageFromRecycleBin', { ImageId })}
        />
        <RecycledTable
          title={t('volumes.title')}
          loading={volumes.isLoading}
          items={(volumes.data?.Volumes ?? []).map((item) => ({
            id: item.VolumeId ?? '',
            description: `${item.VolumeType ?? ''} ${item.Size ?? ''} GiB`,
            entered: item.RecycleBinEnterTime,
            exits: item.RecycleBinExitTime,
          }))}
          restore={(call, VolumeId) => call('ec2', 'RestoreVolumeFromRecycleBin', { VolumeId })}
        />
      </SpaceBetween>
    </ContentLayout>
  )
}
