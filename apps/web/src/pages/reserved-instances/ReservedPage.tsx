import { isSizeFlexible, normalizationFactor } from '@brume/ec2-model'
import Button from '@cloudscape-design/components/button'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useNavigate } from 'react-router'
import { pathIn, useFeed, useScope } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatPrice } from '../../lib/prices.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { ExchangeReserved } from './ExchangeReserved.tsx'
import { ModifyReserved } from './ModifyReserved.tsx'
import { coveredBy } from './covered-by.ts'
import { hourlyOf, idOf, type Reserved } from './reserved.ts'

const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  'payment-pending': 'pending',
  active: 'success',
  'payment-failed': 'error',
  retired: 'stopped',
  queued: 'pending',
  'queued-deleted': 'stopped',
}

const refuseInactive = ({ State }: Reserved, { t }: Locale) =>
  State === 'active' ? undefined : t('reserved.notActive')

const actions: readonly ResourceAction<Reserved>[] = [
  {
    id: 'modify',
    text: 'reserved.modify',
    refuse: refuseInactive,
    dialog: ({ item, onClose }) => <ModifyReserved reserved={item} onClose={onClose} />,
  },
  {
    id: 'exchange',
    text: 'reserved.exchange',
    refuse: (item, locale) =>
      refuseInactive(item, locale) ??
      (item.OfferingClass === 'convertible' ? undefined : locale.t('reserved.notConvertible')),
    dialog: ({ item, onClose }) => <ExchangeReserved reserved={item} onClose={onClose} />,
  },
]

/** What is reserved, until when, and what of it is used. */
export default function ReservedPage() {
  return (
    <ResourcePage
      feed="reserved-instances"
      texts="reserved"
      description="reserved.description"
      idOf={idOf}
      tagsOf={(reserved) => reserved.Tags}
      titleOf={titleOf}
      columns={createColumns}
      create="/reserved-instances/purchase"
      actions={actions}
      moreButtons={<CompareButton />}
      refuseDelete={({ State }, { t }) =>
        State === 'queued' ? undefined : t('reserved.notQueued')
      }
      removesLightly
      remove={async (call, id) => {
        const { FailedQueuedPurchaseDeletions: [failed] = [] } = await call(
          'ec2',
          'DeleteQueuedReservedInstances',
          { ReservedInstancesIds: [id] },
        )
        if (failed) throw new Error(failed.Error?.Message)
      }}
      tabs={(reserved, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details reserved={reserved} /> },
      ]}
    />
  )
}

function CompareButton() {
  const t = useT()
  const scope = useScope()
  const navigate = useNavigate()
  return (
    <Button onClick={() => void navigate(pathIn(scope, '/buying-options'))}>
      {t('buying.title')}
    </Button>
  )
}

function titleOf({ InstanceType: type, InstanceCount: count = 0 }: Reserved): string {
  return `${count} × ${type ?? ''}`
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Reserved>[] {
  const dates = { filter: 'date', width: 210 } as const
  return [
    valueColumn('id', t('reserved.id'), idOf, { fixed: true, width: 320 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 180,
      cell: ({ State = '' }) => <ResourceState type={stateTypes[State] ?? 'info'} state={State} />,
    }),
    valueColumn('type', t('templates.type'), ({ InstanceType }) => InstanceType, {
      filter: 'choice',
      width: 130,
    }),
    valueColumn('count', t('reserved.count'), ({ InstanceCount }) => InstanceCount, { width: 110 }),
    valueColumn('place', t('reserved.scope'), placeText(t), { filter: 'choice', width: 160 }),
    valueColumn(
      'platform',
      t('capacity.platform'),
      ({ ProductDescription }) => ProductDescription,
      {
        filter: 'choice',
        width: 130,
      },
    ),
    valueColumn('class', t('reserved.class'), classText(t), { filter: 'choice', width: 120 }),
    valueColumn('payment', t('reserved.payment'), ({ OfferingType }) => OfferingType, {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('hourly', t('reserved.hourly'), hourlyOf, {
      width: 140,
      cell: (one) => formatPrice({ usdPerHour: hourlyOf(one), exact: false }),
    }),
    valueColumn('end', t('reserved.end'), ({ End }) => End, {
      ...dates,
      cell: ({ End }) => formatTime(End, name),
    }),
  ]
}

const placeText = (t: Locale['t']) => (reserved: Reserved) =>
  reserved.AvailabilityZone ?? t('reserved.region')

const classText = (t: Locale['t']) => (reserved: Reserved) =>
  t(reserved.OfferingClass === 'convertible' ? 'reserved.convertible' : 'reserved.standard')

function Details({ reserved }: { readonly reserved: Reserved }) {
  const { t, name } = useLocale()
  const { State: state = '' } = reserved
  const type: string = reserved.InstanceType ?? ''
  const instances = useFeed('instances').list
  const { used, units } = coveredBy(reserved, instances)
  const flexible = isSizeFlexible({
    instanceType: type,
    product: reserved.ProductDescription ?? '',
    tenancy: reserved.InstanceTenancy ?? 'default',
    scope: reserved.Scope ?? '',
  })
  return (
    <KeyValue
      columns={4}
      items={[
        [t('reserved.id'), <CopyText key="id" text={idOf(reserved)} />],
        [
          t('network.state'),
          <ResourceState key="state" type={stateTypes[state] ?? 'info'} state={state} />,
        ],
        [t('templates.type'), titleOf(reserved)],
        [t('reserved.scope'), placeText(t)(reserved)],
        [t('reserved.class'), classText(t)(reserved)],
        [t('reserved.payment'), reserved.OfferingType],
        [
          t('reserved.upfront'),
          formatPrice({ usdPerHour: reserved.FixedPrice ?? 0, exact: false }),
        ],
        [t('reserved.hourly'), formatPrice({ usdPerHour: hourlyOf(reserved), exact: false })],
        [t('vpcs.tenancy'), reserved.InstanceTenancy],
        [t('reserved.start'), formatTime(reserved.Start, name)],
        [t('reserved.end'), formatTime(reserved.End, name)],
        [
          t('reserved.flexible'),
          flexible
            ? t('reserved.units', {
                units: (reserved.InstanceCount ?? 0) * (normalizationFactor(type) ?? 0),
              })
            : t('reserved.exactSize'),
        ],
        [
          t('reserved.used'),
          state === 'active' ? t('reserved.usedOf', { used, units }) : undefined,
        ],
      ]}
    />
  )
}
