import { isWithin } from '../../lib/whole-number.ts'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { Call } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ActionFields } from '../../resources/load-balancing/ActionFields.tsx'
import {
  findActionProblem,
  newAction,
  toActionDraft,
  toActions,
} from '../../resources/load-balancing/action-draft.ts'
import {
  countValues,
  findConditionProblem,
  newCondition,
  toCondition,
  toConditionDrafts,
} from '../../resources/load-balancing/condition-draft.ts'
import { type Balancer, type Listener, type Rule } from '../../resources/load-balancing/model.ts'
import { nextPriority } from '../../resources/load-balancing/priorities.ts'
import { useSave } from '../../resources/use-save.tsx'
import {
  findTransformProblem,
  toTransform,
  toTransformDrafts,
} from '../../resources/load-balancing/transform-draft.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { TransformFields } from './TransformFields.tsx'

const maxValues = 5

/** Makes a rule, or changes one: if a request is so, then do that. Of the default rule only what it does. */
export function RuleDialog(props: {
  readonly balancer: Balancer
  readonly listener: Listener
  readonly rule?: Rule
  readonly onClose: () => void
}) {
  const { balancer, listener, rule, onClose } = props
  const t = useT()
  const others = (listener.Rules ?? []).filter(({ RuleArn }) => RuleArn !== rule?.RuleArn)
  const [typed, setTyped] = useState<string>()
  // until one is typed, behind whatever others have come
  const priority = typed ?? rule?.Priority ?? String(nextPriority(others))
  const [conditions, setConditions] = useState(() => toConditionDrafts(rule))
  const [transforms, setTransforms] = useState(() => toTransformDrafts(rule))
  const [action, setAction] = useState(() => (rule ? toActionDraft(rule.Actions) : newAction))
  const [tried, setTried] = useState(false)
  const isDefault = rule?.IsDefault ?? false
  const taken = others.some(({ Priority }) => Priority === priority)
  const priorityProblem =
    rule === undefined && (taken || !isWithin(priority, 1, 50_000))
      ? t(taken ? 'listenerRules.numberTaken' : 'listenerRules.numberProblem')
      : undefined
  const tooMany = !isDefault && countValues(conditions) > maxValues
  const wrong =
    priorityProblem !== undefined ||
    findActionProblem(action) !== undefined ||
    tooMany ||
    transforms.some((one) => findTransformProblem(one) !== undefined) ||
    (!isDefault && conditions.some((one) => findConditionProblem(one) !== undefined))
  const save = useSave(onClose, rule ? t('common.saved') : t('listenerRules.added'))
  const send = (call: Call) => {
    const Actions = toActions(action)
    const Conditions = conditions.map(toCondition)
    const Transforms = transforms.map(toTransform)
    if (rule === undefined) {
      return call('elastic-load-balancing-v2', 'CreateRule', {
        ListenerArn: listener.ListenerArn,
        Priority: Number(priority),
        Conditions,
        Actions,
        ...(Transforms.length > 0 && { Transforms }),
      })
    }
    if (isDefault) {
      return call('elastic-load-balancing-v2', 'ModifyListener', {
        ListenerArn: listener.ListenerArn,
        DefaultActions: Actions,
      })
    }
    return call('elastic-load-balancing-v2', 'ModifyRule', {
      RuleArn: rule.RuleArn,
      Conditions,
      Actions,
      ...(Transforms.length > 0 && { Transforms }),
      ...(Transforms.length === 0 && rule.Transforms?.length && { ResetTransforms: true }),
    })
  }
  return (
    <ConfirmDialog
      size="max"
      title={
        rule === undefined
          ? t('listenerRules.add')
          : t('listenerRules.editTitle', { number: rule.Priority ?? '' })
      }
      submitText={rule === undefined ? t('listenerRules.add') : t('common.save')}
      {...save.dialog(send, () => {
        setTried(true)
        return !wrong
      })}
      onClose={onClose}
    >
      {rule === undefined ? (
        <FormField
          label={t('listenerRules.priority')}
          description={t('listenerRules.priorityText')}
          errorText={priorityProblem}
        >
          <Input
            value={priority}
            inputMode="numeric"
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      ) : null}
      {isDefault ? null : (
        <SpaceBetween size="s">
          <Header variant="h3" description={t('listenerRules.conditionsText')}>
            {t('listenerRules.conditions')}
          </Header>
          {conditions.map((condition) => (
            <ConditionFields
              key={condition.id}
              condition={condition}
              tried={tried}
              onChange={(part) =>
                setConditions(
                  conditions.map((one) => (one.id === condition.id ? { ...one, ...part } : one)),
                )
              }
              {...(conditions.length > 1 && {
                onRemove: () => setConditions(conditions.filter(({ id }) => id !== condition.id)),
              })}
            />
          ))}
          {tooMany ? <Alert type="error">{t('listenerRules.fiveValues')}</Alert> : null}
          <Button
            formAction="none"
            onClick={() =>
              setConditions([
                ...conditions,
                newCondition(Math.max(...conditions.map(({ id }) => id)) + 1, 'host-header'),
              ])
            }
          >
            {t('listenerRules.addCondition')}
          </Button>
        </SpaceBetween>
      )}
      {isDefault ? null : (
        <SpaceBetween size="s">
          <Header variant="h3" description={t('listenerRules.transformsText')}>
            {t('fields.optional', { label: t('listenerRules.transforms') })}
          </Header>
          <TransformFields transforms={transforms} tried={tried} onChange={setTransforms} />
        </SpaceBetween>
      )}
      <Header variant="h3">{t('balancing.action')}</Header>
      {action.before.length > 0 ? (
        <Alert type="info">
          {t('listenerRules.actionsBefore', {
            actions: action.before.map(({ Type = '' }) => Type).join(', '),
          })}
        </Alert>
      ) : null}
      <ActionFields
        draft={action}
        vpcId={balancer.VpcId ?? ''}
        protocol={listener.Protocol ?? 'HTTP'}
        tried={tried}
        onChange={(part) => setAction({ ...action, ...part })}
      />
    </ConfirmDialog>
  )
}
