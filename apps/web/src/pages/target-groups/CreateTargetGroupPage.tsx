import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Wizard from '@cloudscape-design/components/wizard'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { asApiError, useConnection, useScopedPath, useTask } from '../../api/index.ts'
import {
  areTagsValid,
  describeError,
  KeyValue,
  notify,
  RouteLink,
  TagEditor,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { HealthFields } from '../../resources/load-balancing/HealthFields.tsx'
import { TargetGroupFields } from '../../resources/load-balancing/TargetGroupFields.tsx'
import { TargetPicker } from '../../resources/load-balancing/TargetPicker.tsx'
import {
  createTargetGroup,
  findHealthProblems,
  findTargetGroupProblems,
  isWeb,
  newTargetGroup,
} from '../../resources/load-balancing/target-group-draft.ts'
import { useTargetGroups } from '../../resources/load-balancing/use-balancing.ts'
import { useVpcOptions } from '../../resources/vpc-options.ts'

/** Makes a target group, as AWS asks: what it is, then what is registered with it. */
export default function CreateTargetGroupPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const [first] = useVpcOptions()
  const taken = useTargetGroups().map(({ TargetGroupName = '' }) => TargetGroupName)
  const [typed, setDraft] = useState(() => newTargetGroup(''))
  const draft = typed.vpcId === '' ? { ...typed, vpcId: first?.value ?? '' } : typed
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(false)
  const problems = findTargetGroupProblems(draft, taken)
  const { targets: wrongTargets, ...wrongDetails } = problems
  const detailsWrong =
    Object.keys({ ...wrongDetails, ...findHealthProblems(draft.health) }).length > 0 ||
    !areTagsValid(draft.tags)
  const create = useTask((call) => createTargetGroup(call, draft))
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const submit = () => {
    if (detailsWrong || wrongTargets !== undefined || readOnly) return
    create.mutate(undefined, {
      onSuccess: (arn) => {
        const query = `group=${encodeURIComponent(arn)}${isWeb(draft.protocol) ? '' : '&type=network'}`
        notify({
          type: 'success',
          header: t('targetGroups.created', { name: draft.name }),
          action: (
            <RouteLink color="inverted" href={toPath(`/load-balancers/create?${query}`)}>
              {t('loadBalancers.create')}
            </RouteLink>
          ),
        })
        void navigate(toPath(`/target-groups?selected=${encodeURIComponent(arn)}`))
      },
    })
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t('targetGroups.emptyText')}>
          {t('targetGroups.create')}
        </Header>
      }
    >
      <Wizard
        activeStepIndex={step}
        isLoadingNextStep={create.isPending}
        submitButtonText={t('targetGroups.create')}
        i18nStrings={{
          stepNumberLabel: (number) => t('wizard.step', { number }),
          collapsedStepsLabel: (number, count) => t('wizard.steps', { number, count }),
          navigationAriaLabel: t('wizard.navigation'),
          cancelButton: t('common.cancel'),
          previousButton: t('wizard.previous'),
          nextButton: t('wizard.next'),
        }}
        onCancel={() => void navigate(toPath('/target-groups'))}
        onNavigate={({ detail }) => {
          setTried(true)
          if (detail.requestedStepIndex > 0 && detailsWrong) return
          setStep(detail.requestedStepIndex)
        }}
        onSubmit={submit}
        steps={[
          {
            title: t('targetGroups.detailsStep'),
            content: (
              <SpaceBetween size="l">
                <Container header={<Header variant="h2">{t('balancing.basic')}</Header>}>
                  <TargetGroupFields
                    draft={draft}
                    problems={problems}
                    tried={tried}
                    onChange={change}
                  />
                </Container>
                <Container
                  header={
                    <Header variant="h2" description={t('targetGroups.healthChecksText')}>
                      {t('targetGroups.healthChecks')}
                    </Header>
                  }
                >
                  <HealthFields
                    health={draft.health}
                    onChange={(part) => change({ health: { ...draft.health, ...part } })}
                  />
                </Container>
                <Container header={<Header variant="h2">{t('tab.tags')}</Header>}>
                  <TagEditor
                    purpose="change"
                    tags={draft.tags}
                    onChange={(tags) => change({ tags })}
                  />
                </Container>
              </SpaceBetween>
            ),
          },
          {
            title: t('targetGroups.register'),
            isOptional: true,
            content: (
              <Container>
                <TargetPicker
                  vpcId={draft.vpcId}
                  targetType={draft.targetType}
                  defaultPort={draft.port}
                  chosen={draft.targets}
                  onChange={(targets) => change({ targets })}
                />
              </Container>
            ),
          },
          {
            title: t('balancing.review'),
            content: (
              <SpaceBetween size="l">
                <Container header={<Header variant="h2">{draft.name}</Header>}>
                  <KeyValue
                    columns={4}
                    items={[
                      [
                        t('targetGroups.targetType'),
                        t(draft.targetType === 'ip' ? 'targetGroups.ip' : 'targetGroups.instance'),
                      ],
                      [t('targetGroups.protocolPort'), `${draft.protocol}: ${draft.port}`],
                      [t('groups.vpc'), draft.vpcId],
                      [
                        t('targetGroups.healthChecks'),
                        isWeb(draft.health.protocol)
                          ? `${draft.health.protocol} ${draft.health.path}`
                          : draft.health.protocol,
                      ],
                      [
                        t('targetGroups.targets'),
                        draft.targets.map(({ id, port }) => `${id}:${port}`).join(', '),
                      ],
                    ]}
                  />
                </Container>
                <CodeDisclosure
                  variant="container"
                  send={(call) => createTargetGroup(call, draft)}
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
