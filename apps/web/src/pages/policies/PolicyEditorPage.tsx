import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import {
  asApiError,
  queryKey,
  useCall,
  useConnection,
  useScope,
  useScopedPath,
  useTask,
} from '../../api/index.ts'
import { describeError, ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { PolicyEditor } from '../../resources/iam/editor/PolicyEditor.tsx'
import { PolicySummary } from '../../resources/iam/PolicySummary.tsx'
import { findProblems } from '../../resources/iam/problems.ts'
import { printJson, readDocument } from '../../resources/roles/documents.ts'
import { pathAfter, readTarget, targetOf, writeTarget, type Target } from './target.ts'

const firstDocument = printJson({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['ec2:DescribeInstances'], Resource: '*' }],
})

/** Writes a policy: in JSON with completion, or statement by statement; what it grants is told in words beside. */
export default function PolicyEditorPage() {
  const [search] = useSearchParams()
  const scope = useScope()
  const call = useCall()
  const t = useT()
  const target = targetOf(search)
  const key = JSON.stringify(target)
  const { data, error } = useQuery({
    queryKey: [...queryKey(scope, 'iam', 'GetPolicyVersion'), 'editor', key],
    queryFn: async () => (await readTarget(call, target)) ?? null,
    // what is being written must not change under the hand
    staleTime: Infinity,
    gcTime: 0,
  })
  if (error) return <ErrorState error={asApiError(error)} header={t('roles.policyDocument')} />
  if (data === undefined) return <Spinner />
  return <Editor key={key} target={target} document={data} />
}

/** A document that another page hands over: what was generated, or what is to be added. */
function handedOver(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('document' in state)) return undefined
  return typeof state.document === 'string' ? state.document : undefined
}

function Editor(props: { readonly target: Target; readonly document: string | null }) {
  const { target, document } = props
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const { state } = useLocation()
  const [text, setText] = useState(
    () => handedOver(state) ?? (document === null ? firstDocument : readDocument(document)),
  )
  const known = target.kind === 'inline' ? target.policy : undefined
  const asksName = target.kind === 'new' || (target.kind === 'inline' && known === undefined)
  const [name, setName] = useState(known ?? '')
  const [description, setDescription] = useState('')
  const [tried, setTried] = useState(false)
  const save = useTask((call) => writeTarget(call, target, name, description, text))
  const nameProblem = !asksName
    ? undefined
    : name === ''
      ? t('fields.missing')
      : /^[\w+=,.@-]{1,128}$/.test(name)
        ? undefined
        : t('roles.policyNameProblem')
  const faults = findProblems(text, 'identity', t).filter(({ severity }) => severity === 'error')
  const submit = () => {
    setTried(true)
    if (nameProblem !== undefined || faults.length > 0) return
    save.mutate(undefined, {
      onSuccess: () => {
        notify({ type: 'success', header: t('common.saved') })
        void navigate(toPath(pathAfter(target)))
      },
    })
  }
  const title =
    target.kind === 'new'
      ? t('policies.create')
      : target.kind === 'version'
        ? t('roles.policyTitle', { name: target.arn.split('/').at(-1) ?? '' })
        : known === undefined
          ? t('roles.createInlineTitle', { name: target.holder.name })
          : t('policies.inlineTitle', { policy: known, name: target.holder.name })
  return (
    <ContentLayout header={<Header variant="h1">{title}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                onClick={() => void navigate(toPath(pathAfter(target)))}
              >
                {t('common.cancel')}
              </Button>
              <Button
                variant="primary"
                loading={save.isPending}
                disabled={readOnly}
                disabledReason={t('reason.readOnly')}
              >
                {t(target.kind === 'new' ? 'policies.create' : 'policies.saveChanges')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {asksName ? (
              <Container header={<Header variant="h2">{t('policies.details')}</Header>}>
                <SpaceBetween size="m">
                  <FormField
                    label={t('roles.policyName')}
                    errorText={tried || name !== '' ? nameProblem : undefined}
                  >
                    <Input
                      value={name}
                      autoComplete={false}
                      onChange={({ detail }) => setName(detail.value)}
                    />
                  </FormField>
                  {target.kind === 'new' ? (
                    <FormField
                      label={t('fields.optional', { label: t('groups.descriptionColumn') })}
                    >
                      <Input
                        value={description}
                        onChange={({ detail }) => setDescription(detail.value)}
                      />
                    </FormField>
                  ) : null}
                </SpaceBetween>
              </Container>
            ) : null}
            <PolicyEditor value={text} kind="identity" onChange={setText} />
            <Container
              header={
                <Header variant="h2" description={t('policies.summaryText')}>
                  {t('policies.summaryTitle')}
                </Header>
              }
            >
              <PolicySummary text={text} />
            </Container>
            <CodeDisclosure
              variant="container"
              send={(call) => writeTarget(call, target, name, description, text)}
            />
            {tried && faults.length > 0 ? (
              <Alert type="error">{t('policies.faulty', { count: faults.length })}</Alert>
            ) : null}
            {save.error ? (
              <Alert type="error">{describeError(asApiError(save.error), t)}</Alert>
            ) : null}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  )
}
