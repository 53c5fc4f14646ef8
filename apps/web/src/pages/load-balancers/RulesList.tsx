import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import List from '@cloudscape-design/components/list'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { asApiError, useConnection, useTask } from '../../api/index.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import {
  describeAction,
  describeCondition,
  describeTransform,
} from '../../resources/load-balancing/describe-rule.ts'
import {
  inOrder,
  type Balancer,
  type Listener,
  type Rule,
} from '../../resources/load-balancing/model.ts'
import { reprioritize } from '../../resources/load-balancing/priorities.ts'
import { RuleDialog } from './RuleDialog.tsx'
import '../../resources/load-balancing/load-balancing.css'

/** The rules of a listener in the order in which they are asked: dragged, or moved by the keys of their handles. */
export function RulesList(props: {
  readonly balancer: Balancer
  readonly listener: Listener
  /** The rule that a tried request meets. */
  readonly taken: string | undefined
}) {
  const { balancer, listener, taken } = props
  const t = useT()
  const { readOnly } = useConnection()
  const rules = inOrder(listener.Rules)
  const own = rules.filter(({ IsDefault }) => !IsDefault)
  const byDefault = rules.find(({ IsDefault }) => IsDefault)
  const [wished, setWished] = useState<readonly string[]>()
  const [edited, setEdited] = useState<Rule | 'new'>()
  const [deleted, setDeleted] = useState<Rule>()
  const order = wished ? inWishedOrder(own, wished) : own
  const changes = reprioritize(order)
  const save = useTask(async (call) => {
    await call('elastic-load-balancing-v2', 'SetRulePriorities', { RulePriorities: changes })
    notify({ type: 'success', header: t('listenerRules.orderSaved') })
    setWished(undefined)
  })
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  const show = (rule: Rule, numberAfter: number | undefined) => ({
    id: rule.RuleArn ?? '',
    content: <RuleText rule={rule} numberAfter={numberAfter} taken={taken === rule.RuleArn} />,
    announcementLabel: t('listenerRules.rule', { number: rule.Priority ?? '' }),
    actions: (
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          {...refusal}
          ariaLabel={t('listenerRules.editOf', { number: rule.Priority ?? '' })}
          onClick={() => setEdited(rule)}
        >
          {t('common.edit')}
        </Button>
        {rule.IsDefault ? null : (
          <Button
            {...refusal}
            ariaLabel={t('listenerRules.deleteOf', { number: rule.Priority ?? '' })}
            onClick={() => setDeleted(rule)}
          >
            {t('common.delete')}
          </Button>
        )}
      </SpaceBetween>
    ),
  })
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${rules.length})`}
          description={t('listenerRules.text')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {changes.length > 0 ? (
                <>
                  <Button variant="link" onClick={() => setWished(undefined)}>
                    {t('listenerRules.keepOrder')}
                  </Button>
                  <Button
                    variant="primary"
                    loading={save.isPending}
                    onClick={() => save.mutate(undefined)}
                  >
                    {t('listenerRules.saveOrder')}
                  </Button>
                </>
              ) : null}
              <Button {...refusal} onClick={() => setEdited('new')}>
                {t('listenerRules.add')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('loadBalancers.rules')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {save.error ? <ErrorState error={asApiError(save.error)} /> : null}
        {own.length > 0 ? (
          <List
            sortable
            sortDisabled={readOnly || save.isPending}
            ariaLabel={t('loadBalancers.rules')}
            items={order}
            renderItem={(rule) =>
              show(rule, changes.find(({ RuleArn }) => RuleArn === rule.RuleArn)?.Priority)
            }
            onSortingChange={({ detail }) =>
              setWished(detail.items.map(({ RuleArn = '' }) => RuleArn))
            }
            i18nStrings={{
              dragHandleAriaLabel: t('listenerRules.move'),
              dragHandleAriaDescription: t('listenerRules.moveText'),
              liveAnnouncementDndStarted: (position, total) =>
                t('listenerRules.picked', { position, total }),
              liveAnnouncementDndDiscarded: t('listenerRules.putBack'),
              liveAnnouncementDndItemReordered: (_from, position, total) =>
                t('listenerRules.movedTo', { position, total }),
              liveAnnouncementDndItemCommitted: (_from, position, total) =>
                t('listenerRules.movedTo', { position, total }),
            }}
          />
        ) : null}
        {byDefault ? (
          <List
            ariaLabel={t('listenerRules.default')}
            items={[byDefault]}
            renderItem={(rule) => show(rule, undefined)}
          />
        ) : null}
      </SpaceBetween>
      {edited === undefined ? null : (
        <RuleDialog
          balancer={balancer}
          listener={listener}
          {...(edited === 'new' ? {} : { rule: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {deleted ? (
        <DeleteDialog
          title={t('listenerRules.delete')}
          asksForWord={false}
          items={[
            {
              id: deleted.RuleArn ?? '',
              name: t('listenerRules.rule', { number: deleted.Priority ?? '' }),
            },
          ]}
          remove={(call, { id }) =>
            call('elastic-load-balancing-v2', 'DeleteRule', { RuleArn: id })
          }
          onClose={() => setDeleted(undefined)}
        >
          {t('listenerRules.deleteText')}
        </DeleteDialog>
      ) : null}
    </Container>
  )
}

/** Those that have come meanwhile stand last; those that are gone are left out. */
function inWishedOrder(rules: readonly Rule[], wished: readonly string[]): readonly Rule[] {
  const rank = ({ RuleArn = '' }: Rule) => {
    const at = wished.indexOf(RuleArn)
    return at < 0 ? wished.length : at
  }
  return [...rules].sort((one, other) => rank(one) - rank(other))
}

function RuleText(props: {
  readonly rule: Rule
  readonly numberAfter: number | undefined
  readonly taken: boolean
}) {
  const { rule, numberAfter, taken } = props
  const t = useT()
  const conditions = rule.Conditions ?? []
  return (
    <div className="brume-listener-rule" data-taken={taken}>
      <Badge color={rule.IsDefault ? 'grey' : 'blue'}>
        {rule.IsDefault ? t('listenerRules.default') : rule.Priority}
        {numberAfter === undefined ? null : ` → ${numberAfter}`}
      </Badge>
      {taken ? <Badge color="green">{t('listenerRules.taken')}</Badge> : null}
      <span>
        <Box variant="strong">{t('listenerRules.if')}</Box>{' '}
        {conditions.length === 0
          ? t('listenerRules.noOther')
          : conditions
              .map((condition) => describeCondition(condition, t))
              .join(t('listenerRules.and'))}
      </span>
      <span>
        <Box variant="strong">{t('listenerRules.then')}</Box>{' '}
        {[
          ...(rule.Transforms ?? []).map((transform) => describeTransform(transform, t)),
          ...(rule.Actions ?? []).map((action) => describeAction(action, t)),
        ].join('; ')}
      </span>
    </div>
  )
}
