import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Wizard from '@cloudscape-design/components/wizard'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { asApiError, useFeed, useScopedPath, useTask } from '../../api/index.ts'
import {
  areTagsValid,
  describeError,
  KeyValue,
  notify,
  TagEditor,
  type EditedTag,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { PolicyPicker } from '../../resources/roles/PolicyPicker.tsx'
import { createUser, type NewUser } from './create-user.ts'
import { freshPassword, isPasswordGiven, PasswordChoice } from './PasswordChoice.tsx'
import { SignInDetails } from './SignInDetails.tsx'
import { useSignInUrl } from './sign-in-url.ts'
import { isUserName } from './user.ts'

/** Makes a user: who it is, whether it signs in to the console, what it may do. */
export default function CreateUserPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const signInUrl = useSignInUrl()
  const groups = useFeed('user-groups')
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(false)
  const [name, setName] = useState('')
  const [console, setConsole] = useState(true)
  const [password, setPassword] = useState(freshPassword)
  const [how, setHow] = useState<'groups' | 'attach'>('groups')
  const [chosenGroups, setGroups] = useState<readonly string[]>([])
  const [policies, setPolicies] = useState<readonly string[]>([])
  const [boundary, setBoundary] = useState<string>()
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const done = useRef(new Set<string>())
  const create = useTask((call, user: NewUser) => createUser(call, user, done.current))
  const user: NewUser = {
    name,
    password: console ? password : undefined,
    groups: how === 'groups' ? chosenGroups : [],
    policies: how === 'attach' ? policies : [],
    boundary,
    tags,
  }
  const nameProblem =
    name === '' ? t('fields.missing') : isUserName(name) ? undefined : t('users.nameProblem')
  const firstIsGood = nameProblem === undefined && (!console || isPasswordGiven(password))
  const openUser = () => void navigate(toPath(`/users?selected=${encodeURIComponent(name)}`))
  const submit = () => {
    if (!areTagsValid(tags)) return
    create.mutate(user, {
      onSuccess: () => {
        notify({ type: 'success', header: t('users.created', { name }) })
        if (!console) openUser()
      },
    })
  }
  const header = <Header variant="h1">{t('users.create')}</Header>
  if (create.isSuccess) {
    return (
      <ContentLayout header={header}>
        <Container header={<Header variant="h2">{t('users.retrievePassword')}</Header>}>
          <SpaceBetween size="l">
            <SignInDetails
              text={t('users.passwordOnce')}
              file={`${name}_credentials.csv`}
              secrets={[
                { label: t('users.signInUrl'), value: signInUrl },
                { label: t('users.name'), value: name },
                { label: t('users.consolePassword'), value: password.password, hidden: true },
              ]}
            />
            <Button variant="primary" onClick={openUser}>
              {t('users.view')}
            </Button>
          </SpaceBetween>
        </Container>
      </ContentLayout>
    )
  }
  return (
    <ContentLayout header={header}>
      <Wizard
        activeStepIndex={step}
        isLoadingNextStep={create.isPending}
        submitButtonText={t('users.create')}
        i18nStrings={{
          stepNumberLabel: (number) => t('wizard.step', { number }),
          collapsedStepsLabel: (number, count) => t('wizard.steps', { number, count }),
          navigationAriaLabel: t('wizard.navigation'),
          cancelButton: t('common.cancel'),
          previousButton: t('wizard.previous'),
          nextButton: t('wizard.next'),
        }}
        onCancel={() => void navigate(toPath('/users'))}
        onNavigate={({ detail }) => {
          setTried(true)
          if (detail.requestedStepIndex === 0 || firstIsGood) setStep(detail.requestedStepIndex)
        }}
        onSubmit={submit}
        steps={[
          {
            title: t('users.detailsStep'),
            content: (
              <Container header={<Header variant="h2">{t('users.details')}</Header>}>
                <SpaceBetween size="l">
                  <FormField
                    label={t('users.name')}
                    constraintText={t('roles.nameText')}
                    errorText={tried || name !== '' ? nameProblem : undefined}
                  >
                    <Input
                      value={name}
                      autoComplete={false}
                      onChange={({ detail }) => setName(detail.value)}
                    />
                  </FormField>
                  <Checkbox
                    checked={console}
                    description={t('users.provideText')}
                    onChange={({ detail }) => setConsole(detail.checked)}
                  >
                    {t('users.provideAccess')}
                  </Checkbox>
                  {console ? (
                    <PasswordChoice value={password} tried={tried} onChange={setPassword} />
                  ) : null}
                </SpaceBetween>
              </Container>
            ),
          },
          {
            title: t('users.permissionsStep'),
            content: (
              <SpaceBetween size="l">
                <Container header={<Header variant="h2">{t('users.permissionOptions')}</Header>}>
                  <SpaceBetween size="l">
                    <RadioGroup
                      value={how}
                      ariaLabel={t('users.permissionOptions')}
                      items={[
                        {
                          value: 'groups',
                          label: t('users.addToGroup'),
                          description: t('users.addToGroupText'),
                        },
                        {
                          value: 'attach',
                          label: t('users.attachDirectly'),
                          description: t('users.attachDirectlyText'),
                        },
                      ]}
                      onChange={({ detail }) =>
                        setHow(detail.value === 'attach' ? 'attach' : 'groups')
                      }
                    />
                    {how === 'groups' ? (
                      <FormField label={t('userGroups.title')}>
                        <Multiselect
                          selectedOptions={chosenGroups.map((one) => ({ value: one, label: one }))}
                          options={groups.list.map(({ GroupName = '' }) => ({
                            value: GroupName,
                            label: GroupName,
                          }))}
                          placeholder={t('fields.choose')}
                          empty={t('userGroups.empty')}
                          deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
                          onChange={({ detail }) =>
                            setGroups(detail.selectedOptions.flatMap(({ value }) => value ?? []))
                          }
                        />
                      </FormField>
                    ) : (
                      <PolicyPicker chosen={policies} onChange={setPolicies} />
                    )}
                  </SpaceBetween>
                </Container>
                <ExpandableSection variant="container" headerText={t('users.boundaryOptional')}>
                  <PolicyPicker
                    single
                    chosen={boundary === undefined ? [] : [boundary]}
                    onChange={(arns) => setBoundary(arns.at(-1))}
                  />
                </ExpandableSection>
              </SpaceBetween>
            ),
          },
          {
            title: t('users.reviewStep'),
            content: (
              <SpaceBetween size="l">
                <Container header={<Header variant="h2">{t('users.details')}</Header>}>
                  <KeyValue
                    items={[
                      [t('users.name'), name],
                      [
                        t('users.consolePassword'),
                        t(
                          !console
                            ? 'common.none'
                            : password.how === 'own'
                              ? 'users.custom'
                              : 'users.autogenerated',
                        ),
                      ],
                      [
                        t('users.mustChange'),
                        console ? t(password.mustChange ? 'common.yes' : 'common.no') : undefined,
                      ],
                      [t('userGroups.title'), user.groups.join(', ')],
                      [
                        t('roles.policies'),
                        user.policies.map((arn) => arn.split('/').at(-1)).join(', '),
                      ],
                      [t('roles.boundary'), boundary?.split('/').at(-1)],
                    ]}
                  />
                </Container>
                <Container header={<Header variant="h2">{t('tab.tags')}</Header>}>
                  <TagEditor purpose="change" tags={tags} onChange={setTags} />
                </Container>
                <CodeDisclosure
                  variant="container"
                  send={(call) => createUser(call, user, new Set())}
                />
                {create.error ? (
                  <Alert type="error">{describeError(asApiError(create.error), t)}</Alert>
                ) : null}
              </SpaceBetween>
            ),
          },
        ]}
      />
    </ContentLayout>
  )
}
