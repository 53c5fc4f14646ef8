import type { FeedItem } from '@brume/console-api'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { ResourceLink } from './ResourceLink.tsx'

export type RouteTable = FeedItem<'route-tables'>
export type Route = NonNullable<RouteTable['Routes']>[number]

export function routesOf(table: RouteTable | undefined): readonly Route[] {
  return table?.Routes ?? []
}

export function destinationOf(route: Route): string {
  return (
    route.DestinationCidrBlock ??
    route.DestinationIpv6CidrBlock ??
    route.DestinationPrefixListId ??
    ''
  )
}

/** Where a route leads: `local`, `igw-0…`, `nat-0…`. */
export function targetOf(route: Route): string {
  return (
    route.NatGatewayId ??
    route.InstanceId ??
    route.NetworkInterfaceId ??
    route.EgressOnlyInternetGatewayId ??
    route.VpcPeeringConnectionId ??
    route.TransitGatewayId ??
    route.GatewayId ??
    ''
  )
}

/** The route's target as the API's member names it. */
export function targetInput(target: string) {
  if (target.startsWith('nat-')) return { NatGatewayId: target }
  if (target.startsWith('eni-')) return { NetworkInterfaceId: target }
  if (target.startsWith('eigw-')) return { EgressOnlyInternetGatewayId: target }
  if (target.startsWith('pcx-')) return { VpcPeeringConnectionId: target }
  if (target.startsWith('tgw-')) return { TransitGatewayId: target }
  if (target.startsWith('i-')) return { InstanceId: target }
  return { GatewayId: target }
}

/** The destination as the API's member names it: a block of either kind, or a prefix list. */
export function destinationInput(text: string) {
  if (text.startsWith('pl-')) return { DestinationPrefixListId: text }
  return text.includes(':') ? { DestinationIpv6CidrBlock: text } : { DestinationCidrBlock: text }
}

const pages: Readonly<Record<string, string>> = {
  igw: 'internet-gateways',
  nat: 'nat-gateways',
  eigw: 'egress-only-internet-gateways',
  pcx: 'peering-connections',
  tgw: 'transit-gateways',
  vgw: 'vpn-gateways',
  vpce: 'endpoints',
  eni: 'network-interfaces',
  i: 'instances',
}

/** The routes of a table, each with its target and whether that still exists. */
export function RoutesTable(props: {
  readonly table: RouteTable | undefined
  readonly header?: ReactNode
}) {
  const t = useT()
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={routesOf(props.table)}
      trackBy={destinationOf}
      header={props.header}
      ariaLabels={{ tableLabel: t('routes.title') }}
      empty={<EmptyState title={t('routes.empty')} />}
      columnDefinitions={[
        {
          id: 'destination',
          header: t('routes.destination'),
          cell: destinationOf,
          isRowHeader: true,
        },
        {
          id: 'target',
          header: t('routes.target'),
          cell: (route) => {
            const target = targetOf(route)
            return <ResourceLink page={pages[target.split('-')[0] ?? ''] ?? ''} id={target} />
          },
        },
        {
          id: 'state',
          header: t('network.state'),
          cell: ({ State }) =>
            State === 'blackhole' ? (
              <StatusIndicator type="error">{t('routes.blackhole')}</StatusIndicator>
            ) : (
              <StatusIndicator>{t('routes.active')}</StatusIndicator>
            ),
        },
        {
          id: 'origin',
          header: t('routes.origin'),
          cell: ({ Origin }) => t(Origin === 'CreateRouteTable' ? 'routes.local' : 'routes.own'),
        },
      ]}
    />
  )
}
