import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import { useT } from '../../../i18n/index.ts'
import { nameOf } from '../../../lib/tags.ts'
import { ipv6BlocksOf } from '../../../resources/ipv6-blocks.ts'
import type { NetworkChoice } from '../model/form.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'
import { ExistingGroups } from './ExistingGroups.tsx'
import { NewGroupFields } from './NewGroupFields.tsx'

export type SetNetwork = (part: Partial<NetworkChoice>) => void

export function NetworkSection(props: SectionProps) {
  const { form, change, errorOf } = props
  const t = useT()
  const { network } = form
  const set: SetNetwork = (part) =>
    change((old) => ({ ...old, network: { ...old.network, ...part } }))
  return (
    <Container header={<Header variant="h2">{t('launch.network.header')}</Header>}>
      <SpaceBetween size="m">
        <PlaceFields {...props} set={set} />
        <FormField
          label={t('launch.groups.header')}
          description={t('launch.groups.description')}
          stretch
        >
          <Tiles
            value={network.groupMode}
            columns={2}
            items={[
              { value: 'new', label: t('launch.groups.create') },
              { value: 'existing', label: t('launch.groups.select') },
            ]}
            onChange={({ detail }) =>
              set({ groupMode: detail.value === 'existing' ? 'existing' : 'new' })
            }
          />
        </FormField>
        {network.groupMode === 'new' ? (
          <NewGroupFields form={form} set={set} errorOf={errorOf} lists={props.lists} />
        ) : (
          <ExistingGroups form={form} set={set} errorOf={errorOf} lists={props.lists} />
        )}
      </SpaceBetween>
    </Container>
  )
}

function PlaceFields(props: SectionProps & { readonly set: SetNetwork }) {
  const { form, lists, errorOf, set } = props
  const t = useT()
  const { network } = form
  const vpcs: SelectProps.Option[] = lists.vpcs.list.map((vpc) => ({
    value: vpc.VpcId ?? '',
    label: [vpc.VpcId, nameOf(vpc)].filter(Boolean).join(' · '),
    description: vpc.CidrBlock ?? '',
    ...(vpc.IsDefault && { labelTag: t('launch.network.default') }),
  }))
  const inVpc = lists.subnets.list
    .filter(({ VpcId }) => VpcId === network.vpcId)
    .sort((a, b) => (a.AvailabilityZone ?? '').localeCompare(b.AvailabilityZone ?? ''))
  const noPreference = { value: '', label: t('launch.network.noPreference') }
  const subnets: SelectProps.Option[] = [
    noPreference,
    ...inVpc.map((subnet) => ({
      value: subnet.SubnetId ?? '',
      label: [subnet.SubnetId, nameOf(subnet)].filter(Boolean).join(' · '),
      labelTag: subnet.AvailabilityZone ?? '',
      description: t('launch.network.subnetLine', {
        cidr: subnet.CidrBlock ?? '',
        free: subnet.AvailableIpAddressCount ?? 0,
      }),
    })),
  ]
  const subnet = lists.subnets.items.get(network.subnetId)
  const zones = [
    noPreference,
    ...[...new Set(inVpc.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []))].map(
      (zone) => ({ value: zone, label: zone }),
    ),
  ]
  const given = subnet ?? inVpc[0]
  const publicIps = [
    {
      value: 'subnet',
      label: t('launch.network.asSubnet', {
        state: t(given?.MapPublicIpOnLaunch ? 'launch.network.enable' : 'launch.network.disable'),
      }),
    },
    { value: 'enable', label: t('launch.network.enable') },
    { value: 'disable', label: t('launch.network.disable') },
  ]
  const hasIpv6 = subnet
    ? ipv6BlocksOf(subnet).length > 0
    : inVpc.some((one) => ipv6BlocksOf(one).length > 0)
  const ipv6s = [
    {
      value: 'subnet',
      label: t('launch.network.asSubnet', {
        state: t(
          given?.AssignIpv6AddressOnCreation ? 'launch.network.enable' : 'launch.network.disable',
        ),
      }),
    },
    ...publicIps.slice(1),
  ]
  return (
    <ColumnLayout columns={2}>
      <FormField stretch label={t('launch.network.vpc')} errorText={errorOf('vpc')}>
        <Select
          controlId={fieldElementId('vpc')}
          selectedOption={vpcs.find(({ value }) => value === network.vpcId) ?? null}
          options={vpcs}
          statusType={lists.vpcs.status === 'loading' ? 'loading' : 'finished'}
          placeholder={t('launch.network.vpcPlaceholder')}
          empty={t('launch.network.noVpc')}
          expandToViewport
          onChange={({ detail }) =>
            set({
              vpcId: detail.selectedOption.value ?? '',
              subnetId: '',
              ipv6: 'subnet',
              availabilityZone: '',
              groupIds: [],
            })
          }
        />
      </FormField>
      <FormField stretch label={t('launch.network.subnet')} errorText={errorOf('subnet')}>
        <Select
          controlId={fieldElementId('subnet')}
          selectedOption={subnets.find(({ value }) => value === network.subnetId) ?? noPreference}
          options={subnets}
          filteringType="auto"
          expandToViewport
          onChange={({ detail }) =>
            set({ subnetId: detail.selectedOption.value ?? '', ipv6: 'subnet' })
          }
        />
      </FormField>
      <FormField
        stretch
        label={t('launch.network.zone')}
        errorText={errorOf('availabilityZone')}
        {...(subnet && { constraintText: t('launch.network.zoneFixed') })}
      >
        <Select
          controlId={fieldElementId('availabilityZone')}
          selectedOption={
            zones.find(
              ({ value }) => value === (subnet?.AvailabilityZone ?? network.availabilityZone),
            ) ?? noPreference
          }
          options={zones}
          disabled={subnet !== undefined}
          expandToViewport
          onChange={({ detail }) => set({ availabilityZone: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      <FormField stretch label={t('launch.network.publicIp')} errorText={errorOf('publicIp')}>
        <Select
          controlId={fieldElementId('publicIp')}
          selectedOption={publicIps.find(({ value }) => value === network.publicIp) ?? null}
          options={publicIps}
          expandToViewport
          onChange={({ detail }) => {
            const { value } = detail.selectedOption
            set({ publicIp: value === 'enable' || value === 'disable' ? value : 'subnet' })
          }}
        />
      </FormField>
      {hasIpv6 && (
        <FormField stretch label={t('launch.network.ipv6')}>
          <Select
            selectedOption={ipv6s.find(({ value }) => value === network.ipv6) ?? null}
            options={ipv6s}
            expandToViewport
            onChange={({ detail }) => {
              const { value } = detail.selectedOption
              set({ ipv6: value === 'enable' || value === 'disable' ? value : 'subnet' })
            }}
          />
        </FormField>
      )}
    </ColumnLayout>
  )
}
