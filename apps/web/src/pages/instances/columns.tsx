import { RouteLink, type ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { formatMicros } from '../../lib/prices.ts'
import { formatTime } from '../../lib/time.ts'
import {
  elasticIpOf,
  idOf,
  ipv6Of,
  profileNameOf,
  stateOf,
  summarizeChecks,
  type InstanceRow,
} from './instance.ts'
import type { InstanceCost } from './use-instance-costs.ts'
import { NameEditor } from './NameEditor.tsx'
import { ChecksCell, StateCell } from './StateCell.tsx'

type Column = ResourceColumn<InstanceRow>
type Read = (row: InstanceRow) => string | undefined

/** The columns of the AWS console, in its order; `hrefOf` links an instance to its page. */
export function createColumns(
  locale: Locale,
  hrefOf: (row: InstanceRow) => string,
  canEdit: boolean,
  costOf?: (row: InstanceRow) => InstanceCost | undefined,
): readonly Column[] {
  const { t, name } = locale
  const text = (id: string, header: string, value: Read, more: Partial<Column> = {}): Column => ({
    id,
    header,
    value,
    cell: (row) => value(row) || '-',
    ...more,
  })
  const list = (
    id: string,
    header: string,
    values: (row: InstanceRow) => readonly string[],
    more: Partial<Column> = {},
  ): Column => ({
    id,
    header,
    values,
    value: (row) => values(row).join(', '),
    cell: (row) => values(row).join(', ') || '-',
    ...more,
  })
  const choice = { filter: 'choice' } as const
  const hidden = { hidden: true } as const
  const checksText: Read = (row) => summarizeChecks(row.checks)?.kind
  return [
    text('name', t('instances.name'), nameOf, {
      fixed: true,
      width: 190,
      ...(canEdit
        ? {
            edit: {
              ariaLabel: t('instances.name'),
              editIconAriaLabel: t('common.edit'),
              editingCell: (instance, context) => (
                <NameEditor instance={instance} context={context} />
              ),
            },
          }
        : {}),
    }),
    text('id', t('instances.id'), idOf, {
      width: 205,
      cell: (row) => <RouteLink href={hrefOf(row)}>{idOf(row)}</RouteLink>,
    }),
    text('state', t('instances.state'), stateOf, {
      ...choice,
      width: 190,
      cell: (row) => <StateCell instance={row} />,
    }),
    text('type', t('instances.type'), (row) => row.InstanceType, { ...choice, width: 160 }),
    text('checks', t('instances.statusCheck'), checksText, {
      ...choice,
      width: 195,
      cell: (row) => <ChecksCell checks={row.checks} />,
    }),
    text('zone', t('instances.zone'), (row) => row.Placement?.AvailabilityZone, {
      ...choice,
      width: 165,
    }),
    text('public-dns', t('instances.publicDns'), (row) => row.PublicDnsName, { width: 240 }),
    text('public-ip', t('instances.publicIp'), (row) => row.PublicIpAddress, { width: 150 }),
    text('elastic-ip', t('instances.elasticIp'), elasticIpOf, { width: 130 }),
    list('ipv6', t('instances.ipv6'), ipv6Of, { width: 120 }),
    text('monitoring', t('instances.monitoring'), (row) => row.Monitoring?.State, {
      ...choice,
      width: 120,
      cell: ({ Monitoring: { State } = {} }) => (State ? t(`monitoring.${State}`) : '-'),
    }),
    list(
      'groups',
      t('instances.groupNames'),
      (row) => (row.SecurityGroups ?? []).flatMap(({ GroupName }) => GroupName ?? []),
      { ...choice, width: 180 },
    ),
    text('key', t('instances.keyName'), (row) => row.KeyName, { ...choice, width: 130 }),
    text('launch-time', t('instances.launchTime'), (row) => row.LaunchTime, {
      filter: 'date',
      width: 220,
      cell: (row) => formatTime(row.LaunchTime, name) || '-',
    }),
    text('platform', t('instances.platform'), (row) => row.PlatformDetails, {
      ...choice,
      width: 140,
    }),
    ...(costOf ? [costColumn(t('instances.cost'), costOf)] : []),
    text('private-ip', t('instances.privateIp'), (row) => row.PrivateIpAddress, hidden),
    text('private-dns', t('instances.privateDns'), (row) => row.PrivateDnsName, hidden),
    list(
      'group-ids',
      t('instances.groupIds'),
      (row) => (row.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      hidden,
    ),
    text('vpc', t('instances.vpcId'), (row) => row.VpcId, { ...hidden, ...choice }),
    text('subnet', t('instances.subnetId'), (row) => row.SubnetId, { ...hidden, ...choice }),
    text('image', t('instances.imageId'), (row) => row.ImageId, { ...hidden, ...choice }),
    text('role', t('instances.iamRole'), profileNameOf, { ...hidden, ...choice }),
    list(
      'volumes',
      t('instances.volumeIds'),
      (row) => (row.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []),
      hidden,
    ),
    text('root-type', t('instances.rootType'), (row) => row.RootDeviceType, {
      ...hidden,
      ...choice,
    }),
    text('root-name', t('instances.rootName'), (row) => row.RootDeviceName, hidden),
    text('architecture', t('instances.architecture'), (row) => row.Architecture, {
      ...hidden,
      ...choice,
    }),
    text('virtualization', t('instances.virtualization'), (row) => row.VirtualizationType, {
      ...hidden,
      ...choice,
    }),
    text('tenancy', t('instances.tenancy'), (row) => row.Placement?.Tenancy, {
      ...hidden,
      ...choice,
    }),
    text('lifecycle', t('instances.lifecycle'), (row) => row.InstanceLifecycle ?? 'normal', {
      ...hidden,
      ...choice,
      cell: (row) =>
        row.InstanceLifecycle === 'spot'
          ? t('instances.spot')
          : row.InstanceLifecycle === 'scheduled'
            ? t('instances.scheduled')
            : t('instances.onDemand'),
    }),
    text('imdsv2', t('instances.imdsv2'), (row) => row.MetadataOptions?.HttpTokens, {
      ...hidden,
      ...choice,
      cell: ({ MetadataOptions: { HttpTokens } = {} }) =>
        HttpTokens === undefined
          ? '-'
          : HttpTokens === 'required'
            ? t('instances.required')
            : t('instances.optional'),
    }),
    text(
      'placement-group',
      t('instances.placementGroup'),
      (row) => row.Placement?.GroupName,
      hidden,
    ),
    text('owner', t('instances.owner'), (row) => row.OwnerId, hidden),
    text('reservation', t('instances.reservation'), (row) => row.ReservationId, hidden),
    text('transition', t('instances.transition'), (row) => row.StateTransitionReason, hidden),
    text(
      'transition-message',
      t('instances.transitionMessage'),
      (row) => row.StateReason?.Message,
      {
        ...hidden,
      },
    ),
  ]
}

/** What it has cost this month, with its volumes and its address; only the embedded cloud tells. */
function costColumn(
  header: string,
  costOf: (row: InstanceRow) => InstanceCost | undefined,
): Column {
  return {
    id: 'cost',
    header,
    width: 150,
    filter: 'none',
    value: (row) => costOf(row)?.spent ?? 0,
    cell: (row) => {
      const cost = costOf(row)
      return cost ? formatMicros(cost.spent, cost.exact) : '-'
    },
  }
}
