import { useFeed, useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { overlap } from '../../lib/cidr.ts'
import { FieldsDialog, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { useRegionOptions, useVpcOptions } from '../../resources/vpc-options.ts'

/** Asks for a connection: with a VPC of this account and Region, which can be chosen, or with one elsewhere, by its id. */
export function CreatePeering(props: { readonly onClose: () => void }) {
  const t = useT()
  const { region } = useScope()
  const vpcs = useVpcOptions()
  const regions = useRegionOptions()
  const feed = useFeed('vpcs')
  const isHere = ({ account, region: wished }: FieldValues) =>
    account === 'own' && (wished ?? region) === region
  const blocksOf = (id: string | undefined) =>
    (feed.items.get(id ?? '')?.CidrBlockAssociationSet ?? []).flatMap(
      ({ CidrBlock }) => CidrBlock ?? [],
    )
  return (
    <FieldsDialog
      title={t('peering.create')}
      submitText={t('peering.create')}
      savedText={t('peering.created')}
      tagType="vpc-peering-connection"
      fields={[
        {
          id: 'vpc',
          label: t('peering.requesterVpc'),
          kind: 'choice',
          options: vpcs,
          initial: vpcs[0]?.value ?? '',
        },
        {
          id: 'account',
          label: t('peering.account'),
          kind: 'choice',
          initial: 'own',
          options: [
            { value: 'own', label: t('peering.ownAccount') },
            { value: 'other', label: t('peering.otherAccount') },
          ],
        },
        {
          id: 'owner',
          label: t('peering.accountId'),
          placeholder: '123456789012',
          when: ({ account }) => account === 'other',
          problem: (value) => (/^\d{12}$/.test(value) ? undefined : t('peering.accountProblem')),
        },
        {
          id: 'region',
          label: t('shell.region'),
          kind: 'choice',
          initial: region,
          options: regions,
        },
        {
          id: 'peer',
          label: t('peering.accepterVpc'),
          kind: 'choice',
          when: isHere,
          options: ({ vpc }) => vpcs.filter(({ value }) => value !== vpc),
          none: t('peering.noOtherVpc'),
          problem: (value, { vpc }) => {
            const clash = blocksOf(vpc).find((own) =>
              blocksOf(value).some((other) => overlap(own, other)),
            )
            return clash === undefined ? undefined : t('peering.overlap', { block: clash })
          },
        },
        {
          id: 'peerId',
          label: t('peering.accepterVpc'),
          placeholder: 'vpc-…',
          when: (values) => !isHere(values),
          problem: (value) => (/^vpc-[0-9a-f]+$/.test(value) ? undefined : t('peering.vpcProblem')),
        },
      ]}
      note={t('peering.createNote')}
      run={(call, values, tags) =>
        call('ec2', 'CreateVpcPeeringConnection', {
          VpcId: values['vpc'],
          PeerVpcId: values['peer'] || values['peerId'],
          ...(values['owner'] && { PeerOwnerId: values['owner'] }),
          ...(values['region'] !== region && { PeerRegion: values['region'] }),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
