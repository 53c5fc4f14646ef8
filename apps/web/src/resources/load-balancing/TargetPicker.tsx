import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useFeed } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { isPort } from './model.ts'
import type { TargetDraft } from './target-group-draft.ts'

/** Instances of a VPC to choose, or addresses to type, each with the port at which it will be asked. */
export function TargetPicker(props: {
  readonly vpcId: string
  readonly targetType: 'instance' | 'ip'
  readonly defaultPort: string
  /** Those that are registered already, as `<id>:<port>`. */
  readonly registered?: ReadonlySet<string>
  readonly chosen: readonly TargetDraft[]
  readonly onChange: (chosen: readonly TargetDraft[]) => void
}) {
  const { chosen, onChange, defaultPort } = props
  const t = useT()
  const [ports, setPorts] = useState<Readonly<Record<string, string>>>({})
  const instances = useFeed('instances').list.filter(
    ({ VpcId, State }) =>
      VpcId === props.vpcId && (State?.Name === 'running' || State?.Name === 'pending'),
  )
  if (props.targetType === 'ip') {
    return <AddressList chosen={chosen} defaultPort={defaultPort} onChange={onChange} />
  }
  const portOf = (id: string) => ports[id] ?? defaultPort
  const ids = new Set(chosen.map(({ id }) => id))
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      selectionType="multi"
      items={instances}
      trackBy="InstanceId"
      selectedItems={instances.filter(({ InstanceId = '' }) => ids.has(InstanceId))}
      ariaLabels={{
        tableLabel: t('targetGroups.instances'),
        selectionGroupLabel: t('table.selection'),
        allItemsSelectionLabel: () => t('table.selectAll'),
        itemSelectionLabel: (_state, item) =>
          t('table.selectItem', { name: nameOf(item) || (item.InstanceId ?? '') }),
      }}
      header={
        <Header variant="h3" counter={`(${chosen.length}/${instances.length})`}>
          {t('targetGroups.instances')}
        </Header>
      }
      empty={
        <EmptyState
          title={t('targetGroups.noInstances')}
          text={t('targetGroups.noInstancesText')}
        />
      }
      onSelectionChange={({ detail }) =>
        onChange(detail.selectedItems.map(({ InstanceId: id = '' }) => ({ id, port: portOf(id) })))
      }
      columnDefinitions={[
        {
          id: 'id',
          header: t('instances.id'),
          isRowHeader: true,
          cell: ({ InstanceId }) => InstanceId,
        },
        { id: 'name', header: t('instances.name'), cell: (item) => nameOf(item) || '-' },
        {
          id: 'port',
          header: t('targetGroups.port'),
          cell: (item) => {
            const id = item.InstanceId ?? ''
            const port = portOf(id)
            return (
              <Input
                value={port}
                invalid={!isPort(port)}
                inputMode="numeric"
                ariaLabel={t('targetGroups.portOf', { name: nameOf(item) || id })}
                onChange={({ detail }) => {
                  setPorts({ ...ports, [id]: detail.value })
                  onChange(chosen.map((one) => (one.id === id ? { id, port: detail.value } : one)))
                }}
              />
            )
          },
        },
        {
          id: 'registered',
          header: t('network.state'),
          cell: ({ InstanceId = '', State }) =>
            props.registered?.has(`${InstanceId}:${portOf(InstanceId)}`) ? (
              <StatusIndicator type="info">{t('targetGroups.registeredAlready')}</StatusIndicator>
            ) : (
              <StatusIndicator type={State?.Name === 'running' ? 'success' : 'pending'}>
                {t(State?.Name === 'running' ? 'state.running' : 'state.pending')}
              </StatusIndicator>
            ),
        },
        {
          id: 'zone',
          header: t('instances.zone'),
          cell: ({ Placement }) => Placement?.AvailabilityZone ?? '-',
        },
        {
          id: 'address',
          header: t('instances.privateIp'),
          cell: ({ PrivateIpAddress }) => PrivateIpAddress ?? '-',
        },
        { id: 'subnet', header: t('instances.subnetId'), cell: ({ SubnetId }) => SubnetId ?? '-' },
      ]}
    />
  )
}

function AddressList(props: {
  readonly chosen: readonly TargetDraft[]
  readonly defaultPort: string
  readonly onChange: (chosen: readonly TargetDraft[]) => void
}) {
  const { chosen, defaultPort, onChange } = props
  const t = useT()
  const set = (index: number, part: Partial<TargetDraft>) =>
    onChange(chosen.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <SpaceBetween size="s">
      {chosen.map((target, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- an address that is being typed is no key
        <SpaceBetween key={index} direction="horizontal" size="xs" alignItems="end">
          <FormField label={t('targetGroups.address')}>
            <Input
              value={target.id}
              placeholder="10.0.0.10"
              onChange={({ detail }) => set(index, { id: detail.value })}
            />
          </FormField>
          <FormField label={t('targetGroups.port')}>
            <Input
              value={target.port}
              inputMode="numeric"
              onChange={({ detail }) => set(index, { port: detail.value })}
            />
          </FormField>
          <Button
            formAction="none"
            onClick={() => onChange(chosen.filter((_one, at) => at !== index))}
          >
            {t('common.remove')}
          </Button>
        </SpaceBetween>
      ))}
      <Button
        formAction="none"
        onClick={() => onChange([...chosen, { id: '', port: defaultPort }])}
      >
        {t('targetGroups.addAddress')}
      </Button>
    </SpaceBetween>
  )
}
