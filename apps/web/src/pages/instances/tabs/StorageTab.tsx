import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../../api/index.ts'
import { EmptyState, KeyValue } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import type { InstanceRow } from '../instance.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'

export function StorageTab(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const { t, name: locale } = useLocale()
  const volumes = useFeed('volumes').items
  const blocks = (instance.BlockDeviceMappings ?? []).map(({ DeviceName = '', Ebs }) => ({
    DeviceName,
    Ebs,
    volume: volumes.get(Ebs?.VolumeId ?? ''),
  }))
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? '-' : value ? t('common.yes') : t('common.no')
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={3}
        items={[
          [t('instances.rootName'), instance.RootDeviceName],
          [t('instances.rootType'), instance.RootDeviceType],
          [
            t('details.ebsOptimized'),
            instance.EbsOptimized ? t('common.enabled') : t('common.disabled'),
          ],
        ]}
      />
      <Table
        variant="embedded"
        header={<Header variant="h3">{t('storage.blocks')}</Header>}
        items={blocks}
        trackBy="DeviceName"
        ariaLabels={{ tableLabel: t('storage.blocks') }}
        empty={<EmptyState title={t('storage.none')} />}
        columnDefinitions={[
          {
            id: 'volume',
            header: t('storage.volume'),
            cell: ({ Ebs }) => <ResourceLink page="volumes" id={Ebs?.VolumeId} />,
            isRowHeader: true,
          },
          { id: 'device', header: t('storage.device'), cell: ({ DeviceName }) => DeviceName },
          { id: 'size', header: t('storage.size'), cell: ({ volume }) => volume?.Size ?? '-' },
          {
            id: 'type',
            header: t('storage.type'),
            cell: ({ volume }) => volume?.VolumeType ?? '-',
          },
          { id: 'status', header: t('storage.attachment'), cell: ({ Ebs }) => Ebs?.Status ?? '-' },
          {
            id: 'time',
            header: t('storage.attachTime'),
            cell: ({ Ebs }) => formatTime(Ebs?.AttachTime, locale) || '-',
          },
          {
            id: 'encrypted',
            header: t('storage.encrypted'),
            cell: ({ volume }) => yesNo(volume?.Encrypted),
          },
          {
            id: 'termination',
            header: t('storage.onTermination'),
            cell: ({ Ebs }) => yesNo(Ebs?.DeleteOnTermination),
          },
        ]}
      />
    </SpaceBetween>
  )
}
