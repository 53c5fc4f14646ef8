import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf, type Tag } from '../../lib/tags.ts'
import { FieldsDialog, type FieldOption } from '../../resources/FieldsDialog.tsx'

const toOption = (
  id: string | undefined,
  item: { Tags?: readonly Tag[] | undefined },
): FieldOption => ({
  value: id ?? '',
  label: [id, nameOf(item)].filter(Boolean).join(' · '),
})

/** Two tunnels between a customer gateway and AWS's end. */
export function CreateConnection(props: { readonly onClose: () => void }) {
  const t = useT()
  const customers = useFeed('customer-gateways')
    .list.filter(({ State }) => State === 'available')
    .map((one) => toOption(one.CustomerGatewayId, one))
  const vpnGateways = useFeed('vpn-gateways')
    .list.filter(({ State }) => State === 'available')
    .map((one) => toOption(one.VpnGatewayId, one))
  const transits = useFeed('transit-gateways')
    .list.filter(({ State }) => State === 'available')
    .map((one) => toOption(one.TransitGatewayId, one))
  return (
    <FieldsDialog
      title={t('vpns.create')}
      submitText={t('vpns.create')}
      savedText={t('vpns.created')}
      tagType="vpn-connection"
      note={t('vpns.createNote')}
      fields={[
        {
          id: 'end',
          label: t('vpns.target'),
          kind: 'choice',
          initial: 'vgw',
          options: [
            { value: 'vgw', label: t('vpnGateways.one') },
            { value: 'tgw', label: t('tgw.one') },
          ],
        },
        {
          id: 'vgw',
          label: t('vpnGateways.one'),
          kind: 'choice',
          initial: vpnGateways[0]?.value ?? '',
          options: vpnGateways,
          none: t('vpns.noVpnGateway'),
          when: ({ end }) => end === 'vgw',
        },
        {
          id: 'tgw',
          label: t('tgw.one'),
          kind: 'choice',
          initial: transits[0]?.value ?? '',
          options: transits,
          none: t('tgwAttachments.noGateway'),
          when: ({ end }) => end === 'tgw',
        },
        {
          id: 'customer',
          label: t('customerGateways.one'),
          kind: 'choice',
          initial: customers[0]?.value ?? '',
          options: customers,
          none: t('vpns.noCustomerGateway'),
        },
        {
          id: 'routing',
          label: t('vpns.routing'),
          kind: 'choice',
          initial: 'dynamic',
          options: [
            { value: 'dynamic', label: t('vpns.dynamic') },
            { value: 'static', label: t('vpns.static') },
          ],
        },
      ]}
      run={(call, values, tags) =>
        call('ec2', 'CreateVpnConnection', {
          Type: 'ipsec.1',
          CustomerGatewayId: values['customer'],
          ...(values['end'] === 'vgw'
            ? { VpnGatewayId: values['vgw'] }
            : { TransitGatewayId: values['tgw'] }),
          Options: { StaticRoutesOnly: values['routing'] === 'static' },
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
