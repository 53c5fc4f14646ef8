import { routes, type TrafficRun, type TrafficWish } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { asApiError, request, useConnection } from '../../api/index.ts'
import { describeError, EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { RunCard } from './RunCard.tsx'
import { useTargets } from './use-targets.ts'

/** While requests are sent; else it is enough to look now and then. */
const liveEveryMs = 1000

/** Visitors for a balancer or a server: how many a second, from where, and what came of it; `?host=` chooses. */
export default function TrafficPage() {
  const t = useT()
  const { id, kind, readOnly } = useConnection()
  const client = useQueryClient()
  const key = ['traffic', id]
  const found = useQuery({
    queryKey: key,
    queryFn: () =>
      request<{ readonly runs: readonly TrafficRun[] }>('GET', routes.cloud(id, 'traffic')),
    enabled: kind === 'embedded',
    refetchInterval: ({ state }) =>
      state.data?.runs.some(({ running }) => running) ? liveEveryMs : 10_000,
  })
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const start = useMutation({
    mutationFn: (wish: TrafficWish) =>
      request<TrafficRun>('POST', routes.cloud(id, 'traffic'), wish),
    onSettled: refresh,
  })
  const stop = useMutation({
    mutationFn: (run: number) => request('DELETE', `${routes.cloud(id, 'traffic')}?id=${run}`),
    onSettled: refresh,
  })
  const error = start.error ?? stop.error ?? found.error
  if (kind !== 'embedded') {
    return <EmptyState page title={t('traffic.title')} text={t('traffic.embeddedOnly')} />
  }
  const runs = (found.data?.runs ?? []).toReversed()
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('traffic.text')}>
          {t('traffic.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {error ? <Alert type="error">{describeError(asApiError(error), t)}</Alert> : null}
        <Wish pending={start.isPending} readOnly={readOnly} onSend={(wish) => start.mutate(wish)} />
        {runs.length === 0 ? (
          <EmptyState title={t('traffic.empty')} text={t('traffic.emptyText')} />
        ) : (
          runs.map((run) => (
            <RunCard
              key={run.id}
              run={run}
              onStop={readOnly ? undefined : () => stop.mutate(run.id)}
            />
          ))
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Wish(props: {
  readonly pending: boolean
  readonly readOnly: boolean
  readonly onSend: (wish: TrafficWish) => void
}) {
  const t = useT()
  const [search] = useSearchParams()
  const targets = useTargets()
  const [chosen, setChosen] = useState(search.get('host') ?? '')
  const [perSecond, setPerSecond] = useState('10')
  const [from, setFrom] = useState<TrafficWish['from']>('internet')
  const [path, setPath] = useState('/')
  const [lasts, setLasts] = useState('10m')
  const host = chosen || (targets[0]?.value ?? '')
  const rate = Number(perSecond)
  const rateFault = rate >= 1 && rate <= 500 ? undefined : t('traffic.rateFault')
  const lastsFault = /^\d+(\.\d+)?[smh]$/.test(lasts) ? undefined : t('traffic.lastsFault')
  const pathFault = /^\/\S*$/.test(path) ? undefined : t('traffic.pathFault')
  const origins = [
    { value: 'internet', label: t('traffic.internet') },
    { value: 'my-computer', label: t('traffic.myComputer') },
  ]
  return (
    <Container>
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          <FormField label={t('traffic.target')}>
            <Select
              selectedOption={
                targets.find(({ value }) => value === host) ??
                (host === '' ? null : { value: host, label: host })
              }
              options={targets}
              filteringType="auto"
              placeholder={t('fields.choose')}
              empty={t('traffic.noTargets')}
              onChange={({ detail }) => setChosen(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <FormField label={t('traffic.rate')} errorText={rateFault}>
            <Input
              value={perSecond}
              inputMode="numeric"
              onChange={({ detail }) => setPerSecond(detail.value)}
            />
          </FormField>
          <FormField label={t('traffic.from')}>
            <Select
              selectedOption={origins.find(({ value }) => value === from) ?? null}
              options={origins}
              onChange={({ detail }) =>
                setFrom(detail.selectedOption.value === 'internet' ? 'internet' : 'my-computer')
              }
            />
          </FormField>
          <FormField label={t('traffic.path')} errorText={pathFault}>
            <Input value={path} onChange={({ detail }) => setPath(detail.value)} />
          </FormField>
          <FormField
            label={t('traffic.lasts')}
            description={t('traffic.lastsText')}
            errorText={lastsFault}
          >
            <Input value={lasts} onChange={({ detail }) => setLasts(detail.value)} />
          </FormField>
        </ColumnLayout>
        <Button
          variant="primary"
          loading={props.pending}
          disabled={
            props.readOnly ||
            host === '' ||
            [rateFault, lastsFault, pathFault].some((fault) => fault !== undefined)
          }
          {...(props.readOnly && { disabledReason: t('reason.readOnly') })}
          onClick={() => props.onSend({ host, perSecond: rate, from, path, lasts })}
        >
          {t('traffic.send')}
        </Button>
      </SpaceBetween>
    </Container>
  )
}
