import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { lazy, Suspense } from 'react'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { byZone, stageOf, stageTypes, type Group, type Member } from './group.ts'
import './live-picture.css'

const ScalingChart = lazy(() => import('./ScalingChart.tsx'))

/** The group as it is: instances by zone, coming, serving, draining, and beside them what makes it grow. */
export function LivePicture({ group }: { readonly group: Group }) {
  const t = useT()
  const { Instances = [], DesiredCapacity = 0, MinSize = 0, MaxSize = 0 } = group
  const serving = Instances.filter((one) => stageOf(one) === 'serving').length
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('asg.picture.text', {
            serving,
            desired: DesiredCapacity,
            min: MinSize,
            max: MaxSize,
          })}
        >
          {t('asg.picture.title')}
        </Header>
      }
    >
      <ColumnLayout columns={2} minColumnWidth={380}>
        <div className="brume-zones" aria-live="polite">
          {[...byZone(group)].map(([zone, members]) => (
            <section key={zone} className="brume-zone" aria-label={zone}>
              <Box variant="awsui-key-label">{zone}</Box>
              <SpaceBetween size="xs">
                {members.length === 0 ? (
                  <Box color="text-body-secondary">{t('asg.picture.empty')}</Box>
                ) : (
                  members.map((member) => (
                    <MemberCard key={member.InstanceId} member={member} group={group} />
                  ))
                )}
              </SpaceBetween>
            </section>
          ))}
        </div>
        <div className="brume-scaling-chart">
          <Suspense fallback={<Spinner size="large" />}>
            <ScalingChart group={group} />
          </Suspense>
        </div>
      </ColumnLayout>
    </Container>
  )
}

function MemberCard({ member, group }: { readonly member: Member; readonly group: Group }) {
  const t = useT()
  const { InstanceId: id = '' } = member
  const instance = useFeed('instances').items.get(id)
  const stage = stageOf(member)
  const name = instance ? nameOf(instance) : ''
  return (
    <div className="brume-member" data-stage={stage}>
      <div>
        <ResourceLink page="instances" id={id} {...(name !== '' && { text: `${name} (${id})` })} />
      </div>
      <SpaceBetween direction="horizontal" size="xs">
        <StatusIndicator type={stageTypes[stage]}>{t(`asg.stage.${stage}`)}</StatusIndicator>
        <TargetStates id={id} group={group} />
        {member.ProtectedFromScaleIn ? <Badge color="blue">{t('asg.protected')}</Badge> : null}
      </SpaceBetween>
    </div>
  )
}

/** How the balancers see it. */
function TargetStates({ id, group }: { readonly id: string; readonly group: Group }) {
  const t = useT()
  const health = useFeed('target-health').items
  const states = (group.TargetGroupARNs ?? []).flatMap((arn) => {
    const target = health
      .get(arn)
      ?.Targets?.find(
        (one: { Target?: { Id?: string | undefined } | undefined }) => one.Target?.Id === id,
      )
    return target?.TargetHealth?.State ?? []
  })
  return states.map((state, index) => (
    <Badge
      // One for each target group, in their order.
      key={index}
      color={state === 'healthy' ? 'green' : state === 'unhealthy' ? 'red' : 'grey'}
    >
      {t('asg.target', { state: targetWord(state, t) })}
    </Badge>
  ))
}

function targetWord(state: string, t: ReturnType<typeof useT>): string {
  switch (state) {
    case 'healthy':
      return t('asg.targetState.healthy')
    case 'unhealthy':
      return t('asg.targetState.unhealthy')
    case 'initial':
      return t('asg.targetState.initial')
    case 'draining':
      return t('asg.targetState.draining')
    case 'unused':
      return t('asg.targetState.unused')
    default:
      return state
  }
}
