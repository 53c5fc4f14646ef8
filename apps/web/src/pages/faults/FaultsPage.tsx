import { routes, type CloudFault, type MadeFault } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Cards from '@cloudscape-design/components/cards'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError, request, useConnection, useScope } from '../../api/index.ts'
import { describeError, EmptyState } from '../../components/index.ts'
import { useLocale, useT, type Translate } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useInstanceOptions, useZoneOptions } from '../../resources/vpc-options.ts'
import { cards, type Choices, type FaultCard } from './kinds.ts'

const lookEveryMs = 3000

/** What can go wrong on purpose, a card for each, and what is wrong now. */
export default function FaultsPage() {
  const { t, name: locale } = useLocale()
  const { id, kind, readOnly } = useConnection()
  const client = useQueryClient()
  const [opened, setOpened] = useState<FaultCard>()
  const key = ['faults', id]
  const found = useQuery({
    queryKey: key,
    queryFn: () =>
      request<{ readonly faults: readonly CloudFault[] }>('GET', routes.cloud(id, 'faults')),
    enabled: kind === 'embedded',
    refetchInterval: lookEveryMs,
  })
  const refresh = () => void client.invalidateQueries({ queryKey: key })
  const remove = useMutation({
    mutationFn: (fault: string | undefined) =>
      request(
        'DELETE',
        `${routes.cloud(id, 'faults')}${fault === undefined ? '' : `?id=${encodeURIComponent(fault)}`}`,
      ),
    onSettled: refresh,
  })
  if (kind !== 'embedded') {
    return <EmptyState page title={t('faults.title')} text={t('faults.embeddedOnly')} />
  }
  const error = remove.error ?? found.error
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('faults.text')}>
          {t('faults.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {error ? <Alert type="error">{describeError(asApiError(error), t)}</Alert> : null}
        <Table
          variant="container"
          header={
            <Header
              variant="h2"
              counter={`(${found.data?.faults.length ?? 0})`}
              actions={
                <Button
                  {...refusal}
                  disabled={readOnly || (found.data?.faults.length ?? 0) === 0}
                  onClick={() => remove.mutate(undefined)}
                >
                  {t('faults.removeAll')}
                </Button>
              }
            >
              {t('faults.active')}
            </Header>
          }
          loading={found.isPending}
          loadingText={t('common.loading')}
          wrapLines
          items={found.data?.faults ?? []}
          trackBy={(fault) => fault.id}
          columnDefinitions={[
            { id: 'kind', header: t('faults.kind'), cell: (fault) => t(`faults.${fault.kind}`) },
            { id: 'what', header: t('faults.what'), cell: (fault) => subjectOf(fault, t) },
            {
              id: 'since',
              header: t('faults.since'),
              cell: (fault) => formatTime(fault.since, locale) || '-',
            },
            {
              id: 'until',
              header: t('faults.until'),
              cell: (fault) => formatTime(fault.until, locale) || t('faults.untilRemoved'),
            },
            {
              id: 'remove',
              header: t('common.actions'),
              cell: (fault) => (
                <Button
                  {...refusal}
                  variant="inline-link"
                  ariaLabel={`${t('common.remove')}: ${t(`faults.${fault.kind}`)}`}
                  onClick={() => remove.mutate(fault.id)}
                >
                  {t('common.remove')}
                </Button>
              ),
            },
          ]}
          empty={<EmptyState title={t('faults.none')} text={t('faults.noneText')} />}
        />
        <Cards
          header={<Header variant="h2">{t('faults.make')}</Header>}
          items={cards}
          trackBy="kind"
          cardsPerRow={[{ cards: 1 }, { minWidth: 620, cards: 2 }, { minWidth: 980, cards: 3 }]}
          cardDefinition={{
            header: (card) => (
              <Box variant="h3" padding="n">
                {t(card.title)}
              </Box>
            ),
            sections: [
              { id: 'text', content: (card) => t(card.text) },
              {
                id: 'do',
                content: (card) => (
                  <Button
                    {...refusal}
                    ariaLabel={`${t('faults.do')}: ${t(card.title)}`}
                    onClick={() => setOpened(card)}
                  >
                    {t('faults.do')}
                  </Button>
                ),
              },
            ],
          }}
        />
        {opened ? (
          <Make
            card={opened}
            onClose={() => {
              setOpened(undefined)
              refresh()
            }}
          />
        ) : null}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Make({ card, onClose }: { readonly card: FaultCard; readonly onClose: () => void }) {
  const t = useT()
  const { connection, region } = useScope()
  const choices: Choices = {
    region,
    instances: useInstanceOptions(({ State }) => State?.Name === 'running'),
    spotInstances: useInstanceOptions(
      ({ State, InstanceLifecycle }) => State?.Name === 'running' && InstanceLifecycle === 'spot',
    ),
    zones: useZoneOptions(),
  }
  return (
    <FieldsDialog
      title={t(card.title)}
      submitText={t('faults.do')}
      savedText={t('faults.made')}
      note={t(card.text)}
      control
      fields={card.fields(choices, t)}
      run={(_call, values) =>
        request<MadeFault>('POST', routes.cloud(connection, 'faults'), card.wish(values, choices))
      }
      onClose={onClose}
    />
  )
}

/** What it concerns, in a few words. */
function subjectOf(fault: CloudFault, t: Translate): string {
  switch (fault.kind) {
    case 'fail-call':
      return [
        `${fault.service}:${fault.operation} → ${fault.code}`,
        fault.remaining === undefined ? '' : t('faults.remaining', { count: fault.remaining }),
        fault.probability < 1 ? `${Math.round(fault.probability * 100)} %` : '',
      ]
        .filter(Boolean)
        .join(' · ')
    case 'throttle':
      return `${fault.service}:${fault.operation} · ${t('faults.perSecond', { rate: fault.ratePerSecond })}`
    case 'latency':
      return `${fault.service}:${fault.operation} · ${fault.maximumMs} ms`
    case 'zone-outage':
      return fault.zone
    case 'fill-disk':
      return fault.volumeId
    case 'impair-instance':
    case 'kill-guest':
    case 'interrupt-spot':
      return fault.instanceId
  }
}
