import type { FeedItem } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useNavigate } from 'react-router'
import { pathIn, useScope } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatPrice } from '../../lib/prices.ts'
import { accountNowMs, formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { BuyPlan } from './BuyPlan.tsx'

type Plan = FeedItem<'savings-plans'>

const idOf = (plan: Plan) => plan.savingsPlanId ?? ''
const usd = (text: string | undefined) =>
  formatPrice({ usdPerHour: Number(text ?? 0), exact: true })

const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  'payment-pending': 'pending',
  active: 'success',
  'payment-failed': 'error',
  queued: 'pending',
  'pending-return': 'in-progress',
}

const actions: readonly ResourceAction<Plan>[] = [
  {
    id: 'return',
    text: 'savingsPlans.return',
    refuse: ({ state, returnableUntil }, { t }) =>
      state === 'active' &&
      returnableUntil !== undefined &&
      Date.parse(returnableUntil) > accountNowMs()
        ? undefined
        : t('savingsPlans.notReturnable'),
    dialog: ({ item, onClose }) => <ReturnPlan plan={item} onClose={onClose} />,
  },
]

/** Commitments to spend so much an hour, with what they cost and until when. */
export default function PlansPage() {
  return (
    <ResourcePage
      feed="savings-plans"
      texts="savingsPlans"
      idOf={idOf}
      titleOf={({ description = '' }) => description}
      columns={createColumns}
      create={BuyPlan}
      actions={actions}
      moreButtons={<CompareButton />}
      refuseDelete={({ state }, { t }) =>
        state === 'queued' ? undefined : t('reserved.notQueued')
      }
      removesLightly
      remove={(call, savingsPlanId) =>
        call('savingsplans', 'DeleteQueuedSavingsPlan', { savingsPlanId })
      }
      tabs={(plan, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details plan={plan} /> },
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

function ReturnPlan(props: { readonly plan: Plan; readonly onClose: () => void }) {
  const { plan, onClose } = props
  const t = useT()
  return (
    <FieldsDialog
      title={t('savingsPlans.returnTitle')}
      submitText={t('savingsPlans.return')}
      savedText={t('savingsPlans.returned')}
      note={t('savingsPlans.returnText')}
      fields={[]}
      run={(call) => call('savingsplans', 'ReturnSavingsPlan', { savingsPlanId: idOf(plan) })}
      onClose={onClose}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Plan>[] {
  return [
    valueColumn('id', t('savingsPlans.id'), idOf, { fixed: true, width: 320 }),
    valueColumn('state', t('network.state'), ({ state }) => state, {
      filter: 'choice',
      width: 180,
      cell: ({ state = '' }) => (
        <ResourceState type={stateTypes[state] ?? 'stopped'} state={state} />
      ),
    }),
    valueColumn('kind', t('savingsPlans.kind'), kindText(t), { filter: 'choice', width: 200 }),
    valueColumn('covers', t('savingsPlans.covers'), (plan) => coversText(plan, t), { width: 220 }),
    valueColumn('commitment', t('savingsPlans.commitment'), (plan) => Number(plan.commitment), {
      width: 170,
      cell: ({ commitment }) => usd(commitment),
    }),
    valueColumn('payment', t('reserved.payment'), ({ paymentOption }) => paymentOption, {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('end', t('reserved.end'), ({ end }) => end, {
      filter: 'date',
      width: 210,
      cell: ({ end }) => formatTime(end, name),
    }),
  ]
}

const kindText = (t: Locale['t']) => (plan: Plan) =>
  t(plan.savingsPlanType === 'EC2Instance' ? 'savingsPlans.instance' : 'savingsPlans.compute')

function coversText({ ec2InstanceFamily: family, region }: Plan, t: Locale['t']): string {
  if (family === undefined) return t('savingsPlans.everything')
  return t('savingsPlans.family', { family, region: region ?? '' })
}

function Details({ plan }: { readonly plan: Plan }) {
  const { t, name } = useLocale()
  const { state = '' } = plan
  return (
    <KeyValue
      columns={4}
      items={[
        [t('savingsPlans.id'), <CopyText key="id" text={idOf(plan)} />],
        [
          t('network.state'),
          <ResourceState key="state" type={stateTypes[state] ?? 'stopped'} state={state} />,
        ],
        [t('savingsPlans.kind'), kindText(t)(plan)],
        [t('savingsPlans.covers'), coversText(plan, t)],
        [t('savingsPlans.commitment'), usd(plan.commitment)],
        [t('reserved.upfront'), usd(plan.upfrontPaymentAmount)],
        [t('reserved.hourly'), usd(plan.recurringPaymentAmount)],
        [t('reserved.payment'), plan.paymentOption],
        [t('reserved.start'), formatTime(plan.start, name)],
        [t('reserved.end'), formatTime(plan.end, name)],
        [t('savingsPlans.returnableUntil'), formatTime(plan.returnableUntil, name)],
        ['ARN', <CopyText key="arn" text={plan.savingsPlanArn} />],
      ]}
    />
  )
}
