import type { ReachabilityEnd, ReachabilityQuestion } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useSearchParams } from 'react-router'
import { useConnection, useFeed } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { nameOf } from '../../lib/tags.ts'
import { Reachability } from '../../resources/reachability/Reachability.tsx'

/** What people try, as `protocol/port`. */
const presets = [
  { value: 'tcp/22', label: 'SSH (TCP 22)' },
  { value: 'tcp/80', label: 'HTTP (TCP 80)' },
  { value: 'tcp/443', label: 'HTTPS (TCP 443)' },
  { value: 'icmp', label: 'Ping (ICMP)' },
  { value: 'tcp/3306', label: 'MySQL (TCP 3306)' },
  { value: 'tcp/3389', label: 'RDP (TCP 3389)' },
  { value: 'udp/53', label: 'DNS (UDP 53)' },
]
const myComputer = 'my-computer'
const addressPrefix = 'address:'

/** Who reaches whom, and why not: the question stands in the URL (`?from=&to=&port=tcp/80`). */
export default function ReachabilityPage() {
  const t = useT()
  const connection = useConnection()
  const [search, setSearch] = useSearchParams()
  const isEmbedded = connection.kind === 'embedded'
  const from = search.get('from') ?? (isEmbedded ? myComputer : '')
  const to = search.get('to') ?? ''
  const traffic = search.get('port') ?? 'tcp/80'
  const set = (name: string, value: string) =>
    changeSearch(setSearch, (params) => params.set(name, value))
  const question = toQuestion(from, to, traffic)
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('reachability.text')}>
        {t('reachability.title')}
      </Header>
      {isEmbedded ? null : <Alert type="info">{t('reachability.onAws')}</Alert>}
      <Container
        footer={
          <Button
            iconName="refresh"
            disabled={from === myComputer || to === ''}
            disabledReason={t('reachability.noSwap')}
            onClick={() =>
              changeSearch(setSearch, (params) => {
                params.set('from', to)
                params.set('to', from)
              })
            }
          >
            {t('reachability.swap')}
          </Button>
        }
      >
        <ColumnLayout columns={3}>
          <EndField
            label={t('reachability.from')}
            value={from}
            mine
            onChange={(v) => set('from', v)}
          />
          <EndField label={t('reachability.to')} value={to} onChange={(v) => set('to', v)} />
          <TrafficField value={traffic} onChange={(value) => set('port', value)} />
        </ColumnLayout>
      </Container>
      {question ? (
        <Container header={<Header variant="h2">{t('reachability.way')}</Header>}>
          <Reachability question={question} />
        </Container>
      ) : (
        <EmptyState title={t('reachability.empty')} text={t('reachability.emptyText')} />
      )}
    </SpaceBetween>
  )
}

function toEnd(text: string): ReachabilityEnd | undefined {
  if (text.startsWith('i-')) return { kind: 'instance', instanceId: text }
  if (text.startsWith('eni-')) return { kind: 'network-interface', networkInterfaceId: text }
  const address = text.startsWith(addressPrefix) ? text.slice(addressPrefix.length).trim() : ''
  return address === '' ? undefined : { kind: 'address', address }
}

function toQuestion(from: string, to: string, traffic: string): ReachabilityQuestion | undefined {
  const source = from === myComputer ? ({ kind: myComputer } as const) : toEnd(from)
  const target = toEnd(to)
  const [protocol, text] = traffic.split('/')
  if (!source || !target) return undefined
  if (protocol === 'icmp') return { from: source, to: target, protocol }
  const port = Number(text)
  const known = protocol === 'tcp' || protocol === 'udp'
  if (!known || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined
  return { from: source, to: target, protocol, port }
}

function useEndOptions(mine: boolean): SelectProps.Options {
  const t = useT()
  const instances = useFeed('instances').list
  const interfaces = useFeed('network-interfaces').list
  return [
    ...(mine ? [{ value: myComputer, label: t('reachability.myComputer') }] : []),
    { value: addressPrefix, label: t('reachability.anyAddress') },
    {
      label: t('instances.title'),
      options: instances
        .filter(({ State }) => State?.Name !== 'terminated')
        .map((one) => ({
          value: one.InstanceId ?? '',
          label: [nameOf(one), one.InstanceId].filter(Boolean).join(' · '),
          description: [one.PrivateIpAddress, one.PublicIpAddress].filter(Boolean).join(' · '),
          labelTag: one.State?.Name ?? '',
        })),
    },
    {
      label: t('interfaces.title'),
      options: interfaces.map((one) => ({
        value: one.NetworkInterfaceId ?? '',
        label: one.NetworkInterfaceId ?? '',
        description: [one.PrivateIpAddress, one.Description].filter(Boolean).join(' · '),
      })),
    },
  ]
}

function EndField(props: {
  readonly label: string
  readonly value: string
  readonly mine?: boolean
  readonly onChange: (value: string) => void
}) {
  const { label, value, onChange } = props
  const t = useT()
  const options = useEndOptions(props.mine ?? false)
  const flat = options.flatMap((one) => ('options' in one ? one.options : [one]))
  const typed = value.startsWith(addressPrefix)
  const chosen = flat.find((one) => one.value === (typed ? addressPrefix : value))
  return (
    <FormField label={label}>
      <SpaceBetween size="xs">
        <Select
          selectedOption={chosen ?? (value === '' ? null : { value, label: value })}
          options={options}
          filteringType="auto"
          expandToViewport
          placeholder={t('fields.choose')}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
        {typed ? (
          <Input
            value={value.slice(addressPrefix.length)}
            placeholder="198.51.100.7"
            ariaLabel={`${label}: ${t('reachability.anyAddress')}`}
            onChange={({ detail }) => onChange(addressPrefix + detail.value)}
          />
        ) : null}
      </SpaceBetween>
    </FormField>
  )
}

function TrafficField(props: {
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { value, onChange } = props
  const t = useT()
  const own = [
    { value: 'tcp/', label: t('reachability.otherTcp') },
    { value: 'udp/', label: t('reachability.otherUdp') },
  ]
  const options = [...presets, ...own]
  const preset = presets.find((one) => one.value === value)
  const [protocol = 'tcp', port = ''] = value.split('/')
  return (
    <FormField label={t('reachability.port')}>
      <SpaceBetween size="xs">
        <Select
          selectedOption={preset ?? own.find((one) => one.value === `${protocol}/`) ?? null}
          options={options}
          expandToViewport
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? 'tcp/80')}
        />
        {preset ? null : (
          <Input
            type="number"
            inputMode="numeric"
            value={port}
            placeholder="8080"
            ariaLabel={t('rules.ports')}
            onChange={({ detail }) => onChange(`${protocol}/${detail.value}`)}
          />
        )}
      </SpaceBetween>
    </FormField>
  )
}
