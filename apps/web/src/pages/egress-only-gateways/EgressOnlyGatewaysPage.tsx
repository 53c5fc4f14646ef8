import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { routesOf } from '../../resources/routes.tsx'
import { useVpcOptions } from '../../resources/vpc-options.ts'

type Gateway = FeedItem<'egress-only-internet-gateways'>

const idOf = (gateway: Gateway) => gateway.EgressOnlyInternetGatewayId ?? ''
const vpcOf = (gateway: Gateway) => gateway.Attachments?.[0]?.VpcId

export default function EgressOnlyGatewaysPage() {
  return (
    <ResourcePage
      feed="egress-only-internet-gateways"
      texts="egressOnly"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateGateway}
      remove={(call, EgressOnlyInternetGatewayId) =>
        call('ec2', 'DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId })
      }
      dependants={LeadingTables}
      tabs={(gateway, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details gateway={gateway} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Gateway>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('egressOnly.id'), idOf, { fixed: true, width: 250 }),
    valueColumn('state', t('network.state'), ({ Attachments }) => Attachments?.[0]?.State, {
      filter: 'choice',
      width: 150,
      cell: (gateway) => <State gateway={gateway} />,
    }),
    valueColumn('vpc', t('groups.vpc'), vpcOf, {
      filter: 'choice',
      width: 230,
      cell: (gateway) => <ResourceLink page="vpcs" id={vpcOf(gateway)} />,
    }),
  ]
}

function State({ gateway }: { readonly gateway: Gateway }) {
  const state = gateway.Attachments?.[0]?.State
  return <ResourceState type={state === 'attached' ? 'success' : 'pending'} state={state} />
}

/** Route tables that lead to the gateways. */
function useTables(ids: readonly string[]) {
  return useFeed('route-tables').list.filter((table) =>
    routesOf(table).some(({ EgressOnlyInternetGatewayId = '' }) =>
      ids.includes(EgressOnlyInternetGatewayId),
    ),
  )
}

function LeadingTables({ items }: { readonly items: readonly Gateway[] }) {
  const t = useT()
  return (
    <Dependants
      text={t('egressOnly.routesLost')}
      items={useTables(items.map(idOf)).map(({ RouteTableId = '' }) => ({
        page: 'route-tables',
        id: RouteTableId,
      }))}
    />
  )
}

function Details({ gateway }: { readonly gateway: Gateway }) {
  const t = useT()
  const tables = useTables([idOf(gateway)])
  return (
    <KeyValue
      columns={4}
      items={[
        [t('egressOnly.id'), <CopyText key="id" text={gateway.EgressOnlyInternetGatewayId} />],
        [t('network.state'), <State key="state" gateway={gateway} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={vpcOf(gateway)} />],
        [
          t('routeTables.title'),
          tables.length === 0
            ? t('egressOnly.noRoute')
            : tables.map(({ RouteTableId }) => (
                <div key={RouteTableId}>
                  <ResourceLink page="route-tables" id={RouteTableId} />
                </div>
              )),
        ],
      ]}
    />
  )
}

function CreateGateway(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  return (
    <FieldsDialog
      title={t('egressOnly.create')}
      submitText={t('egressOnly.create')}
      savedText={t('egressOnly.created')}
      tagType="egress-only-internet-gateway"
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          options: vpcs,
          initial: vpcs[0]?.value ?? '',
        },
      ]}
      note={t('egressOnly.routeNote')}
      run={(call, { vpc }, tags) =>
        call('ec2', 'CreateEgressOnlyInternetGateway', { VpcId: vpc, ...tags })
      }
      onClose={props.onClose}
    />
  )
}
