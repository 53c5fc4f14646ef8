import Spinner from '@cloudscape-design/components/spinner'
import Wizard from '@cloudscape-design/components/wizard'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CodeDisclosure } from '../../../activity/CodeDisclosure.tsx'
import { asApiError, useConnection, useFeed, useScopedPath, useTask } from '../../../api/index.ts'
import { areTagsValid, describeError, notify, TagEditor } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { subnetsOf, type Group } from '../group.ts'
import {
  createGroup,
  faultsOf,
  formOf,
  newForm,
  updateGroup,
  type GroupFault,
  type GroupForm,
} from './group-form.ts'
import { BalancingStep } from './BalancingStep.tsx'
import { NetworkStep } from './NetworkStep.tsx'
import { Review } from './Review.tsx'
import { SizeStep } from './SizeStep.tsx'
import { TemplateStep } from './TemplateStep.tsx'
import Container from '@cloudscape-design/components/container'
import SpaceBetween from '@cloudscape-design/components/space-between'

export interface StepProps {
  readonly form: GroupForm
  readonly change: (some: Partial<GroupForm>) => void
  /** The text of a fault, once the step was left with it. */
  readonly faultText: (fault: GroupFault) => string | undefined
  readonly edited: boolean
}

/** Makes a group, step by step as AWS's console does; `?edit=<name>` changes one, `?template=<id>` begins with a template, `?targets=<arn>` with a target group. */
export default function CreateGroupPage() {
  const [search] = useSearchParams()
  const edited = search.get('edit')
  const groups = useFeed('auto-scaling-groups')
  const subnets = useFeed('subnets')
  const group = edited === null ? undefined : groups.items.get(edited)
  const loading = (!group && groups.status === 'loading') || subnets.status === 'loading'
  if (edited !== null && loading) return <Spinner size="large" />
  const [first = ''] = group ? subnetsOf(group) : []
  const initial = group
    ? formOf(group, subnets.items.get(first)?.VpcId ?? '')
    : {
        ...newForm,
        templateId: search.get('template') ?? '',
        targetGroupArns: search.getAll('targets'),
      }
  return <CreateGroup group={group} initial={initial} />
}

function CreateGroup(props: { readonly group: Group | undefined; readonly initial: GroupForm }) {
  const { group, initial } = props
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const [form, setForm] = useState(initial)
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set())
  const change = (some: Partial<GroupForm>) => setForm((old) => ({ ...old, ...some }))
  const save = useTask(async (call) => {
    await (group ? updateGroup(call, group, form) : createGroup(call, form))
    notify({ type: 'success', header: t('asg.saved', { name: form.name.trim() }) })
    await navigate(toPath(`/auto-scaling-groups/${encodeURIComponent(form.name.trim())}`))
  })
  const sectionOf = (at: number): StepProps => ({
    form,
    change,
    edited: group !== undefined,
    faultText: (fault) =>
      tried.has(at) && faultsOf(form, at).includes(fault) ? t(`asg.fault.${fault}`) : undefined,
  })
  const tagsAreValid = areTagsValid(form.tags)
  const leave = (to: number): void => {
    setTried((old) => new Set([...old, step]))
    const backwards = to < step
    if (backwards || (faultsOf(form, step).length === 0 && (step !== 4 || tagsAreValid)))
      setStep(to)
  }
  const send = (call: Parameters<typeof createGroup>[0]) =>
    group ? updateGroup(call, group, form) : createGroup(call, form)
  return (
    <Wizard
      activeStepIndex={step}
      onNavigate={({ detail }) => leave(detail.requestedStepIndex)}
      onCancel={() => void navigate(toPath('/auto-scaling-groups'))}
      onSubmit={() => {
        if (!readOnly) save.mutate(undefined)
      }}
      isLoadingNextStep={save.isPending}
      submitButtonText={group ? t('common.save') : t('asg.create')}
      i18nStrings={{
        stepNumberLabel: (number) => t('asg.step', { number }),
        collapsedStepsLabel: (number, count) => t('asg.stepOf', { number, count }),
        navigationAriaLabel: t('asg.steps.title'),
        cancelButton: t('common.cancel'),
        previousButton: t('asg.previous'),
        nextButton: t('asg.next.step'),
        optional: t('asg.optionalStep'),
      }}
      steps={[
        {
          title: t('asg.steps.template'),
          content: <TemplateStep {...sectionOf(0)} />,
        },
        {
          title: t('asg.steps.network'),
          content: <NetworkStep {...sectionOf(1)} />,
        },
        {
          title: t('asg.steps.balancing'),
          isOptional: true,
          content: <BalancingStep {...sectionOf(2)} />,
        },
        {
          title: t('asg.steps.size'),
          content: <SizeStep {...sectionOf(3)} />,
        },
        {
          title: t('asg.steps.tags'),
          isOptional: true,
          content: (
            <Container>
              <TagEditor purpose="create" tags={form.tags} onChange={(tags) => change({ tags })} />
            </Container>
          ),
        },
        {
          title: t('asg.steps.review'),
          content: (
            <SpaceBetween size="l">
              <Review form={form} onEdit={setStep} />
              <CodeDisclosure variant="container" send={send} />
            </SpaceBetween>
          ),
          ...(save.error && { errorText: describeError(asApiError(save.error), t) }),
        },
      ]}
    />
  )
}
