import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed, type Scope } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { usePlaces } from '../../resources/places/use-places.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { routesOf } from '../../resources/routes.tsx'
import { AddRoutes } from './AddRoutes.tsx'
import { Accept, EditDns, Reject } from './answer-dialogs.tsx'
import { CreatePeering } from './CreatePeering.tsx'
import {
  blocksOf,
  idOf,
  infoOf,
  statusOf,
  useOwnSides,
  type Peering,
  type Side,
} from './peering.ts'
import { RoutesTab } from './RoutesTab.tsx'

const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  active: 'success',
  'pending-acceptance': 'warning',
  'initiating-request': 'pending',
  provisioning: 'pending',
  deleting: 'pending',
  failed: 'error',
  rejected: 'error',
  expired: 'stopped',
  deleted: 'stopped',
}

/** States in which nothing can be done any more but wait until it is no longer listed. */
const over = ['deleted', 'deleting', 'rejected', 'expired', 'failed']

function useActions(): readonly ResourceAction<Peering>[] {
  const ownSides = useOwnSides(usePlaces().shown)
  const answer = (peering: Peering, { t }: Locale, place: Scope) =>
    statusOf(peering) !== 'pending-acceptance'
      ? t('peering.notPending')
      : ownSides(peering, place).includes('accepter')
        ? undefined
        : t('peering.othersAnswer')
  const active = (peering: Peering, { t }: Locale) =>
    statusOf(peering) === 'active' ? undefined : t('peering.notActive')
  return [
    { id: 'accept', text: 'peering.accept', refuse: answer, dialog: Accept },
    { id: 'reject', text: 'peering.reject', refuse: answer, dialog: Reject },
    { id: 'dns', text: 'peering.editDns', refuse: active, dialog: EditDns },
    { id: 'routes', text: 'peering.addRoutes', refuse: active, dialog: AddRoutes },
  ]
}

export default function PeeringPage() {
  return (
    <ResourcePage
      feed="peering-connections"
      texts="peering"
      idOf={idOf}
      tagsOf={(peering) => peering.Tags}
      columns={createColumns}
      create={CreatePeering}
      actions={useActions()}
      refuseDelete={(peering, { t }) =>
        over.includes(statusOf(peering)) ? t('peering.isOver') : undefined
      }
      remove={(call, VpcPeeringConnectionId) =>
        call('ec2', 'DeleteVpcPeeringConnection', { VpcPeeringConnectionId })
      }
      dependants={LeadingTables}
      tabs={(peering, { t }, open) => [
        { id: 'details', label: t('tab.details'), content: <Details peering={peering} /> },
        {
          id: 'routes',
          label: t('routeTables.title'),
          content: <RoutesTab peering={peering} onAdd={() => open('routes')} />,
        },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Peering>[] {
  const party = (side: Side, vpc: string, blocks: string): ResourceColumn<Peering>[] => [
    valueColumn(`${side}-vpc`, vpc, (peering) => infoOf(peering, side)?.VpcId, {
      width: 220,
      cell: (peering) => <ResourceLink page="vpcs" id={infoOf(peering, side)?.VpcId} />,
    }),
    valueColumn(`${side}-cidrs`, blocks, (peering) => blocksOf(peering, side).join(', '), {
      width: 170,
    }),
  ]
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('peering.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('status', t('network.state'), statusOf, {
      filter: 'choice',
      width: 200,
      cell: (peering) => <State peering={peering} />,
    }),
    ...party('requester', t('peering.requesterVpc'), t('peering.requesterCidrs')),
    ...party('accepter', t('peering.accepterVpc'), t('peering.accepterCidrs')),
    valueColumn(
      'requester-owner',
      t('peering.requesterOwner'),
      (peering) => infoOf(peering, 'requester')?.OwnerId,
      { hidden: true },
    ),
    valueColumn(
      'accepter-owner',
      t('peering.accepterOwner'),
      (peering) => infoOf(peering, 'accepter')?.OwnerId,
      { width: 170 },
    ),
    valueColumn('expires', t('peering.expires'), ({ ExpirationTime }) => ExpirationTime, {
      filter: 'date',
      hidden: true,
      cell: ({ ExpirationTime }) => formatTime(ExpirationTime, name) || '-',
    }),
  ]
}

function State({ peering }: { readonly peering: Peering }) {
  const state = statusOf(peering)
  return <ResourceState type={stateTypes[state] ?? 'info'} state={state} />
}

function LeadingTables({ items }: { readonly items: readonly Peering[] }) {
  const t = useT()
  const ids = items.map(idOf)
  const tables = useFeed('route-tables').list.filter((table) =>
    routesOf(table).some(({ VpcPeeringConnectionId = '' }) => ids.includes(VpcPeeringConnectionId)),
  )
  return (
    <Dependants
      text={t('peering.routesLost')}
      items={tables.map(({ RouteTableId = '' }) => ({ page: 'route-tables', id: RouteTableId }))}
    />
  )
}

function Details({ peering }: { readonly peering: Peering }) {
  const { t, name } = useLocale()
  const dns = (side: Side) => {
    const on = infoOf(peering, side)?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc
    return on === undefined ? undefined : t(on ? 'common.enabled' : 'common.disabled')
  }
  const where = (side: Side) => {
    const { OwnerId, Region } = infoOf(peering, side) ?? {}
    return [OwnerId, Region].filter(Boolean).join(' · ')
  }
  const vpc = (side: Side) => (
    <ResourceLink key={side} page="vpcs" id={infoOf(peering, side)?.VpcId} />
  )
  return (
    <KeyValue
      columns={4}
      items={[
        [t('peering.id'), <CopyText key="id" text={peering.VpcPeeringConnectionId} />],
        [t('network.state'), <State key="state" peering={peering} />],
        [t('peering.message'), peering.Status?.Message],
        [t('peering.expires'), formatTime(peering.ExpirationTime, name)],
        [t('peering.requesterVpc'), vpc('requester')],
        [t('peering.requesterCidrs'), blocksOf(peering, 'requester').join(', ')],
        [t('peering.requesterOwner'), where('requester')],
        [t('peering.requesterDns'), dns('requester')],
        [t('peering.accepterVpc'), vpc('accepter')],
        [t('peering.accepterCidrs'), blocksOf(peering, 'accepter').join(', ')],
        [t('peering.accepterOwner'), where('accepter')],
        [t('peering.accepterDns'), dns('accepter')],
      ]}
    />
  )
}
