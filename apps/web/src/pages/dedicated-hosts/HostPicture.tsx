import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { takesText, type Host } from './host.ts'
import './host-picture.css'

/** The server as a bar of vCPUs: what stands on it, side by side, and what is free. */
export function HostPicture({ host }: { readonly host: Host }) {
  const t = useT()
  const instances = useFeed('instances').items
  const total = host.HostProperties?.TotalVCpus ?? 0
  const free = host.AvailableCapacity?.AvailableVCpus ?? total
  const used = total - free
  const on = host.Instances ?? []
  const sizes = on.map(({ InstanceId = '' }) => {
    const { CoreCount = 1, ThreadsPerCore = 1 } = instances.get(InstanceId)?.CpuOptions ?? {}
    return CoreCount * ThreadsPerCore
  })
  const known = sizes.reduce((sum, size) => sum + size, 0)
  const room = (host.AvailableCapacity?.AvailableInstanceCapacity ?? []).filter(
    ({ AvailableCapacity = 0 }) => AvailableCapacity > 0,
  )
  return (
    <SpaceBetween size="m">
      <Box variant="awsui-key-label">
        {t('dedicatedHosts.pictureText', { takes: takesText(host), used, total })}
      </Box>
      <ul className="brume-host" aria-label={t('dedicatedHosts.picture')}>
        {on.map(({ InstanceId: id = '', InstanceType: type = '' }, index) => {
          const instance = instances.get(id)
          const name = instance ? nameOf(instance) : ''
          return (
            <li
              key={id}
              className="brume-host-part"
              style={{ flexGrow: known === 0 ? 1 : ((sizes[index] ?? 1) * used) / known }}
            >
              <ResourceLink page="instances" id={id} {...(name !== '' && { text: name })} />
              <Box fontSize="body-s">{type}</Box>
            </li>
          )
        })}
        {free > 0 ? (
          <li className="brume-host-part" data-free style={{ flexGrow: free }}>
            {t('dedicatedHosts.freeText', { free })}
          </li>
        ) : null}
      </ul>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={room}
        trackBy="InstanceType"
        ariaLabels={{ tableLabel: t('dedicatedHosts.room') }}
        empty={t('dedicatedHosts.full')}
        columnDefinitions={[
          {
            id: 'type',
            header: t('templates.type'),
            cell: ({ InstanceType }) => InstanceType,
            isRowHeader: true,
          },
          {
            id: 'room',
            header: t('dedicatedHosts.room'),
            cell: ({ AvailableCapacity = 0, TotalCapacity = 0 }) =>
              t('dedicatedHosts.roomOf', { free: AvailableCapacity, total: TotalCapacity }),
          },
        ]}
      />
    </SpaceBetween>
  )
}
