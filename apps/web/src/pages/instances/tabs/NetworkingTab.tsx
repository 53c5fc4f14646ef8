import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../../api/index.ts'
import { CopyText, KeyValue } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'
import { elasticIpOf, ipv6Of, type InstanceRow } from '../instance.ts'

export function NetworkingTab(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const t = useT()
  const elastic = elasticIpOf(instance)
  const all = useFeed('network-interfaces').items
  const interfaces = (instance.NetworkInterfaces ?? []).map((one) => ({
    ...one,
    ...all.get(one.NetworkInterfaceId ?? ''),
  }))
  const privateIps = interfaces.flatMap((one) =>
    (one.PrivateIpAddresses ?? []).flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
  )
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={3}
        items={[
          [
            t('instances.publicIp'),
            instance.PublicIpAddress ? (
              <div key="public">
                <CopyText text={instance.PublicIpAddress} />
                <div>{elastic ? t('network.publicStays') : t('network.publicChanges')}</div>
              </div>
            ) : undefined,
          ],
          [
            t('instances.privateIp'),
            privateIps.length > 0 ? privateIps.join(', ') : instance.PrivateIpAddress,
          ],
          [t('instances.elasticIp'), elastic],
          [t('instances.publicDns'), <CopyText key="dns" text={instance.PublicDnsName} />],
          [t('instances.privateDns'), <CopyText key="pdns" text={instance.PrivateDnsName} />],
          [t('instances.ipv6'), ipv6Of(instance).join(', ')],
          [t('instances.vpcId'), <ResourceLink key="vpc" page="vpcs" id={instance.VpcId} />],
          [
            t('instances.subnetId'),
            <ResourceLink key="subnet" page="subnets" id={instance.SubnetId} />,
          ],
          [t('instances.zone'), instance.Placement?.AvailabilityZone],
        ]}
      />
      <Table
        variant="embedded"
        header={<Header variant="h3">{t('network.interfaces')}</Header>}
        items={interfaces}
        trackBy="NetworkInterfaceId"
        ariaLabels={{ tableLabel: t('network.interfaces') }}
        columnDefinitions={[
          {
            id: 'id',
            header: t('network.interfaceId'),
            cell: (one) => <ResourceLink page="network-interfaces" id={one.NetworkInterfaceId} />,
            isRowHeader: true,
          },
          {
            id: 'device',
            header: t('network.device'),
            cell: (one) => one.Attachment?.DeviceIndex ?? '-',
          },
          {
            id: 'subnet',
            header: t('instances.subnetId'),
            cell: (one) => <ResourceLink page="subnets" id={one.SubnetId} />,
          },
          {
            id: 'private',
            header: t('instances.privateIp'),
            cell: (one) => one.PrivateIpAddress ?? '-',
          },
          {
            id: 'public',
            header: t('instances.publicIp'),
            cell: (one) => one.Association?.PublicIp ?? '-',
          },
          { id: 'mac', header: t('network.mac'), cell: (one) => one.MacAddress ?? '-' },
          {
            id: 'check',
            header: t('network.sourceDest'),
            cell: (one) =>
              one.SourceDestCheck === undefined
                ? '-'
                : one.SourceDestCheck
                  ? t('common.enabled')
                  : t('common.disabled'),
          },
          { id: 'status', header: t('network.status'), cell: (one) => one.Status ?? '-' },
          {
            id: 'description',
            header: t('network.description'),
            cell: (one) => one.Description || '-',
          },
        ]}
      />
    </SpaceBetween>
  )
}
