import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Wizard from '@cloudscape-design/components/wizard'
import { useRef, useState } from 'react'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { asApiError, sessionManagerPolicyArn, useTask } from '../../api/index.ts'
import {
  areTagsValid,
  describeError,
  notify,
  TagEditor,
  type EditedTag,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { isJsonObject, JsonField } from '../JsonField.tsx'
import { createRole, type NewRole } from './create-role.ts'
import { ec2Trust, printJson } from './documents.ts'
import { PolicyPicker } from './PolicyPicker.tsx'

type UseCase = 'ec2' | 'systems-manager' | 'custom'

export interface MadeRole {
  readonly name: string
  /** ARN; absent for a role that instances cannot carry. */
  readonly profile: string | undefined
}

/** Makes a role: who may take it, what it may do, how it is called. */
export function RoleWizard(props: {
  readonly initial?: UseCase
  readonly onCreated: (role: MadeRole) => void
  readonly onCancel: () => void
}) {
  const { initial = 'ec2', onCreated, onCancel } = props
  const t = useT()
  const [step, setStep] = useState(0)
  const [useCase, setUseCase] = useState<UseCase>(initial)
  const [custom, setCustom] = useState(() => printJson(ec2Trust))
  const [policies, setPolicies] = useState<readonly string[]>(
    initial === 'systems-manager' ? [sessionManagerPolicyArn] : [],
  )
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const [tried, setTried] = useState(false)
  const done = useRef(new Set<string>())
  const create = useTask((call, role: NewRole) => createRole(call, role, done.current))
  const trust = useCase === 'custom' ? custom : printJson(ec2Trust)
  const nameProblem =
    name === ''
      ? t('fields.missing')
      : /^[\w+=,.@-]{1,64}$/.test(name)
        ? undefined
        : t('roles.nameProblem')
  const role: NewRole = {
    name,
    description,
    trust,
    policies,
    tags,
    withProfile: trust.includes('ec2.amazonaws.com'),
  }
  const choose = (next: UseCase) => {
    setUseCase(next)
    if (next === 'systems-manager' && !policies.includes(sessionManagerPolicyArn)) {
      setPolicies([...policies, sessionManagerPolicyArn])
    }
  }
  const submit = () => {
    setTried(true)
    if (nameProblem !== undefined || !areTagsValid(tags)) return
    create.mutate(role, {
      onSuccess: (profile) => {
        notify({ type: 'success', header: t('roles.created', { name }) })
        onCreated({ name, profile })
      },
    })
  }
  return (
    <Wizard
      activeStepIndex={step}
      isLoadingNextStep={create.isPending}
      submitButtonText={t('roles.create')}
      i18nStrings={{
        stepNumberLabel: (number) => t('wizard.step', { number }),
        collapsedStepsLabel: (number, count) => t('wizard.steps', { number, count }),
        navigationAriaLabel: t('wizard.navigation'),
        cancelButton: t('common.cancel'),
        previousButton: t('wizard.previous'),
        nextButton: t('wizard.next'),
      }}
      onCancel={onCancel}
      onNavigate={({ detail }) => {
        if (detail.requestedStepIndex > 0 && !isJsonObject(trust)) return
        setStep(detail.requestedStepIndex)
      }}
      onSubmit={submit}
      steps={[
        {
          title: t('roles.trustStep'),
          content: (
            <Container header={<Header variant="h2">{t('roles.useCase')}</Header>}>
              <SpaceBetween size="l">
                <RadioGroup
                  value={useCase}
                  ariaLabel={t('roles.useCase')}
                  items={[
                    { value: 'ec2', label: 'EC2', description: t('roles.ec2Text') },
                    {
                      value: 'systems-manager',
                      label: t('roles.systemsManager'),
                      description: t('roles.systemsManagerText'),
                    },
                    {
                      value: 'custom',
                      label: t('roles.customTrust'),
                      description: t('roles.customTrustText'),
                    },
                  ]}
                  onChange={({ detail }) =>
                    choose(
                      detail.value === 'custom' || detail.value === 'systems-manager'
                        ? detail.value
                        : 'ec2',
                    )
                  }
                />
                {useCase === 'custom' ? (
                  <JsonField label={t('roles.trustPolicy')} value={custom} onChange={setCustom} />
                ) : null}
              </SpaceBetween>
            </Container>
          ),
        },
        {
          title: t('roles.policiesStep'),
          content: (
            <Container>
              <PolicyPicker chosen={policies} onChange={setPolicies} />
            </Container>
          ),
        },
        {
          title: t('roles.reviewStep'),
          content: (
            <SpaceBetween size="l">
              <Container header={<Header variant="h2">{t('roles.details')}</Header>}>
                <SpaceBetween size="m">
                  <FormField
                    label={t('roles.name')}
                    constraintText={t('roles.nameText')}
                    errorText={tried || name !== '' ? nameProblem : undefined}
                  >
                    <Input value={name} onChange={({ detail }) => setName(detail.value)} />
                  </FormField>
                  <FormField label={t('fields.optional', { label: t('groups.descriptionColumn') })}>
                    <Input
                      value={description}
                      onChange={({ detail }) => setDescription(detail.value)}
                    />
                  </FormField>
                </SpaceBetween>
              </Container>
              <Container header={<Header variant="h2">{t('roles.trustPolicy')}</Header>}>
                <Box variant="pre">{trust}</Box>
              </Container>
              <Container header={<Header variant="h2">{t('roles.policies')}</Header>}>
                {policies.length === 0 ? (
                  t('roles.noPolicies')
                ) : (
                  <ul className="brume-bulk">
                    {policies.map((arn) => (
                      <li key={arn}>{arn.split('/').at(-1)}</li>
                    ))}
                  </ul>
                )}
              </Container>
              <Container header={<Header variant="h2">{t('tab.tags')}</Header>}>
                <TagEditor purpose="change" tags={tags} onChange={setTags} />
              </Container>
              <CodeDisclosure
                variant="container"
                send={(call) => createRole(call, role, new Set())}
              />
              {create.error ? (
                <Alert type="error">{describeError(asApiError(create.error), t)}</Alert>
              ) : null}
            </SpaceBetween>
          ),
        },
      ]}
    />
  )
}
