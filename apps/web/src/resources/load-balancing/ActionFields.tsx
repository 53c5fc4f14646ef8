import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useState } from 'react'
import { useT, type PlainKey } from '../../i18n/index.ts'
import {
  actionTypes,
  findActionProblem,
  type ActionDraft,
  type ActionType,
} from './action-draft.ts'
import { CreateTargetGroup } from './CreateTargetGroup.tsx'
import { isWeb, toTargetProtocol } from './target-group-draft.ts'
import { useTargetGroups } from './use-balancing.ts'
import './load-balancing.css'

const typeTexts: Readonly<Record<ActionType, PlainKey>> = {
  forward: 'balancing.forward',
  redirect: 'balancing.redirect',
  'fixed-response': 'balancing.fixed',
}

interface Fields {
  readonly draft: ActionDraft
  readonly onChange: (part: Partial<ActionDraft>) => void
}

/** What a listener or a rule does with a request. */
export function ActionFields(
  props: Fields & {
    readonly vpcId: string
    /** The listener's protocol: those of network load balancers only forward, to one group. */
    readonly protocol: string
    readonly tried: boolean
  },
) {
  const { draft, onChange, protocol } = props
  const t = useT()
  const problem = findActionProblem(draft)
  const web = isWeb(protocol)
  return (
    <SpaceBetween size="m">
      {web ? (
        <RadioGroup
          value={draft.type}
          ariaLabel={t('balancing.action')}
          items={actionTypes.map((value) => ({ value, label: t(typeTexts[value]) }))}
          onChange={({ detail }) =>
            onChange({ type: actionTypes.find((one) => one === detail.value) ?? 'forward' })
          }
        />
      ) : null}
      <FormField stretch errorText={props.tried && problem !== undefined ? t(problem) : undefined}>
        {draft.type === 'redirect' ? (
          <RedirectFields draft={draft} onChange={onChange} />
        ) : draft.type === 'fixed-response' ? (
          <FixedFields draft={draft} onChange={onChange} />
        ) : (
          <ForwardFields
            draft={draft}
            onChange={onChange}
            vpcId={props.vpcId}
            protocol={protocol}
          />
        )}
      </FormField>
    </SpaceBetween>
  )
}

function ForwardFields(props: Fields & { readonly vpcId: string; readonly protocol: string }) {
  const { draft, onChange, vpcId, protocol } = props
  const t = useT()
  const [creatingAt, setCreatingAt] = useState<number>()
  const web = isWeb(protocol)
  const options = useTargetGroups()
    .filter(({ VpcId, Protocol }) => VpcId === vpcId && isWeb(Protocol) === web)
    .map(({ TargetGroupArn = '', TargetGroupName = '', Protocol = '', Port, TargetType = '' }) => ({
      value: TargetGroupArn,
      label: TargetGroupName,
      description: `${Protocol}:${Port ?? ''}`,
      labelTag: TargetType,
    }))
  const set = (index: number, part: Partial<ActionDraft['groups'][number]>) =>
    onChange({ groups: draft.groups.map((one, at) => (at === index ? { ...one, ...part } : one)) })
  return (
    <SpaceBetween size="s">
      {draft.groups.map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a group that is yet to be chosen is no key
        <SpaceBetween key={index} direction="horizontal" size="xs" alignItems="end">
          <FormField label={t('targetGroups.one')}>
            <div className="brume-group-choice">
              <Select
                selectedOption={options.find(({ value }) => value === group.arn) ?? null}
                options={options}
                placeholder={t('fields.choose')}
                empty={t('balancing.noGroupYet')}
                filteringType={options.length > 8 ? 'auto' : 'none'}
                expandToViewport
                onChange={({ detail }) => set(index, { arn: detail.selectedOption.value ?? '' })}
              />
            </div>
          </FormField>
          {web && draft.groups.length > 1 ? (
            <FormField label={t('balancing.weight')}>
              <Input
                value={group.weight}
                inputMode="numeric"
                onChange={({ detail }) => set(index, { weight: detail.value })}
              />
            </FormField>
          ) : null}
          <Button formAction="none" onClick={() => setCreatingAt(index)}>
            {t('targetGroups.create')}
          </Button>
          {draft.groups.length > 1 ? (
            <Button
              formAction="none"
              onClick={() => onChange({ groups: draft.groups.filter((_one, at) => at !== index) })}
            >
              {t('common.remove')}
            </Button>
          ) : null}
        </SpaceBetween>
      ))}
      {web ? (
        <SpaceBetween size="s">
          <Button
            formAction="none"
            disabled={draft.groups.length >= 5}
            disabledReason={t('balancing.fiveGroups')}
            onClick={() => onChange({ groups: [...draft.groups, { arn: '', weight: '1' }] })}
          >
            {t('balancing.addGroup')}
          </Button>
          <Checkbox
            checked={draft.sticky}
            description={t('balancing.stickyText')}
            onChange={({ detail }) => onChange({ sticky: detail.checked })}
          >
            {t('balancing.sticky')}
          </Checkbox>
          {draft.sticky ? (
            <FormField label={t('balancing.stickySeconds')}>
              <Input
                value={draft.stickySeconds}
                inputMode="numeric"
                onChange={({ detail }) => onChange({ stickySeconds: detail.value })}
              />
            </FormField>
          ) : null}
        </SpaceBetween>
      ) : null}
      {creatingAt === undefined ? null : (
        <CreateTargetGroup
          vpcId={vpcId}
          protocols={web ? ['HTTP', 'HTTPS'] : [toTargetProtocol(protocol)]}
          onCreated={(arn) => set(creatingAt, { arn })}
          onClose={() => setCreatingAt(undefined)}
        />
      )}
    </SpaceBetween>
  )
}

const redirectProtocols = ['HTTPS', 'HTTP', '#{protocol}'].map((value) => ({ value, label: value }))

function RedirectFields({ draft, onChange }: Fields) {
  const t = useT()
  const texts = [
    ['port', 'targetGroups.port'],
    ['host', 'balancing.hostName'],
    ['path', 'balancing.path'],
    ['query', 'balancing.query'],
  ] as const
  return (
    <SpaceBetween size="s">
      <ColumnLayout columns={3}>
        <FormField label={t('targetGroups.protocol')}>
          <Select
            selectedOption={redirectProtocols.find(({ value }) => value === draft.protocol) ?? null}
            options={redirectProtocols}
            onChange={({ detail }) =>
              onChange({ protocol: detail.selectedOption.value ?? 'HTTPS' })
            }
          />
        </FormField>
        {texts.map(([part, label]) => (
          <FormField key={part} label={t(label)}>
            <Input
              value={draft[part]}
              onChange={({ detail }) => onChange({ [part]: detail.value })}
            />
          </FormField>
        ))}
      </ColumnLayout>
      <RadioGroup
        value={draft.permanent ? '301' : '302'}
        ariaLabel={t('balancing.code')}
        items={[
          { value: '301', label: t('balancing.permanent') },
          { value: '302', label: t('balancing.found') },
        ]}
        onChange={({ detail }) => onChange({ permanent: detail.value === '301' })}
      />
    </SpaceBetween>
  )
}

const contentTypes = [
  'text/plain',
  'text/css',
  'text/html',
  'application/javascript',
  'application/json',
].map((value) => ({ value, label: value }))

function FixedFields({ draft, onChange }: Fields) {
  const t = useT()
  return (
    <SpaceBetween size="s">
      <ColumnLayout columns={2}>
        <FormField label={t('balancing.code')} constraintText={t('balancing.codeProblem')}>
          <Input
            value={draft.code}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ code: detail.value })}
          />
        </FormField>
        <FormField label={t('balancing.contentType')}>
          <Select
            selectedOption={contentTypes.find(({ value }) => value === draft.contentType) ?? null}
            options={contentTypes}
            onChange={({ detail }) =>
              onChange({ contentType: detail.selectedOption.value ?? 'text/plain' })
            }
          />
        </FormField>
      </ColumnLayout>
      <FormField label={t('fields.optional', { label: t('balancing.body') })}>
        <Textarea
          value={draft.body}
          rows={3}
          onChange={({ detail }) => onChange({ body: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  )
}
