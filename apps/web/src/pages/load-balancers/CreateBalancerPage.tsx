import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { asApiError, useConnection, useFeed, useScopedPath, useTask } from '../../api/index.ts'
import { areTagsValid, ErrorState, notify, RouteLink, TagEditor } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useVpcOptions } from '../../resources/vpc-options.ts'
import {
  createBalancer,
  findBalancerProblems,
  forwardsTo,
  newBalancer,
  type BalancerDraft,
  type BalancerType,
} from './balancer-draft.ts'
import { BasicSection } from './BasicSection.tsx'
import { GroupsSection } from './GroupsSection.tsx'
import { ListenersSection } from './ListenersSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'

/** Makes a load balancer, in AWS's order; `?type=network` begins with that type, `?group=<arn>` with that target group. */
export default function CreateBalancerPage() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const type: BalancerType = search.get('type') === 'network' ? 'network' : 'application'
  return (
    <ContentLayout header={<Header variant="h1">{t('loadBalancers.create')}</Header>}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{t('loadBalancers.types')}</Header>}>
          <Tiles
            value={type}
            ariaLabel={t('loadBalancers.types')}
            items={[
              {
                value: 'application',
                label: t('loadBalancers.applicationName'),
                description: t('loadBalancers.applicationText'),
              },
              {
                value: 'network',
                label: t('loadBalancers.networkName'),
                description: t('loadBalancers.networkText'),
              },
            ]}
            onChange={({ detail }) =>
              setSearch(detail.value === 'network' ? { type: 'network' } : {}, { replace: true })
            }
          />
        </Container>
        <BalancerForm key={type} type={type} groupArn={search.get('group') ?? ''} />
      </SpaceBetween>
    </ContentLayout>
  )
}

function BalancerForm(props: { readonly type: BalancerType; readonly groupArn: string }) {
  const { type, groupArn } = props
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const taken = useFeed('load-balancers').list.map(({ LoadBalancerName = '' }) => LoadBalancerName)
  const groups = useFeed('security-groups').list
  const targetGroups = useFeed('target-groups').items
  const [firstVpc] = useVpcOptions()
  const [typed, setDraft] = useState(() => newBalancer(type, groupArn))
  const [tried, setTried] = useState(false)
  const vpcId = typed.vpcId || (firstVpc?.value ?? '')
  const standard = groups.find(
    ({ VpcId, GroupName }) => VpcId === vpcId && GroupName === 'default',
  )?.GroupId
  const draft: BalancerDraft = {
    ...typed,
    vpcId,
    groups: typed.groups ?? (standard === undefined ? undefined : [standard]),
  }
  const change = (part: Partial<BalancerDraft>) => setDraft((old) => ({ ...old, ...part }))
  const subnets = useFeed('subnets').items
  const problems = findBalancerProblems(
    draft,
    taken,
    (subnetId) => subnets.get(subnetId)?.CidrBlock ?? '',
  )
  const wrong = Object.keys(problems).length > 0 || !areTagsValid(draft.tags)
  const create = useTask(async (call) => {
    const arn = await createBalancer(call, draft)
    const scalable = forwardsTo(draft).filter(
      (one) => targetGroups.get(one)?.TargetType === 'instance',
    )
    const query = new URLSearchParams(scalable.map((one) => ['targets', one]))
    notify({
      type: 'success',
      header: t('loadBalancers.created', { name: draft.name }),
      ...(scalable.length > 0 && {
        action: (
          <RouteLink color="inverted" href={toPath(`/auto-scaling-groups/create?${query}`)}>
            {t('asg.create')}
          </RouteLink>
        ),
      }),
    })
    await navigate(toPath(`/load-balancers?selected=${encodeURIComponent(arn)}`))
  })
  const section = { draft, problems, tried, change }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!wrong && !readOnly) create.mutate(undefined)
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              variant="link"
              formAction="none"
              onClick={() => void navigate(toPath('/load-balancers'))}
            >
              {t('common.cancel')}
            </Button>
            <Button
              variant="primary"
              loading={create.isPending}
              disabled={readOnly}
              {...(readOnly ? { disabledReason: t('reason.readOnly') } : {})}
            >
              {t('loadBalancers.create')}
            </Button>
          </SpaceBetween>
        }
        errorText={tried && wrong ? t('loadBalancers.someWrong') : ''}
      >
        <SpaceBetween size="l">
          <BasicSection {...section} />
          <NetworkSection {...section} />
          <GroupsSection {...section} />
          <ListenersSection {...section} />
          <Container header={<Header variant="h2">{t('tab.tags')}</Header>}>
            <TagEditor purpose="change" tags={draft.tags} onChange={(tags) => change({ tags })} />
          </Container>
          <CodeDisclosure variant="container" send={(call) => createBalancer(call, draft)} />
          {create.error ? <ErrorState error={asApiError(create.error)} /> : null}
        </SpaceBetween>
      </Form>
    </form>
  )
}
