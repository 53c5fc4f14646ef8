import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { GatewayState } from './GatewayState.tsx'

type Gateway = FeedItem<'customer-gateways'>

const idOf = (gateway: Gateway) => gateway.CustomerGatewayId ?? ''
const isAsn = (text: string) =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 4_294_967_295

export default function CustomerGatewaysPage() {
  return (
    <ResourcePage
      feed="customer-gateways"
      texts="customerGateways"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateGateway}
      remove={(call, CustomerGatewayId) =>
        call('ec2', 'DeleteCustomerGateway', { CustomerGatewayId })
      }
      dependants={Users}
      tabs={(gateway, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details gateway={gateway} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Gateway>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('customerGateways.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => <GatewayState state={State} />,
    }),
    valueColumn('asn', t('customerGateways.asn'), ({ BgpAsn }) => BgpAsn, { width: 130 }),
    valueColumn('address', t('customerGateways.address'), ({ IpAddress }) => IpAddress, {
      width: 160,
    }),
    valueColumn('device', t('customerGateways.device'), ({ DeviceName }) => DeviceName, {
      width: 200,
    }),
    valueColumn('type', t('vpns.type'), ({ Type }) => Type, { width: 120 }),
  ]
}

function Users({ items }: { readonly items: readonly Gateway[] }) {
  const t = useT()
  const ids = items.map(idOf)
  const connections = useFeed('vpn-connections').list.filter(
    ({ CustomerGatewayId = '', State }) => ids.includes(CustomerGatewayId) && State !== 'deleted',
  )
  return (
    <Dependants
      text={t('vpns.deleteFirst')}
      items={connections.map(({ VpnConnectionId = '' }) => ({
        page: 'vpn-connections',
        id: VpnConnectionId,
      }))}
    />
  )
}

function Details({ gateway }: { readonly gateway: Gateway }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('customerGateways.id'), <CopyText key="id" text={gateway.CustomerGatewayId} />],
        [t('network.state'), <GatewayState key="state" state={gateway.State} />],
        [t('customerGateways.asn'), gateway.BgpAsn],
        [t('customerGateways.address'), gateway.IpAddress],
        [t('customerGateways.device'), gateway.DeviceName],
        [t('customerGateways.certificate'), gateway.CertificateArn],
        [t('vpns.type'), gateway.Type],
      ]}
    />
  )
}

function CreateGateway(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('customerGateways.create')}
      submitText={t('customerGateways.create')}
      savedText={t('customerGateways.created')}
      tagType="customer-gateway"
      fields={[
        {
          id: 'address',
          label: t('customerGateways.address'),
          description: t('customerGateways.addressText'),
          placeholder: '198.51.100.1',
          problem: (value) =>
            /^\d{1,3}(\.\d{1,3}){3}$/.test(value) && value.split('.').every((n) => Number(n) < 256)
              ? undefined
              : t('interfaces.addressProblem'),
        },
        {
          id: 'asn',
          label: t('customerGateways.asn'),
          description: t('customerGateways.asnText'),
          initial: '65000',
          problem: (value) => (isAsn(value) ? undefined : t('customerGateways.asnProblem')),
        },
        { id: 'device', label: t('customerGateways.device'), optional: true },
      ]}
      run={(call, { address, asn, device }, tags) =>
        call('ec2', 'CreateCustomerGateway', {
          Type: 'ipsec.1',
          IpAddress: address,
          BgpAsn: Number(asn),
          ...(device && { DeviceName: device }),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
