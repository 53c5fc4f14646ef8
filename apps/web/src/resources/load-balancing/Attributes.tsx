import { isWithin } from '../../lib/whole-number.ts'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useConnection, useOperation, type Call } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT, type Translate } from '../../i18n/index.ts'
import { FieldsDialog, type Field, type FieldValues } from '../FieldsDialog.tsx'
import {
  balancerAttributes,
  listenerAttributes,
  targetGroupAttributes,
  type AttributeKind,
} from './attributes.ts'

interface Attribute {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** The attributes of a load balancer, a listener or a target group, with the dialog that changes them. */
export function BalancerAttributes({ arn }: { readonly arn: string }) {
  const { data } = useOperation('elastic-load-balancing-v2', 'DescribeLoadBalancerAttributes', {
    LoadBalancerArn: arn,
  })
  return (
    <Attributes
      kinds={balancerAttributes}
      attributes={data?.Attributes}
      change={(call, Attributes) =>
        call('elastic-load-balancing-v2', 'ModifyLoadBalancerAttributes', {
          LoadBalancerArn: arn,
          Attributes,
        })
      }
    />
  )
}

export function ListenerAttributes({ arn }: { readonly arn: string }) {
  const { data } = useOperation('elastic-load-balancing-v2', 'DescribeListenerAttributes', {
    ListenerArn: arn,
  })
  return (
    <Attributes
      kinds={listenerAttributes}
      attributes={data?.Attributes}
      change={(call, Attributes) =>
        call('elastic-load-balancing-v2', 'ModifyListenerAttributes', {
          ListenerArn: arn,
          Attributes,
        })
      }
    />
  )
}

export function TargetGroupAttributes({ arn }: { readonly arn: string }) {
  const { data } = useOperation('elastic-load-balancing-v2', 'DescribeTargetGroupAttributes', {
    TargetGroupArn: arn,
  })
  return (
    <Attributes
      kinds={targetGroupAttributes}
      attributes={data?.Attributes}
      change={(call, Attributes) =>
        call('elastic-load-balancing-v2', 'ModifyTargetGroupAttributes', {
          TargetGroupArn: arn,
          Attributes,
        })
      }
    />
  )
}

function Attributes(props: {
  readonly kinds: readonly AttributeKind[]
  readonly attributes: readonly Attribute[] | undefined
  readonly change: (call: Call, changed: { Key: string; Value: string }[]) => Promise<unknown>
}) {
  const t = useT()
  const { kind: connection, readOnly } = useConnection()
  const [editing, setEditing] = useState(false)
  const values = new Map(props.attributes?.map(({ Key = '', Value = '' }) => [Key, Value]))
  const kinds = props.kinds.filter(({ key }) => values.has(key))
  const editable = kinds.filter(({ onAwsOnly }) => !onAwsOnly || connection !== 'embedded')
  return (
    <SpaceBetween size="m">
      <Header
        variant="h3"
        actions={
          <Button
            disabled={readOnly || props.attributes === undefined}
            {...(readOnly ? { disabledReason: t('reason.readOnly') } : {})}
            onClick={() => setEditing(true)}
          >
            {t('balancing.editAttributes')}
          </Button>
        }
      >
        {t('balancing.attributes')}
      </Header>
      <KeyValue
        columns={4}
        items={kinds.map((kind) => [labelOf(kind, t), shown(kind, values.get(kind.key) ?? '', t)])}
      />
      {editing ? (
        <FieldsDialog
          title={t('balancing.editAttributes')}
          submitText={t('common.save')}
          savedText={t('common.saved')}
          {...(editable.length < kinds.length && { note: t('balancing.onAwsOnly') })}
          fields={editable.map((kind) => toField(kind, values.get(kind.key) ?? '', t))}
          run={async (call, edited) => {
            const changed = changesOf(editable, values, edited)
            if (changed.length > 0) await props.change(call, changed)
          }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </SpaceBetween>
  )
}

const labelOf = ({ label }: AttributeKind, t: Translate) =>
  typeof label === 'string' ? t(label) : label.header

const isSwitch = ({ values, seconds, isText }: AttributeKind) => !values && !seconds && !isText

function shown(kind: AttributeKind, value: string, t: Translate): string {
  if (isSwitch(kind)) return t(value === 'true' ? 'common.enabled' : 'common.disabled')
  if (kind.seconds) {
    return kind.seconds[2] && value === '0'
      ? t('common.disabled')
      : t('balancing.seconds', { count: Number(value) })
  }
  const choice = kind.values?.find((one) => one.value === value)
  return choice ? t(choice.label) : value
}

function toField(kind: AttributeKind, value: string, t: Translate): Field {
  const base = {
    id: kind.key,
    label: labelOf(kind, t),
    initial: value,
    ...(kind.text && { description: t(kind.text) }),
  }
  if (isSwitch(kind)) return { ...base, kind: 'check', initial: value === 'true' ? 'yes' : '' }
  if (kind.values) {
    const options = kind.values.map((one) => ({ value: one.value, label: t(one.label) }))
    return { ...base, kind: 'choice', options }
  }
  const { seconds } = kind
  if (!seconds) return { ...base, optional: true }
  const [from, to, orZero] = seconds
  return {
    ...base,
    problem: (text) =>
      isWithin(text, from, to) || (orZero && text === '0')
        ? undefined
        : t(orZero ? 'balancing.zeroOrSeconds' : 'balancing.secondsProblem', { from, to }),
  }
}

function changesOf(
  kinds: readonly AttributeKind[],
  values: ReadonlyMap<string, string>,
  edited: FieldValues,
): { Key: string; Value: string }[] {
  return kinds.flatMap((kind) => {
    const typed = edited[kind.key] ?? ''
    const Value = isSwitch(kind) ? String(typed === 'yes') : typed
    return Value === values.get(kind.key) ? [] : [{ Key: kind.key, Value }]
  })
}
