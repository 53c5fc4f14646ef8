import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { isMetricAlarm, nameOfAlarm } from './alarm.ts'
import { AlarmFormPage } from './AlarmFormPage.tsx'
import {
  compositeFaults,
  compositeFormOf,
  compositeInput,
  newComposite,
  type CompositeFault,
  type CompositeForm,
} from './composite-form.ts'
import { NameSection } from './NameSection.tsx'
import { RuleBuilder } from './RuleBuilder.tsx'

/** Makes an alarm of other alarms, or changes one: `?edit=<name>`; `?of=<name>` begins with that alarm. */
export default function CompositeAlarmPage() {
  const [search] = useSearchParams()
  const edited = search.get('edit')
  const { items, status } = useFeed('alarms')
  const alarm = edited === null ? undefined : items.get(edited)
  if (edited !== null && !alarm && status === 'loading') return <Spinner size="large" />
  const composite = alarm && !isMetricAlarm(alarm) ? alarm : undefined
  return (
    <Composite
      edited={composite !== undefined}
      initial={composite ? compositeFormOf(composite) : newComposite(search.getAll('of'))}
    />
  )
}

const states = [
  ['ALARM', 'alarms.whenAlarm'],
  ['OK', 'alarms.whenOk'],
  ['INSUFFICIENT_DATA', 'alarms.whenInsufficient'],
] as const

function Composite(props: { readonly edited: boolean; readonly initial: CompositeForm }) {
  const { edited, initial } = props
  const t = useT()
  const others = useFeed('alarms').list.filter((one) => nameOfAlarm(one) !== initial.name)
  const [form, setForm] = useState(initial)
  const [tried, setTried] = useState(false)
  const change = (some: Partial<CompositeForm>) => setForm((old) => ({ ...old, ...some }))
  const faults = compositeFaults(form)
  const faultText = (fault: CompositeFault) =>
    tried && faults.includes(fault) ? t(`alarms.fault.${fault}`) : undefined
  const none = { value: '', label: t('alarms.noSuppressor') }
  const suppressors = [
    none,
    ...others.map((one) => ({ value: nameOfAlarm(one), label: nameOfAlarm(one) })),
  ]
  return (
    <AlarmFormPage
      title={edited ? t('alarms.editTitle', { name: initial.name }) : t('alarms.createComposite')}
      text={t('alarms.compositeText')}
      submitText={edited ? t('common.save') : t('alarms.createComposite')}
      name={form.name}
      wrong={faults.length > 0}
      onTry={() => setTried(true)}
      tried={tried}
      send={(call) => call('cloudwatch', 'PutCompositeAlarm', compositeInput(form))}
    >
      <Container
        header={
          <Header variant="h2" description={t('alarms.ruleText')}>
            {t('alarms.conditions')}
          </Header>
        }
      >
        <RuleBuilder
          rule={form.rule}
          own={form.name}
          tried={tried}
          onChange={(rule) => change({ rule })}
        />
      </Container>
      <NameSection form={form} edited={edited} nameFault={faultText('name')} change={change} />
      <Container
        header={
          <Header variant="h2" description={t('alarms.compositeActionsText')}>
            {t('fields.optional', { label: t('alarms.actions') })}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {states.map(([state, label]) => (
            <FormField key={state} label={t(label)} errorText={faultText('actions')}>
              <Textarea
                value={form.actions[state]}
                rows={1}
                spellcheck={false}
                placeholder="arn:aws:sns:ap-northeast-2:123456789012:on-call"
                onChange={({ detail }) =>
                  change({ actions: { ...form.actions, [state]: detail.value } })
                }
              />
            </FormField>
          ))}
          <ExpandableSection
            headerText={t('alarms.suppression')}
            headerDescription={t('alarms.suppressionText')}
            defaultExpanded={initial.suppressor !== ''}
          >
            <SpaceBetween size="m">
              <FormField label={t('alarms.suppressor')}>
                <Select
                  selectedOption={
                    suppressors.find(({ value }) => value === form.suppressor) ?? {
                      value: form.suppressor,
                      label: form.suppressor,
                    }
                  }
                  options={suppressors}
                  expandToViewport
                  onChange={({ detail }) =>
                    change({ suppressor: detail.selectedOption.value ?? '' })
                  }
                />
              </FormField>
              {form.suppressor === '' ? null : (
                <>
                  <FormField
                    label={t('alarms.waitPeriod')}
                    description={t('alarms.waitPeriodText')}
                    errorText={faultText('seconds')}
                  >
                    <Input
                      value={form.waitSeconds}
                      inputMode="numeric"
                      onChange={({ detail }) => change({ waitSeconds: detail.value })}
                    />
                  </FormField>
                  <FormField
                    label={t('alarms.extensionPeriod')}
                    description={t('alarms.extensionPeriodText')}
                    errorText={faultText('seconds')}
                  >
                    <Input
                      value={form.extensionSeconds}
                      inputMode="numeric"
                      onChange={({ detail }) => change({ extensionSeconds: detail.value })}
                    />
                  </FormField>
                </>
              )}
            </SpaceBetween>
          </ExpandableSection>
        </SpaceBetween>
      </Container>
    </AlarmFormPage>
  )
}
