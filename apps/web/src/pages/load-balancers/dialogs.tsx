import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { useGroupOptions, useSubnetOptions } from '../../resources/vpc-options.ts'

interface DialogProps {
  readonly item: Balancer
  readonly onClose: () => void
}

export function EditSubnets({ item, onClose }: DialogProps) {
  const t = useT()
  const options = useSubnetOptions(({ VpcId }) => VpcId === item.VpcId)
  const zoneOf = new Map(options.map(({ value, tag = '' }) => [value, tag]))
  const present = (item.AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? [])
  return (
    <FieldsDialog
      title={t('loadBalancers.editSubnets')}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'subnets',
          label: t('subnets.title'),
          description: t('loadBalancers.subnetsText'),
          kind: 'choices',
          initial: present.join(','),
          options,
          problem: (value) => {
            const zones = value.split(',').map((id) => zoneOf.get(id))
            if (new Set(zones).size < zones.length) return t('loadBalancers.zoneTwice')
            return item.Type !== 'network' && zones.length < 2
              ? t('loadBalancers.twoZones')
              : undefined
          },
        },
      ]}
      run={(call, values) =>
        call('elastic-load-balancing-v2', 'SetSubnets', {
          LoadBalancerArn: item.LoadBalancerArn,
          Subnets: (values['subnets'] ?? '').split(',').filter(Boolean),
        })
      }
      onClose={onClose}
    />
  )
}

export function EditGroups({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('loadBalancers.editGroups')}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'groups',
          label: t('groups.title'),
          kind: 'choices',
          initial: (item.SecurityGroups ?? []).join(','),
          options: useGroupOptions(item.VpcId),
        },
      ]}
      run={(call, values) =>
        call('elastic-load-balancing-v2', 'SetSecurityGroups', {
          LoadBalancerArn: item.LoadBalancerArn,
          SecurityGroups: (values['groups'] ?? '').split(',').filter(Boolean),
        })
      }
      onClose={onClose}
    />
  )
}

export function EditIpType({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('loadBalancers.editIpType')}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'type',
          label: t('targetGroups.ipType'),
          kind: 'choice',
          initial: item.IpAddressType ?? 'ipv4',
          options: [
            { value: 'ipv4', label: 'IPv4' },
            { value: 'dualstack', label: t('loadBalancers.dualstack') },
          ],
        },
      ]}
      run={(call, values) =>
        call('elastic-load-balancing-v2', 'SetIpAddressType', {
          LoadBalancerArn: item.LoadBalancerArn,
          IpAddressType: values['type'] === 'dualstack' ? 'dualstack' : 'ipv4',
        })
      }
      onClose={onClose}
    />
  )
}
