import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import type { BalancerDraft } from './balancer-draft.ts'

/** Which address a network load balancer's node has in a zone: an Elastic IP, one of the subnet, or whichever AWS takes. */
export function NodeAddress(props: {
  readonly draft: BalancerDraft
  readonly zone: string
  readonly cidrBlock: string
  readonly problem: string | undefined
  readonly onChange: (address: string) => void
}) {
  const { draft, zone, cidrBlock, onChange } = props
  const t = useT()
  const elasticIps = useFeed('addresses').list
  const value = draft.addresses[zone] ?? ''
  const label = t('loadBalancers.addressOf', { zone })
  if (draft.scheme === 'internal') {
    const [start = ''] = cidrBlock.split('/')
    return (
      <FormField
        label={t('fields.optional', { label })}
        constraintText={t('loadBalancers.addressTyped', {
          example: start.replace(/\d+$/, (last) => String(Number(last) + 10)),
        })}
        errorText={props.problem}
      >
        <Input
          value={value}
          placeholder={t('loadBalancers.addressFromSubnet')}
          onChange={({ detail }) => onChange(detail.value.trim())}
        />
      </FormField>
    )
  }
  const byAws = { value: '', label: t('loadBalancers.addressByAws') }
  const free = elasticIps
    .filter(({ AssociationId }) => AssociationId === undefined)
    .map((address) => ({
      value: address.AllocationId ?? '',
      label: [address.PublicIp, nameOf(address)].filter(Boolean).join(' · '),
      description: address.AllocationId ?? '',
    }))
  const options = [
    byAws,
    {
      label: t('loadBalancers.useElasticIp'),
      options: free,
      ...(free.length === 0 && {
        disabled: true,
        description: t('loadBalancers.noFreeElasticIp'),
      }),
    },
  ]
  return (
    <FormField label={label} errorText={props.problem}>
      <Select
        ariaLabel={label}
        selectedOption={free.find((one) => one.value === value) ?? byAws}
        options={options}
        expandToViewport
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}
