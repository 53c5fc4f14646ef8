import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Textarea from '@cloudscape-design/components/textarea'
import type { Output } from '@brume/console-api'
import { useMemo, useState } from 'react'
import { asApiError, useFeed, useTask } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { usePolicyWords } from '../../resources/iam/use-policy-words.ts'
import { readContext } from './context.ts'

type Result = NonNullable<Output<'iam', 'SimulatePrincipalPolicy'>['EvaluationResults']>[number]

const decisions: Readonly<Record<string, PlainKey>> = {
  allowed: 'access.allowed',
  explicitDeny: 'simulator.explicitDeny',
  implicitDeny: 'simulator.implicitDeny',
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** May this user do that, and why not. */
export default function SimulatorPage() {
  const t = useT()
  const users = useFeed('users')
  const groups = useFeed('user-groups')
  const roles = useFeed('roles')
  const { data: words } = usePolicyWords()
  const [source, setSource] = useState('')
  const [actions, setActions] = useState<readonly string[]>([])
  const [resources, setResources] = useState('')
  const [context, setContext] = useState('')
  const entries = readContext(context)
  const run = useTask((call) =>
    call('iam', 'SimulatePrincipalPolicy', {
      PolicySourceArn: source,
      ActionNames: [...actions],
      ...(linesOf(resources).length > 0 && { ResourceArns: linesOf(resources) }),
      ...(entries && entries.length > 0 && { ContextEntries: entries }),
    }),
  )
  const sources = [
    {
      label: t('users.title'),
      options: users.list.map(({ Arn = '', UserName = '' }) => ({ value: Arn, label: UserName })),
    },
    {
      label: t('userGroups.title'),
      options: groups.list.map(({ Arn = '', GroupName = '' }) => ({
        value: Arn,
        label: GroupName,
      })),
    },
    {
      label: t('roles.title'),
      options: roles.list.map(({ Arn = '', RoleName = '' }) => ({ value: Arn, label: RoleName })),
    },
  ]
  const actionOptions = useMemo(
    () =>
      Object.entries(words?.services ?? {}).map(([service, { actions: byLevel }]) => ({
        label: service,
        options: Object.values(byLevel)
          .flat()
          .toSorted()
          .map((name) => ({ value: `${service}:${name}`, label: `${service}:${name}` })),
      })),
    [words],
  )
  const chosen = sources.flatMap(({ options }) => options).find(({ value }) => value === source)
  const results = (run.data?.EvaluationResults ?? []).map((one, index) => ({
    ...one,
    id: String(index),
  }))
  const ready = source !== '' && actions.length > 0 && entries !== undefined
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('simulator.text')}>
          {t('simulator.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{t('simulator.question')}</Header>}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (ready) run.mutate(undefined)
            }}
          >
            <SpaceBetween size="m">
              <FormField label={t('simulator.who')}>
                <Select
                  selectedOption={chosen ?? null}
                  options={sources}
                  filteringType="auto"
                  placeholder={t('fields.choose')}
                  onChange={({ detail }) => setSource(detail.selectedOption.value ?? '')}
                />
              </FormField>
              <FormField label={t('editor.actions')}>
                <Multiselect
                  selectedOptions={actions.map((name) => ({ value: name, label: name }))}
                  options={actionOptions}
                  filteringType="auto"
                  placeholder={t('fields.choose')}
                  deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
                  onChange={({ detail }) =>
                    setActions(detail.selectedOptions.flatMap(({ value }) => value ?? []))
                  }
                />
              </FormField>
              <FormField
                label={t('fields.optional', { label: t('editor.resources') })}
                description={t('editor.resourcesText')}
              >
                <Textarea
                  value={resources}
                  rows={2}
                  spellcheck={false}
                  placeholder="*"
                  onChange={({ detail }) => setResources(detail.value)}
                />
              </FormField>
              <FormField
                label={t('fields.optional', { label: t('simulator.context') })}
                description={t('simulator.contextText')}
                errorText={entries === undefined ? t('simulator.contextProblem') : undefined}
              >
                <Textarea
                  value={context}
                  rows={2}
                  spellcheck={false}
                  placeholder="ec2:InstanceType = m5.large"
                  onChange={({ detail }) => setContext(detail.value)}
                />
              </FormField>
              <Button variant="primary" disabled={!ready} loading={run.isPending}>
                {t('simulator.run')}
              </Button>
            </SpaceBetween>
          </form>
        </Container>
        {run.error ? (
          <ErrorState error={asApiError(run.error)} header={t('simulator.title')} />
        ) : null}
        <Table
          wrapLines
          items={results}
          trackBy="id"
          ariaLabels={{ tableLabel: t('simulator.results') }}
          header={<Header variant="h2">{t('simulator.results')}</Header>}
          empty={<EmptyState title={t('simulator.none')} text={t('simulator.noneText')} />}
          columnDefinitions={[
            {
              id: 'action',
              header: t('access.action'),
              isRowHeader: true,
              width: 240,
              cell: ({ EvalActionName }) => EvalActionName,
            },
            {
              id: 'resource',
              header: t('summary.resource'),
              cell: ({ EvalResourceName }) => EvalResourceName ?? '*',
            },
            {
              id: 'result',
              header: t('access.result'),
              width: 200,
              cell: ({ EvalDecision = '' }) => (
                <StatusIndicator type={EvalDecision === 'allowed' ? 'success' : 'error'}>
                  {t(decisions[EvalDecision] ?? 'simulator.implicitDeny')}
                </StatusIndicator>
              ),
            },
            { id: 'why', header: t('access.why'), cell: (one) => <Why result={one} /> },
          ]}
        />
      </SpaceBetween>
    </ContentLayout>
  )
}

function Why({ result }: { readonly result: Result }) {
  const t = useT()
  const {
    EvalDecision,
    MatchedStatements = [],
    MissingContextValues = [],
    PermissionsBoundaryDecisionDetail: boundary,
  } = result
  const named = MatchedStatements.map(({ SourcePolicyId = '', StartPosition }) =>
    StartPosition?.Line === undefined
      ? SourcePolicyId
      : t('simulator.line', { policy: SourcePolicyId, line: StartPosition.Line }),
  ).join(', ')
  return (
    <>
      {boundary?.AllowedByPermissionsBoundary === false ? (
        <div>{t('denial.noBoundary')}</div>
      ) : null}
      <div>{named === '' && EvalDecision === 'implicitDeny' ? t('denial.noIdentity') : named}</div>
      {MissingContextValues.length === 0 ? null : (
        <Box color="text-body-secondary">
          {t('simulator.missing', { keys: MissingContextValues.join(', ') })}
        </Box>
      )}
    </>
  )
}
