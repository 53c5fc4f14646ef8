import type { FeedItem } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'

type Vpc = FeedItem<'vpcs'>

interface DialogProps {
  readonly item: Vpc
  readonly onClose: () => void
}

/** Blocks of either family that can be taken away: all but the primary one. */
export function removableBlocks(vpc: Vpc): readonly { id: string; block: string }[] {
  const secondary = (vpc.CidrBlockAssociationSet ?? [])
    .filter(({ CidrBlock }) => CidrBlock !== vpc.CidrBlock)
    .map(({ AssociationId = '', CidrBlock = '' }) => ({ id: AssociationId, block: CidrBlock }))
  const ipv6 = (vpc.Ipv6CidrBlockAssociationSet ?? []).map(
    ({ AssociationId = '', Ipv6CidrBlock = '' }) => ({ id: AssociationId, block: Ipv6CidrBlock }),
  )
  return [...secondary, ...ipv6]
}

export function AddIpv6Cidr({ item, onClose }: DialogProps) {
  const t = useT()
  const VpcId = item.VpcId ?? ''
  return (
    <FieldsDialog
      title={t('vpcs.addCidrTitle', { id: VpcId })}
      submitText={t('vpcs.addIpv6Cidr')}
      savedText={t('common.saved')}
      fields={[]}
      note={t('vpcs.addIpv6Text')}
      run={(call) =>
        call('ec2', 'AssociateVpcCidrBlock', { VpcId, AmazonProvidedIpv6CidrBlock: true })
      }
      onClose={onClose}
    />
  )
}

export function RemoveCidr({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('vpcs.removeCidrTitle', { id: item.VpcId ?? '' })}
      submitText={t('vpcs.removeCidr')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'block',
          label: t('vpcs.block'),
          kind: 'choice',
          initial: removableBlocks(item)[0]?.id ?? '',
          options: removableBlocks(item).map(({ id, block }) => ({ value: id, label: block })),
        },
      ]}
      note={t('vpcs.removeCidrText')}
      run={(call, values) =>
        call('ec2', 'DisassociateVpcCidrBlock', { AssociationId: values['block'] })
      }
      onClose={onClose}
    />
  )
}
