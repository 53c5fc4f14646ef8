import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useConnection, useFeed } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { ipTypeText } from '../../resources/load-balancing/ip-type.ts'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { nodesOf } from '../../resources/load-balancing/nodes.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'

/** In which zones and subnets the balancer has its nodes. */
export function NetworkMapping(props: {
  readonly balancer: Balancer
  readonly onEdit: () => void
}) {
  const { balancer } = props
  const t = useT()
  const { readOnly } = useConnection()
  const subnets = useFeed('subnets').items
  const nodes = nodesOf(balancer.LoadBalancerArn, useFeed('network-interfaces').list)
  const zones = [...(balancer.AvailabilityZones ?? [])].sort((one, other) =>
    (one.ZoneName ?? '').localeCompare(other.ZoneName ?? ''),
  )
  return (
    <SpaceBetween size="m">
      <KeyValue
        columns={3}
        items={[
          [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={balancer.VpcId} />],
          [t('targetGroups.ipType'), ipTypeText(balancer.IpAddressType, t)],
          [t('loadBalancers.zones'), zones.length],
        ]}
      />
      <Table
        variant="embedded"
        items={zones}
        trackBy="ZoneName"
        ariaLabels={{ tableLabel: t('loadBalancers.mapping') }}
        header={
          <Header
            variant="h3"
            actions={
              <Button
                disabled={readOnly}
                disabledReason={t('reason.readOnly')}
                onClick={props.onEdit}
              >
                {t('loadBalancers.editSubnets')}
              </Button>
            }
          >
            {t('loadBalancers.mapping')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'zone',
            header: t('instances.zone'),
            isRowHeader: true,
            cell: ({ ZoneName }) => ZoneName,
          },
          {
            id: 'subnet',
            header: t('instances.subnetId'),
            cell: ({ SubnetId = '' }) => {
              const subnet = subnets.get(SubnetId)
              const text = [subnet && nameOf(subnet), SubnetId].filter(Boolean).join(' · ')
              return <ResourceLink page="subnets" id={SubnetId} text={text} />
            },
          },
          {
            id: 'node',
            header: t('loadBalancers.node'),
            cell: ({ SubnetId }) => (
              <ResourceLink
                page="network-interfaces"
                id={nodes.find((one) => one.SubnetId === SubnetId)?.NetworkInterfaceId}
              />
            ),
          },
          {
            id: 'private',
            header: t('instances.privateIp'),
            cell: ({ SubnetId }) =>
              nodes.find((one) => one.SubnetId === SubnetId)?.PrivateIpAddress ?? '-',
          },
          {
            id: 'public',
            header: t('instances.publicIp'),
            cell: ({ SubnetId }) =>
              nodes.find((one) => one.SubnetId === SubnetId)?.Association?.PublicIp ?? '-',
          },
        ]}
      />
    </SpaceBetween>
  )
}
