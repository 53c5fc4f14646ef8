import { useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { useRegionOptions, useSubnetOptions, useVpcOptions } from '../../resources/vpc-options.ts'
import { useTransitOptions } from './transit-options.ts'

/** Attaches a VPC through a subnet in each zone, or peers with a gateway of any Region. */
export function CreateAttachment(props: { readonly onClose: () => void }) {
  const t = useT()
  const { region } = useScope()
  const gateways = useTransitOptions()
  const vpcs = useVpcOptions()
  const subnets = useSubnetOptions()
  const regions = useRegionOptions()
  const isVpc = ({ kind }: FieldValues) => kind === 'vpc'
  const isPeering = ({ kind }: FieldValues) => kind === 'peering'
  return (
    <FieldsDialog
      title={t('tgwAttachments.create')}
      submitText={t('tgwAttachments.create')}
      savedText={t('tgwAttachments.created')}
      tagType="transit-gateway-attachment"
      note={t('tgwAttachments.createNote')}
      fields={[
        {
          id: 'gateway',
          label: t('tgw.id'),
          kind: 'choice',
          initial: gateways[0]?.value ?? '',
          none: t('tgwAttachments.noGateway'),
          options: gateways,
        },
        {
          id: 'kind',
          label: t('tgwAttachments.type'),
          kind: 'choice',
          initial: 'vpc',
          options: [
            { value: 'vpc', label: 'VPC' },
            { value: 'peering', label: t('tgwAttachments.peering') },
          ],
        },
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: vpcs[0]?.value ?? '',
          options: vpcs,
          when: isVpc,
        },
        {
          id: 'subnets',
          label: t('subnets.title'),
          description: t('tgwAttachments.subnetsText'),
          kind: 'choices',
          options: ({ vpc }) => subnets.filter(({ vpcId }) => vpcId === vpc),
          when: isVpc,
          problem: (value) => {
            const zones = subnets
              .filter((subnet) => value.split(',').includes(subnet.value))
              .map(({ tag }) => tag)
            return new Set(zones).size < zones.length ? t('tgwAttachments.zoneTwice') : undefined
          },
        },
        {
          id: 'account',
          label: t('peering.accountId'),
          placeholder: '123456789012',
          when: isPeering,
          problem: (value) => (/^\d{12}$/.test(value) ? undefined : t('peering.accountProblem')),
        },
        {
          id: 'region',
          label: t('shell.region'),
          kind: 'choice',
          initial: region,
          options: regions,
          when: isPeering,
        },
        {
          id: 'peer',
          label: t('tgwAttachments.peer'),
          placeholder: 'tgw-…',
          when: isPeering,
          problem: (value) =>
            /^tgw-[0-9a-f]+$/.test(value) ? undefined : t('tgwAttachments.peerProblem'),
        },
      ]}
      run={(call, values, tags) =>
        isVpc(values)
          ? call('ec2', 'CreateTransitGatewayVpcAttachment', {
              TransitGatewayId: values['gateway'],
              VpcId: values['vpc'],
              SubnetIds: (values['subnets'] ?? '').split(','),
              ...tags,
            })
          : call('ec2', 'CreateTransitGatewayPeeringAttachment', {
              TransitGatewayId: values['gateway'],
              PeerTransitGatewayId: values['peer'],
              PeerAccountId: values['account'],
              PeerRegion: values['region'],
              ...tags,
            })
      }
      onClose={props.onClose}
    />
  )
}
