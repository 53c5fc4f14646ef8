import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { useScopedPath } from '../../api/index.ts'
import { notify, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { LaunchLog } from './LaunchLog.tsx'
import { fieldOfError } from './model/error-fields.ts'
import { newLaunchForm, type LaunchForm } from './model/form.ts'
import type { FieldId } from './model/issues.ts'
import type { Memory } from './model/launch-run.ts'
import { isAdvancedField, isStillSo, type Refusal } from './model/refusal.ts'
import { findTemplateIssues, toTemplateData, type TemplateEntry } from './model/template.ts'
import { validateLaunch } from './model/validate.ts'
import { fieldElementId, focusField, type SectionProps } from './section-props.ts'
import { FormSections } from './sections/FormSections.tsx'
import { Summary } from './Summary.tsx'
import { useInstanceTypes, useLaunchFacts, useLaunchLists } from './use-launch-data.ts'
import { readTemplateData, useLaunchForm } from './use-launch-form.ts'
import { sendLaunch, useLaunchRun, type Finish } from './use-launch-run.ts'
import './launch.css'

const nothing: Memory = {}

/** A template leaves open what it does not say. */
function newTemplateForm(): LaunchForm {
  const form = newLaunchForm()
  return { ...form, network: { ...form.network, groupMode: 'existing' } }
}

/** The launch form, kept instead of launched: a new template, or with `?template=` a new version of one. */
export default function TemplatePage() {
  const t = useT()
  const navigate = useNavigate()
  const path = useScopedPath()
  const [search] = useSearchParams()
  const templateId = search.get('template') ?? undefined
  const [entry, setEntry] = useState<TemplateEntry>({ name: '', description: '' })
  const lists = useLaunchLists()
  const { data: types } = useInstanceTypes()
  const { form, change } = useLaunchForm(lists, types, newTemplateForm)
  const finish = makeFinish(entry, templateId, search.get('version') ?? '$Default')
  const { run, launching, start } = useLaunchRun(finish)
  const facts = useLaunchFacts(form, lists, types, run?.memory ?? nothing)
  const issues = useMemo(
    () => findTemplateIssues(entry, templateId === undefined, validateLaunch(form, facts)),
    [entry, templateId, form, facts],
  )
  const [attempted, setAttempted] = useState(false)
  const [advancedOpen, setAdvancedOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal & { readonly entry: TemplateEntry }>()
  const shown = attempted ? issues : issues.filter(({ missing }) => !missing)
  const errorOf = (field: FieldId): string | undefined => {
    const issue = shown.find((one) => one.field === field)
    if (issue) return issue.say(t)
    const stands = refusal?.field === field && refusal.entry === entry && isStillSo(refusal, form)
    return stands ? refusal.message : undefined
  }
  const jump = (field: FieldId) => {
    if (isAdvancedField(field)) setAdvancedOpen(true)
    focusField(field)
  }
  const submit = async () => {
    setAttempted(true)
    const [first] = issues
    if (first) return jump(first.field)
    const finished = await start(form)
    const [made] = finished.ids ?? []
    if (made !== undefined) {
      const text = t(templateId === undefined ? 'templates.created' : 'templates.versionCreated')
      notify({
        type: 'success',
        header: text,
        action: (
          <RouteLink color="inverted" href={path(`/auto-scaling-groups/create?template=${made}`)}>
            {t('asg.create')}
          </RouteLink>
        ),
      })
      return navigate(path(`/launch-templates?selected=${made}`))
    }
    const failed = finished.steps.find(({ status }) => status === 'failed')
    if (!failed?.error) return
    const field = fieldOfError(failed.step, failed.error, form)
    setRefusal(field === null ? undefined : { field, message: failed.error.message, form, entry })
    if (field !== null) jump(field)
  }
  const section: SectionProps = { form, change, errorOf, lists, types }
  const title = t(templateId === undefined ? 'templates.create' : 'templates.createVersion')
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('templates.formText')}>
          {title}
        </Header>
      }
    >
      <div className="brume-launch">
        <SpaceBetween size="l">
          {run ? (
            <LaunchLog
              run={run}
              launching={launching}
              lastText={title}
              onJump={refusal && (() => jump(refusal.field))}
              onRetry={() => void submit()}
            />
          ) : null}
          <Container header={<Header variant="h2">{t('templates.nameHeader')}</Header>}>
            <SpaceBetween size="m">
              <FormField
                stretch
                label={t('templates.name')}
                errorText={errorOf('templateName')}
                {...(templateId === undefined && { constraintText: t('templates.nameText') })}
              >
                <Input
                  controlId={fieldElementId('templateName')}
                  value={templateId ?? entry.name}
                  readOnly={templateId !== undefined}
                  onChange={({ detail }) => setEntry({ ...entry, name: detail.value })}
                />
              </FormField>
              <FormField
                stretch
                label={t('fields.optional', { label: t('templates.description') })}
                errorText={errorOf('templateDescription')}
              >
                <Input
                  controlId={fieldElementId('templateDescription')}
                  value={entry.description}
                  onChange={({ detail }) => setEntry({ ...entry, description: detail.value })}
                />
              </FormField>
            </SpaceBetween>
          </Container>
          <FormSections
            section={section}
            advancedOpen={advancedOpen}
            onAdvanced={setAdvancedOpen}
          />
          <CodeDisclosure variant="container" send={(call) => sendLaunch(call, form, finish)} />
        </SpaceBetween>
        <div className="brume-launch-summary">
          <Summary
            {...section}
            issues={attempted ? issues : []}
            launching={launching}
            onJump={jump}
            submitText={title}
            onSubmit={() => void submit()}
            onCancel={() => void navigate(path('/launch-templates'))}
          />
        </div>
      </div>
    </ContentLayout>
  )
}

/** Keeps the launch as a template or as a version of one; of its source a version inherits what the form does not know. */
function makeFinish(entry: TemplateEntry, templateId: string | undefined, source: string): Finish {
  return async (call, input) => {
    const { ClientToken } = input
    const description = entry.description.trim()
    const more = { ClientToken, ...(description !== '' && { VersionDescription: description }) }
    if (templateId === undefined) {
      const { LaunchTemplate } = await call('ec2', 'CreateLaunchTemplate', {
        ...more,
        LaunchTemplateName: entry.name.trim(),
        LaunchTemplateData: toTemplateData(input),
      })
      return [LaunchTemplate?.LaunchTemplateId ?? '']
    }
    const old = await readTemplateData(call, templateId, source)
    await call('ec2', 'CreateLaunchTemplateVersion', {
      ...more,
      LaunchTemplateId: templateId,
      LaunchTemplateData: toTemplateData(input, old),
    })
    return [templateId]
  }
}
