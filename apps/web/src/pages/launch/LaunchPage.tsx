import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useScope, useScopedPath } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { changeSearch } from '../../lib/change-search.ts'
import { saveFile } from '../../lib/save-file.ts'
import { CodePanel } from './CodePanel.tsx'
import { rememberImage } from './images/use-images.ts'
import { LaunchDone } from './LaunchDone.tsx'
import { LaunchLog } from './LaunchLog.tsx'
import { isAdvancedField, isStillSo, type Refusal } from './model/refusal.ts'
import { fieldOfError } from './model/error-fields.ts'
import { keyMediaType } from './model/plan.ts'
import type { FieldId } from './model/issues.ts'
import type { Memory } from './model/launch-run.ts'
import { validateLaunch } from './model/validate.ts'
import { focusField, type SectionProps } from './section-props.ts'
import { FormSections } from './sections/FormSections.tsx'
import { Summary } from './Summary.tsx'
import { useInstanceTypes, useLaunchFacts, useLaunchLists } from './use-launch-data.ts'
import { useLaunchForm } from './use-launch-form.ts'
import { useLaunchRun } from './use-launch-run.ts'
import './launch.css'

const nothing: Memory = {}

/** Launch instances: one page, its summary beside it. */
export default function LaunchPage() {
  const t = useT()
  const navigate = useNavigate()
  const path = useScopedPath()
  const scope = useScope()
  const [search, setSearch] = useSearchParams()
  const lists = useLaunchLists()
  const { data: types } = useInstanceTypes()
  const { form, change } = useLaunchForm(lists, types)
  const { run, launching, savedKey, start, forget } = useLaunchRun()
  const facts = useLaunchFacts(form, lists, types, run?.memory ?? nothing)
  const issues = useMemo(() => validateLaunch(form, facts), [form, facts])
  const [attempted, setAttempted] = useState(false)
  const [advancedOpen, setAdvancedOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()

  const shown = attempted ? issues : issues.filter(({ missing }) => !missing)
  const errorOf = (field: FieldId): string | undefined => {
    const issue = shown.find((one) => one.field === field)
    if (issue) return issue.say(t)
    return refusal?.field === field && isStillSo(refusal, form) ? refusal.message : undefined
  }
  const jump = (field: FieldId) => {
    if (isAdvancedField(field)) setAdvancedOpen(true)
    focusField(field)
  }
  const launch = async () => {
    setAttempted(true)
    const [first] = issues
    if (first) return jump(first.field)
    const finished = await start(form)
    if (finished.ids) {
      if (form.image) rememberImage(`${scope.connection}/${scope.region}`, form.image.id)
      return
    }
    const failed = finished.steps.find(({ status }) => status === 'failed')
    if (!failed?.error) return
    const field = fieldOfError(failed.step, failed.error, form)
    setRefusal(field === null ? undefined : { field, message: failed.error.message, form })
    if (field !== null) jump(field)
  }
  const setCode = (language: string | undefined) =>
    changeSearch(setSearch, (params) => {
      if (language === undefined) params.delete('code')
      else params.set('code', language)
    })

  const section: SectionProps = { form, change, errorOf, lists, types }
  const header = (
    <Header variant="h1" description={t('launch.description')}>
      {t('launch.title')}
    </Header>
  )
  if (run?.ids)
    return (
      <ContentLayout header={header}>
        <LaunchDone
          run={run}
          instanceIds={run.ids}
          keyFile={savedKey?.file}
          onSaveKey={() => savedKey && saveFile(savedKey.file, savedKey.material, keyMediaType)}
          onAgain={() => {
            forget()
            setAttempted(false)
            change((old) => ({
              ...old,
              keyPair:
                old.keyPair.mode === 'new'
                  ? { ...old.keyPair, mode: 'existing', existingName: old.keyPair.newName.trim() }
                  : old.keyPair,
              network: afterLaunch(old.network, run.memory.group?.id),
            }))
          }}
        />
      </ContentLayout>
    )
  const code = search.get('code')
  return (
    <ContentLayout header={header}>
      <div className="brume-launch">
        <SpaceBetween size="l">
          {run ? (
            <LaunchLog
              run={run}
              launching={launching}
              productCode={form.image?.productCode}
              onJump={refusal && (() => jump(refusal.field))}
              onRetry={() => void launch()}
            />
          ) : null}
          <FormSections
            section={section}
            advancedOpen={advancedOpen}
            onAdvanced={setAdvancedOpen}
          />
        </SpaceBetween>
        <div className="brume-launch-summary">
          <Summary
            {...section}
            issues={attempted ? issues : []}
            launching={launching}
            onJump={jump}
            submitText={t('launch.summary.launch')}
            onSubmit={() => void launch()}
            onCode={() => setCode(code === null ? 'cli' : undefined)}
            onCancel={() => void navigate(path('/instances'))}
          />
        </div>
      </div>
      {code === null ? null : <CodePanel form={form} language={code} onLanguage={setCode} />}
    </ContentLayout>
  )
}

/** The next launch uses the group that this one made. */
function afterLaunch(network: SectionProps['form']['network'], groupId: string | undefined) {
  if (network.groupMode !== 'new' || groupId === undefined) return network
  return { ...network, groupMode: 'existing' as const, groupIds: [groupId] }
}
