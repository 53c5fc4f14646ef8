import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { containsIpv6, nextFree64, parseIpv6Block } from '../../lib/ipv6.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ipv6BlocksOf } from '../../resources/ipv6-blocks.ts'

type Subnet = FeedItem<'subnets'>

/** A free block for one more subnet of the VPC. */
export function suggestIpv6(
  vpc: FeedItem<'vpcs'> | undefined,
  subnets: readonly Subnet[],
): string | undefined {
  const taken = subnets.flatMap((one) => (one.VpcId === vpc?.VpcId ? ipv6BlocksOf(one) : []))
  return ipv6BlocksOf(vpc)
    .map((block) => nextFree64(block, taken))
    .find((block) => block !== undefined)
}

/** What is wrong with a subnet's IPv6 block. */
export function useIpv6Problem(): (
  vpc: FeedItem<'vpcs'> | undefined,
  text: string,
) => string | undefined {
  const t = useT()
  return (vpc, text) => {
    const block = parseIpv6Block(text)
    if (!block || block.length < 44 || block.length > 64 || block.length % 4 !== 0) {
      return t('subnets.ipv6Problem')
    }
    const blocks = ipv6BlocksOf(vpc)
    if (blocks.length === 0) return t('subnets.vpcWithoutIpv6')
    return blocks.some((outer) => containsIpv6(outer, text))
      ? undefined
      : t('subnets.outside', { blocks: blocks.join(', ') })
  }
}

/** Gives the subnet its IPv6 block, or takes it away. */
export function EditIpv6(props: { readonly item: Subnet; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const vpc = useFeed('vpcs').items.get(item.VpcId ?? '')
  const { list } = useFeed('subnets')
  const problem = useIpv6Problem()
  const [present] = item.Ipv6CidrBlockAssociationSet ?? []
  return (
    <FieldsDialog
      title={t('subnets.editIpv6Title', { id: item.SubnetId ?? '' })}
      submitText={t(present ? 'subnets.removeIpv6' : 'subnets.addIpv6')}
      savedText={t('common.saved')}
      note={present ? t('subnets.removeIpv6Text', { block: present.Ipv6CidrBlock ?? '' }) : ''}
      fields={
        present
          ? []
          : [
              {
                id: 'block',
                label: t('network.ipv6Cidr'),
                initial: suggestIpv6(vpc, list) ?? '',
                problem: (value) => problem(vpc, value),
              },
            ]
      }
      run={(call, values) =>
        present
          ? call('ec2', 'DisassociateSubnetCidrBlock', { AssociationId: present.AssociationId })
          : call('ec2', 'AssociateSubnetCidrBlock', {
              SubnetId: item.SubnetId,
              Ipv6CidrBlock: values['block'],
            })
      }
      onClose={props.onClose}
    />
  )
}
