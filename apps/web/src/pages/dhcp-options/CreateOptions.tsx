import { useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type Field, type FieldValues } from '../../resources/FieldsDialog.tsx'

/** The option that each field fills, as DHCP names it. */
const options = {
  domain: 'domain-name',
  servers: 'domain-name-servers',
  ntp: 'ntp-servers',
  netbios: 'netbios-name-servers',
  node: 'netbios-node-type',
  lease: 'ipv6-address-preferred-lease-time',
} as const

const listOf = (text: string) => text.split(/[\s,]+/).filter((part) => part !== '')
const isIpv4 = (text: string) =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)
const isAddress = (text: string) => isIpv4(text) || /^[0-9a-f]*:[0-9a-f:.]+$/i.test(text)

/** A set of options cannot be changed later: another takes its place. */
export function CreateOptions(props: { readonly onClose: () => void }) {
  const t = useT()
  const { region } = useScope()
  const addresses = (most: number, allows: (text: string) => boolean) => (value: string) => {
    const all = listOf(value)
    return all.length <= most && all.every(allows)
      ? undefined
      : t('dhcp.addressProblem', { count: most })
  }
  const fields: readonly Field[] = [
    {
      id: 'domain',
      label: t('dhcp.domainName'),
      optional: true,
      initial: region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`,
      description: t('dhcp.domainText'),
      problem: (value) =>
        /^[a-z0-9][a-z0-9. -]*$/i.test(value) ? undefined : t('dhcp.domainProblem'),
    },
    {
      id: 'servers',
      label: t('dhcp.servers'),
      optional: true,
      initial: 'AmazonProvidedDNS',
      description: t('dhcp.serversText'),
      problem: addresses(4, (text) => text === 'AmazonProvidedDNS' || isAddress(text)),
    },
    {
      id: 'ntp',
      label: t('dhcp.ntp'),
      optional: true,
      placeholder: '169.254.169.123',
      problem: addresses(8, isAddress),
    },
    {
      id: 'netbios',
      label: t('dhcp.netbios'),
      optional: true,
      problem: addresses(4, isIpv4),
    },
    {
      id: 'node',
      label: t('dhcp.nodeType'),
      kind: 'choice',
      optional: true,
      description: t('dhcp.nodeText'),
      options: ['1', '2', '4', '8'].map((value) => ({ value, label: value })),
    },
    {
      id: 'lease',
      label: t('dhcp.lease'),
      optional: true,
      placeholder: '140',
      problem: (value) =>
        /^\d+$/.test(value) && Number(value) >= 140 && Number(value) <= 2_147_483_647
          ? undefined
          : t('dhcp.leaseProblem'),
    },
  ]
  const configurationsOf = (values: FieldValues) =>
    Object.entries(options).flatMap(([id, Key]) => {
      const value = values[id] ?? ''
      if (value === '') return []
      return [{ Key, Values: id === 'domain' ? [value] : listOf(value) }]
    })
  return (
    <FieldsDialog
      title={t('dhcp.create')}
      submitText={t('dhcp.create')}
      savedText={t('dhcp.created')}
      tagType="dhcp-options"
      fields={fields}
      note={t('dhcp.createNote')}
      run={(call, values, tags) =>
        call('ec2', 'CreateDhcpOptions', {
          DhcpConfigurations: configurationsOf(values),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
